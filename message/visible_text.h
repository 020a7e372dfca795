// Visible text: the last gate before anything becomes part of a Reading. What passes is valid UTF-8 without control
// characters, without marks that turn the direction of writing, and without characters that cannot be seen.
// Private to message/; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onevoice::message {

/// One code point read from UTF-8. length is 0 when the bytes at the place are no UTF-8 (RFC 3629).
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

/// Appends code point `value`; what is no Unicode scalar value becomes U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// How many leading bytes of `text` are ASCII.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

/// Appends `text` with CRLF, CR and LF as "\n", tabs kept, other control characters and no-break spaces as blanks,
/// soft hyphens, zero-width and bidirectional marks left out, and each byte that is no UTF-8 as U+FFFD.
void append_visible(std::string& out, std::string_view text);

/// The same on one line: line ends and tabs become blanks, runs of blanks one blank, no blank at either end.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace onevoice::message
