// text/html to the lines that a reader sees, by libxml2's HTML parser in its event form: no tree is built, and
// nothing recurses. Private to message/.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "message/lines.h"

namespace onevoice::message {

struct HtmlOutcome {
    bool cut = false;       ///< more than `most` bytes of text
    bool too_deep = false;  ///< elements nested beyond what any client writes; reading stopped there
};

/// off: the parser gets every byte, as the tests compare.
enum class Slimming { on, off };

/// Appends the visible lines of `html`, which is UTF-8 that has passed append_visible(). Hidden elements, scripts and
/// styles are left out. Paragraphs are set apart by an empty line, list items start with "- " or their number, table
/// cells are separated by a tab. Blockquotes raise quote_depth, and the containers of known clients set the hint.
HtmlOutcome append_html_lines(std::vector<Line>& lines, std::string_view html, std::size_t most,
                              Slimming slimming = Slimming::on);

/// About how many visible characters that are no blanks `html` holds: one cheap pass, no parser; it may be encoded still.
[[nodiscard]] std::size_t visible_characters(std::string_view html);

}  // namespace onevoice::message
