// multipart/alternative: which of its parts says most (RFC 2046 section 5.1.4). Private to message/.
#pragma once

#include "message/structure.h"

namespace onevoice::message {

/// The kind of text a leaf holds; none for what is not read.
enum class TextKind { none, plain, html };
[[nodiscard]] TextKind text_kind(const Node& leaf);

/// The child to read; nullptr when none of them holds text. Plain text is preferred, because nothing in it is hidden or
/// decoration, unless it is empty, or tells the reader to use another program, or has far less to say than the HTML.
[[nodiscard]] const Node* best_alternative(const Node& alternative);

}  // namespace onevoice::message
