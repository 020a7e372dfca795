// Which parts of a message are text that its reader sees, and the lines of that text. Private to message/.
#pragma once

#include <cstddef>
#include <vector>

#include "message/lines.h"
#include "message/structure.h"

namespace onevoice::message {

struct PartText {
    std::vector<Line> lines;
    std::size_t attachments = 0;
    std::size_t files_in_text = 0;  ///< uuencoded in a text, counted as attachments
    bool calendar_reply = false;
};

/// All inline text in order. Of alternatives one is read: the plain text, or the HTML when the plain text is a stub of it.
/// What is in an attached message has the hint `forward`.
[[nodiscard]] PartText collect_text(const Node& root, const Limits& limits, std::vector<Oddity>& oddities);

}  // namespace onevoice::message
