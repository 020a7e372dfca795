// Required literals: strings that stand in every text that a pattern matches. Private to rules/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

/// Shorter ones stand in every other sentence and would spare nothing.
inline constexpr std::size_t least_literal_bytes = 3;

using LiteralSet = std::vector<std::string>;

/// A verb and its object are two sets; a third one costs more than it rules out.
inline constexpr std::size_t most_literal_sets = 2;

/// Sets of literals: of each set, at least one stands in every text that the pattern matches. Folded, each literal at least
/// least_literal_bytes long; the set first whose shortest member is longest, most_literal_sets at the most. `folded_source`
/// comes from fold_pattern(). Sound: empty whenever the source leaves any doubt. `single_blanks`: the text has no other
/// blanks than spaces, and no two in a row, as in every sentence and paragraph; then \s+ is as good as a space.
[[nodiscard]] std::vector<LiteralSet> required_literals(std::string_view folded_source, bool single_blanks);

}  // namespace onevoice::rules
