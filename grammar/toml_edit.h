// Changing a TOML file as people wrote it: sections and arrays found in its text, so that what is not changed keeps its
// comments and its layout, byte for byte. The text must be sound TOML (read_text() without errors); of anything else the
// outcome is some text, and nothing worse.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::grammar {

/// [from, to) of a section: from the line of its header to behind the line end of its last value.
struct SectionText {
    std::size_t line = 0;  ///< of the header, from 1: what Table::place() says
    std::size_t from = 0;
    std::size_t to = 0;
};

[[nodiscard]] std::vector<SectionText> sections_of(std::string_view text);

/// The text with strings added to an array of the section: behind its last element and laid out as that is, or as a new key
/// at the section's end. A single string becomes an array.
[[nodiscard]] std::string with_added(std::string_view text, const SectionText& section, std::string_view key, const std::vector<std::string>& values);

/// The text without the section, and the lines of comment that stand directly above it or inside: they go to `comments`.
[[nodiscard]] std::string without(std::string_view text, const SectionText& section, std::string& comments);

}  // namespace onevoice::grammar
