// Required literals: strings that stand in every text that a pattern matches. Private to rules/.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

/// Shorter ones stand in every other sentence and would spare nothing.
inline constexpr std::size_t least_literal_bytes = 3;

struct Literal {
    std::string text;
    bool begins_word = false;  ///< no letter, digit or underscore stands in front of it
    bool ends_word = false;    ///< nor behind it

    auto operator<=>(const Literal&) const = default;
};

using LiteralSet = std::vector<Literal>;

/// Whether a letter, digit or underscore of ASCII; of other bytes nothing is said.
[[nodiscard]] constexpr bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z'); }

/// A verb, its object and the little words between them are three or four sets; trying one more costs less than PCRE2.
inline constexpr std::size_t most_literal_sets = 4;

/// Sets of literals: of each set, at least one stands in every text that the pattern matches. Folded, each literal at least
/// least_literal_bytes long; the set first whose shortest member is longest, most_literal_sets at the most. `folded_source`
/// comes from fold_pattern(). Sound: empty whenever the source leaves any doubt. `single_blanks`: the text has no other
/// blanks than spaces, and no two in a row, as in every sentence and paragraph; then \s+ is as good as a space.
[[nodiscard]] std::vector<LiteralSet> required_literals(std::string_view folded_source, bool single_blanks);

}  // namespace onevoice::rules
