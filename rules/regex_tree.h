// RegexTree: as much of a PCRE2 source's structure as literals and the backtracking lint need. Private to rules/.
//
// Not a validator: PCRE2 itself says what is wrong with a pattern. What this parser does not know for sure becomes a
// node of kind `unknown`, which may match anything; everything that reads the tree must treat it so.
#pragma once

#include <bitset>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace onevoice::rules {

/// Bytes that a single character may begin with; all bytes from 0x80 on stand or fall together. ASCII letters are lower case.
using ByteSet = std::bitset<256>;

struct RegexNode {
    enum class Type {
        nothing,    ///< matches the empty text: assertions, negative lookaround
        boundary,   ///< \b: matches the empty text where a word begins or ends
        character,  ///< one ASCII character, `byte`
        wide,       ///< one character outside ASCII, its UTF-8 in `text`
        set,        ///< one character of `set`
        sequence,
        choice,
        repeat,     ///< children[0], min to max times
        look,       ///< positive lookaround: children[0] stands in the subject too, but consumes nothing
        unknown,
    };
    static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

    Type type = Type::nothing;
    char byte = 0;
    std::string_view text{};
    ByteSet set{};
    std::size_t min = 1;
    std::size_t max = 1;
    bool keeps = false;  ///< possessive or atomic: never gives back what it took
    std::vector<RegexNode> children{};
};

/// nullopt: something in it changes how the rest is to be read (extended mode, verbs, conditions), or it is no pattern at
/// all. The tree's views point into `source`.
[[nodiscard]] std::optional<RegexNode> parse_regex(std::string_view source);

}  // namespace onevoice::rules
