// A learnt text block as the entry of a rule file, with comments for the editor who reviews it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/learnt_block.h"

namespace onevoice::cli {

struct BlockEntry {
    std::string name;
    std::string act;
    std::string act_source;  ///< why this act, for the comment; empty: it was asked for
    std::string about;
    double contained = 0;
};

/// What unrelated mail contains of a text block.
struct Unrelated {
    std::size_t mails = 0;
    double highest = 0;
    std::string highest_name;
};

[[nodiscard]] std::string to_toml(const BlockEntry& entry, const rules::LearntBlock& block, const std::optional<Unrelated>& unrelated);

/// "reject-thank-you-for": the act and the first words of the text, as a name.
[[nodiscard]] std::string name_of(const std::string& act, const std::string& text);

/// "70 %", rounded down: 99.9 % is not all.
[[nodiscard]] std::string percent(double share);

}  // namespace onevoice::cli
