// Charsets to UTF-8. Private to message/.
//
// UTF-8, ASCII, ISO-8859-1 and windows-1252 are done here; all else by iconv(3), whose descriptors are kept per thread,
// because opening one loads a module from disk. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::message {

enum class CharsetOutcome { as_declared, guessed, unknown };

/// `bytes` of charset `name` (any case, RFC 2978; empty: undeclared) as UTF-8. The view is into `bytes` when nothing had
/// to change, else into `store`. Bytes with no meaning become U+FFFD; what claims UTF-8 may still hold invalid bytes,
/// which append_visible() replaces.
/// guessed: not valid in the declared charset, and read as windows-1252. unknown: no such charset, and read as
/// UTF-8 when it is that, else as windows-1252.
[[nodiscard]] std::string_view to_utf8(std::string_view bytes, std::string_view name, std::string& store,
                                       CharsetOutcome& outcome);

}  // namespace onevoice::message
