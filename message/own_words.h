// Which lines of a message are its sender's own words. Private to message/; readers of a Reading use own_words().
#pragma once

#include <vector>

#include "message/lines.h"
#include "message/reading.h"

namespace onevoice::message {

/// One role per line: own, quote, forward, signature or disclaimer. A hint other than own is taken as it is. In doubt a
/// line is own; a message of which nothing would be left keeps its text, unless it is clearly a forwarded or quoted one.
/// Linear in the bytes of all lines, whatever they hold. Any thread.
[[nodiscard]] std::vector<Role> set_aside(const std::vector<Line>& lines);

}  // namespace onevoice::message
