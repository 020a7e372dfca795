// A corpus of labelled mails and of scenarios, as it lies in a directory:
//
//   mails/labels.jsonl   one object per line: file, lang, labels, also_ok, hard, source
//   mails/*.eml
//   mails/sentences.jsonl   the same without a file: subject and body stand in the line
//   scenarios/_config.json   departments (senders, sasl_users), own_domains, window_days
//   scenarios/s*.json        mails in their order, each with its verdict in `expect`; scenarios/eml/*.eml
//
// Either half may be missing.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::accuracy {

/// What a mail does to its recipient, as people labelled it. Without labels: nothing (neutral).
struct Labelled {
    std::string name;
    std::filesystem::path file;  ///< empty: `raw` is the mail
    std::string raw;
    std::string language;
    std::set<std::string> labels;
    std::set<std::string> also_ok;
    bool may_be_neutral = false;  ///< neutral is the label or also right
    bool hard = false;
};

struct Step {
    std::filesystem::path file;
    std::string name;
    Time at{};
    std::string login;
    std::string sender;
    std::vector<std::string> recipients;
    std::string expect;                ///< pass, hold, annotate-or-hold
    std::set<std::string> also_ok;     ///< verdicts that are right too
};

struct Scenario {
    std::string name;
    std::string title;
    std::vector<Step> steps;
};

struct Company {
    std::vector<std::string> own_domains;
    std::string rules;  ///< its departments as a rule file
};

struct Corpus {
    std::vector<Labelled> mails;
    std::vector<Scenario> scenarios;
    Company company;
};

/// Errors: unavailable (a file is missing), malformed (names it).
[[nodiscard]] Result<Corpus> read_corpus(const std::filesystem::path& directory);

[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file);

/// Right: the acts meet the labels or what is also right, and none lies outside.
[[nodiscard]] bool right(const Labelled& mail, const std::set<std::string>& acts);

/// Right: the verdict is the expected one or one of those that are right too.
[[nodiscard]] bool right(const Step& step, const std::string& verdict);

}  // namespace onevoice::accuracy
