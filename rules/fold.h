// Folding: one spelling for everything that means the same to a pattern. Private to rules/.
//
// NFKC and full case folding; ä ö ü ß æ œ become ae oe ue ss ae oe, every other Latin letter loses its accent;
// typographic quotes, dashes and the ellipsis become ' " - and ...; invisible characters (soft hyphen, joiners) vanish;
// a run of blanks becomes one space, or one "\n" when it holds a line end, or "\n\n" when it holds a blank line.
// Every folded byte remembers where it came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

class Folded {
public:
    std::string text;  ///< valid UTF-8, whatever was folded

    /// First source byte of the character that the folded byte at `folded` came from; the source's size at the end.
    [[nodiscard]] std::size_t source_from(std::size_t folded) const;
    /// One past the last source byte of the character before `folded`: the end of a range that ends at `folded`.
    [[nodiscard]] std::size_t source_to(std::size_t folded) const;
    /// The first folded byte that came from `source` or from behind it.
    [[nodiscard]] std::size_t folded_at(std::size_t source) const;

private:
    friend class Folding;
    /// A stretch of folded bytes: byte for byte (source_bytes == 0), or all from one character or run of blanks.
    struct Run {
        std::uint32_t folded = 0;
        std::uint32_t source = 0;
        std::uint32_t source_bytes = 0;
    };
    [[nodiscard]] const Run* run_at(std::size_t folded) const;
    std::vector<Run> runs_;
    std::size_t source_size_ = 0;
};

/// Folds `source` (at most 4 GB). Blanks at both ends vanish. A run of blanks that touches one of `breaks` (ascending
/// source offsets) becomes "\n\n" too.
[[nodiscard]] Folded fold(std::string_view source, std::span<const std::size_t> breaks = {});

/// Folds one character; nothing for an invisible one.
[[nodiscard]] std::string fold_character(std::int32_t codepoint);

/// Folds without offsets, blanks and line ends to single spaces: for literals, keys and values.
[[nodiscard]] std::string fold_line(std::string_view source);

}  // namespace onevoice::rules
