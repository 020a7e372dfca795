// Quotes and forwards in one MIME part: '>' marks and blockquotes, attributions, header blocks, forward markers.
// Private to message/.
#pragma once

#include <span>

#include "message/line_shape.h"
#include "message/mark.h"

namespace onevoice::message {

/// Marks the lines of one part that are somebody else's. Answers between marked quotes stay own. Below an attribution or
/// header block without marks the rest of the part is not the sender's. Linear; lines and marks have the same length.
void mark_quotes(std::span<const LineShape> lines, std::span<Mark> marks);

}  // namespace onevoice::message
