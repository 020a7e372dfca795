// Parts of an expression: what stands one behind the other in a folded PCRE2 source without alternatives. Private to rules/.
//
// For people who ask how far an expression came: any run of parts from the beginning or to the end is an expression of its
// own, or PCRE2 refuses it. Nothing that is judged depends on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

struct Part {
    std::size_t from = 0;  ///< [from, to) of the source
    std::size_t to = 0;
    std::size_t letters = 0;  ///< how much it weighs: letters that it demands, a handful for a group; 0 for what may be absent
};

/// Words, groups, classes, escapes and single characters, each with its quantifier.
[[nodiscard]] std::vector<Part> parts_of(std::string_view folded_source);

/// The readings of a source: its alternatives, and those of a group that holds all its words. At most `most`.
[[nodiscard]] std::vector<std::string> readings_of(std::string_view folded_source, std::size_t most);

}  // namespace onevoice::rules
