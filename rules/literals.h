// Required literals: strings of which at least one stands in every text that a pattern matches. Private to rules/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

/// Shorter ones stand in every other sentence and would spare nothing.
inline constexpr std::size_t least_literal_bytes = 3;

/// Folded, each at least least_literal_bytes long; the set whose shortest member is longest. `folded_source` comes from
/// fold_pattern(). Sound: empty whenever the source leaves any doubt. `single_blanks`: the text has no other blanks than
/// spaces, and no two in a row, as in every sentence and paragraph; then \s+ is as good as a space.
[[nodiscard]] std::vector<std::string> required_literals(std::string_view folded_source, bool single_blanks);

}  // namespace onevoice::rules
