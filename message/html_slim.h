// HTML without what no reader of a mail sees, for the parser behind it: libxml2 spends a hundred instructions on every
// byte, and three quarters of what mail programs write are styles, attributes, comments and empty inline elements.
// Private to message/; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::message {

/// Stands in the markup for a run of words: a code point that is no character and that no text has. Where one is met, the
/// next run is due; one that has no run is text.
inline constexpr std::string_view stand_in = "\uFDD0";

struct SlimHtml {
    std::string markup;
    std::string words;              ///< all runs, visible text, words parted by one blank, each run beginning with a word
    std::vector<std::size_t> ends;  ///< where each run ends in words
};

/// `html`, which has passed append_visible(), such that append_html_lines() reads the same lines from it: comments, scripts
/// and styles emptied, attributes that mean nothing to it left out, character references undone, words set apart, and
/// inline elements around nothing but text dropped. From the first place on that is not written as expected everything
/// stays as it is, because only the parser knows how it repairs that. Linear.
[[nodiscard]] SlimHtml slim_html(std::string_view html);

}  // namespace onevoice::message
