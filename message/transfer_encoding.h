// Content-Transfer-Encoding undone (RFC 2045 section 6), and the codings of encoded words (RFC 2047 section 4).
// Every decoder reads each byte once, accepts any bytes, and stops at `most` bytes of output. Private to message/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onevoice::message {

/// Appends the bytes that base64 text stands for. Characters outside the alphabet are skipped; padding ends a
/// quantum, and text after it is a new one (several base64 texts joined). Returns false when something was skipped that
/// is neither blank nor padding, or when the last quantum lacks characters.
bool append_base64(std::string& out, std::string_view text, std::size_t most);

/// Appends the bytes that quoted-printable text stands for. A "=" that starts neither two hexadecimal digits nor a soft
/// line break stays as it is; blanks at line ends are dropped. Returns false when such a "=" was met.
bool append_quoted_printable(std::string& out, std::string_view text, std::size_t most);

/// Appends what the "Q" coding stands for: "_" is a blank.
bool append_q(std::string& out, std::string_view text);

/// Appends the first uuencoded file in `text` (POSIX uuencode). Returns false when there is none or it breaks off.
bool append_uuencoded(std::string& out, std::string_view text, std::size_t most);

struct Decoded {
    std::string_view bytes;  ///< into `body` for 7bit, 8bit, binary and unknown encodings, else into `store`
    bool well_formed = true;
    bool known = true;       ///< false: no such encoding, read as it is
    bool cut = false;        ///< there was more than `most`
};

/// `encoding` as in the field: any case, blanks and trailing comments or parameters are ignored.
[[nodiscard]] Decoded decode_body(std::string_view body, std::string_view encoding, std::size_t most, std::string& store);

}  // namespace onevoice::message
