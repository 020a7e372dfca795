// Labelled mails: what people say each mail does to its reader, as docs/testing-rules.md describes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace onevoice::cli {

struct LabelledMail {
    std::string name;      ///< the file as written, or "sentences.jsonl:12"
    std::string file;      ///< its path; empty: `raw` is the mail
    std::string raw;
    std::string language;
    std::string source;    ///< where it came from, in the words of the label
    std::set<std::string> labels;   ///< acts; none: neutral
    std::set<std::string> also_ok;  ///< acts that are right too, but need not be found
    bool may_be_neutral = false;    ///< neutral is the label or also right
    bool hard = false;
    Place place;           ///< of the label
};

/// What DIRECTORY/labels.jsonl and DIRECTORY/sentences.jsonl say; either may be missing. Errors: unavailable, malformed with the line.
Result<std::vector<LabelledMail>> read_labelled_mails(const std::string& directory);

/// How the acts that were found compare with the labels.
enum class Outcome {
    right,        ///< they meet the labels or what is also right, and none lies outside
    missed,       ///< nothing was found where there is a decision
    wrong_act,    ///< something else, or something besides, was found where there is one
    false_alarm,  ///< something was found in neutral mail
};

[[nodiscard]] Outcome outcome_of(const LabelledMail& mail, const std::set<std::string>& acts);

}  // namespace onevoice::cli
