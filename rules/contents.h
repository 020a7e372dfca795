// Contents: what the sections of all rule files say, checked one by one, before they are linted against each other and
// compiled. The readers of sections leave out what is beyond use and say why in findings.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "rules/findings.h"
#include "rules/matcher.h"
#include "rules/names.h"
#include "rules/rule_files.h"
#include "rules/rule_set.h"
#include "rules/version.h"

namespace onevoice::rules {

/// Where the parts of a conflict rule stand that a later lint may find wrong.
struct ConflictPlaces {
    Place within;
    Place by;
};

struct Contents {
    std::vector<Department> departments;
    std::vector<ContactGroup> contacts;
    std::vector<ActDefinition> acts;
    std::vector<ConflictRule> conflicts;
    std::vector<ConflictPlaces> conflict_places;  ///< of each conflict
    std::vector<Exception> exceptions;
    MatcherInput matcher;
    std::unordered_map<std::string, Mode> pattern_modes;  ///< of the patterns that have one
};

struct Loading {
    const std::vector<RuleFile>& files;
    const LoadOptions& options;
    const std::vector<std::string>& shared_providers;  ///< the known ones and the configured
    Names& names;
    Version& version;
    Findings& findings;
};

void read_departments(Loading& loading, Contents& contents);
void read_contacts(Loading& loading, Contents& contents);
void read_acts(Loading& loading, Contents& contents);
void read_guards(Loading& loading, Contents& contents);
void read_patterns(Loading& loading, Contents& contents);
void read_text_blocks(Loading& loading, Contents& contents);
void read_conflicts(Loading& loading, Contents& contents);
void read_exceptions(Loading& loading, Contents& contents);

// Small readings that several sections share.

/// The text under `key`, or empty.
[[nodiscard]] std::string text_of(const grammar::Table& table, std::string_view key);
[[nodiscard]] std::vector<std::string> values_of(const std::vector<grammar::Located>& texts);
[[nodiscard]] std::optional<Mode> mode_of(const grammar::Table& table);

}  // namespace onevoice::rules
