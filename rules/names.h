// Names: everything that rule files define by name, for finding duplicates and misspelt references.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/grammar.h"
#include "rules/findings.h"
#include "rules/rule_files.h"

namespace onevoice::rules {

/// Patterns and text blocks share their names, for either may stand as the rule of an act; so do conflicts, contradictions
/// and repetitions. Keys and values are named by the captures of patterns.
enum class Named { department, contact, act, guard, pattern, conflict, key, value };

class Names {
public:
    /// A name that is defined twice is an error at the second place. `files` must outlive the Names.
    Names(const std::vector<RuleFile>& files, Findings& findings);

    [[nodiscard]] bool has(Named kind, std::string_view name) const;
    /// Whether it is defined; otherwise an error with the nearest name.
    bool check(Named kind, const grammar::Located& reference);
    /// The names under `key`, each once. One that is not defined is an error, and kept: a list must not become empty by a
    /// misspelling, for an empty one means all. So a list that is written and empty is an error too.
    std::vector<std::string> checked(Named kind, const grammar::Table& table, std::string_view key);
    /// " (did you mean 'x'?)" or empty.
    std::string suggestion(Named kind, std::string_view name);

private:
    void define(Named kind, const grammar::Table& table, std::string_view section, Findings& findings);
    void add(Named kind, const grammar::Located& name);

    struct Kind {
        std::unordered_map<std::string, Place> places;
        std::vector<std::string> spelt;  ///< in the order of the files
    };
    std::array<Kind, 8> kinds_;
    Findings& findings_;
    std::size_t suggestions_ = 0;
};

/// The names of the groups `(?<prefix…>` in a regular expression, without the prefix ("key_", "value_").
[[nodiscard]] std::vector<std::string> captured_names(std::string_view expression, std::string_view prefix);

/// An error when the list is written and empty; the texts otherwise.
std::vector<grammar::Located> written_texts(const grammar::Table& table, std::string_view key, Findings& findings);

}  // namespace onevoice::rules
