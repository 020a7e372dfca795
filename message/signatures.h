// Signatures: what stands below "-- ", below a rule with contact details, or below a closing formula and a name.
// Private to message/.
#pragma once

#include <span>

#include "message/line_shape.h"
#include "message/mark.h"

namespace onevoice::message {

/// Marks the signature lines within a stretch of own lines whose disclaimers are marked. The closing formula and the name
/// right below it stay own, so does everything from a postscript or a paragraph of prose on. Linear.
void mark_signatures(std::span<const LineShape> lines, std::span<Mark> marks);

/// Whether a line that was marked signature says anything that a signature does not: no contact detail, no advert.
[[nodiscard]] bool could_be_letter(const LineShape& line);

}  // namespace onevoice::message
