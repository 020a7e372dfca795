// Disclaimers, register entries and unsubscribe footers. Private to message/.
#pragma once

#include <span>

#include "message/line_shape.h"
#include "message/mark.h"

namespace onevoice::message {

/// Marks such lines within a stretch of own lines. Linear; lines and marks have the same length.
void mark_disclaimers(std::span<const LineShape> lines, std::span<Mark> marks);

}  // namespace onevoice::message
