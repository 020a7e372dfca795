// What the elements of HTML do to the lines of text around them. Private to message/.
#pragma once

#include <string_view>

namespace onevoice::message {

enum class Element {
    inline_text,  ///< a, b, span, font, …, and all that is not known
    line,         ///< div, address, tr, …: starts and ends a line
    paragraph,    ///< p, h1 … h6, table, …: an empty line around it
    blockquote,
    preformatted,
    break_line,
    rule,
    list,          ///< ul, menu, dir
    ordered_list,
    item,
    cell,
    unseen,  ///< head, script, style, …: nothing in it is text
};

/// `name` in lower case, as the parser reports it.
[[nodiscard]] Element element_of(std::string_view name);

}  // namespace onevoice::message
