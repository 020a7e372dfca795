// text/plain to lines: fixed, or flowed (RFC 3676). Private to message/.
#pragma once

#include <string_view>
#include <vector>

#include "message/lines.h"

namespace onevoice::message {

struct Flow {
    bool flowed = false;  ///< format=flowed
    bool del_sp = false;  ///< delsp=yes
};

/// Appends the lines of `text`, which has passed append_visible(). Blanks at line ends go, except in the signature line
/// "-- "; paragraphs that were flowed become one line each.
void append_plain_lines(std::vector<Line>& lines, std::string_view text, Flow flow);

}  // namespace onevoice::message
