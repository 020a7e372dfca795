// What one character, with the marks that stand on it, folds to. Private to rules/.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace onevoice::rules {

/// White space of any kind, line ends included.
[[nodiscard]] bool is_blank(std::int32_t codepoint);

/// A combining mark of the blocks that Latin, Greek and Cyrillic text uses.
[[nodiscard]] bool is_mark(std::int32_t codepoint);

/// A base character with its marks, folded; empty when nothing visible is left.
[[nodiscard]] std::string fold_cluster(std::span<const std::int32_t> cluster);

/// Latin-1 Supplement, Latin Extended-A and -B from a table: all that business mail in Latin script uses beside
/// punctuation. Only for 0x80 <= codepoint < latin_end, without marks behind it.
inline constexpr std::int32_t latin_end = 0x250;
[[nodiscard]] std::string_view fold_latin(std::int32_t codepoint);

}  // namespace onevoice::rules
