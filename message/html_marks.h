// What an HTML element's attributes say about its text: hidden, preformatted, quoted, signature. Private to message/.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::message {

/// Of an inline style sheet ("style" attribute).
struct StyleMarks {
    bool hidden = false;       ///< display:none, visibility:hidden, no size, or the ways of hiding a preheader
    bool keeps_breaks = false; ///< white-space: pre, pre-wrap, pre-line
    bool indents = false;      ///< a blockquote that a composer uses to indent: a margin and no border
    bool tight = false;        ///< no margin: a paragraph that is just a line
};
[[nodiscard]] StyleMarks style_marks(std::string_view style);

/// A short style that says the same; empty when there is nothing to say.
[[nodiscard]] std::string shortest_style(const StyleMarks& marks);

enum class Container {
    none,
    quote,         ///< everything inside was said before
    quote_mixed,   ///< Gmail's container: an attribution and blockquotes, and replies between them
    quote_onward,  ///< everything after it, up to the end of its parent, was said before
    forward,
    signature,
};

/// By the class, id, name or data attribute that mail clients give their containers.
[[nodiscard]] Container container_of(std::string_view attribute, std::string_view value);

}  // namespace onevoice::message
