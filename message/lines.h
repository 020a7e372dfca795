// Line: one line of a message's visible text, with what its container said about it, on its way from the readers of
// text/plain and text/html to the separation of the sender's own words. Private to message/.
#pragma once

#include <string>

#include "message/reading.h"

namespace onevoice::message {

/// text: valid UTF-8 without control characters other than "\t", and without the line end.
struct Line {
    std::string text;
    int quote_depth = 0;     ///< HTML blockquotes, or the '>' levels that format=flowed undid; a plain '>' stays in text
    Role hint = Role::own;   ///< forward for an attached message; quote or signature where an HTML container says so
    bool starts_part = false;          ///< the first line of a MIME part
    bool paragraph_continues = false;  ///< flowed or wrapped HTML: the source has no line break after this line
};

}  // namespace onevoice::message
