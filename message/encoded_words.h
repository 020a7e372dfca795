// Header text for people: encoded words (RFC 2047) undone, folding undone. Private to message/.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::message {

/// The text of a raw field body on one line, as UTF-8. Adjacent words of one charset are joined before they are
/// converted, because mail clients cut characters in two. What is no proper encoded word stays as it is written; raw
/// 8-bit text is UTF-8 when it is that, else windows-1252.
[[nodiscard]] std::string decode_header_text(std::string_view raw);

}  // namespace onevoice::message
