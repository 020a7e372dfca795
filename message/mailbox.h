// Mail that lies in files: an mbox, a Maildir, a directory of .eml files, or one file. For the offline tools; the daemon
// never comes here.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace onevoice::message {

/// One stored message.
struct StoredMessage {
    std::string name;  ///< the file, or "file#3" in an mbox
    std::string raw;
};

/// Calls `each` for every message: of an mbox in its order, of a directory in the order of the messages' dates. Nothing
/// is written, neither into the mailbox nor beside it. `total` is set before the first call.
/// Errors: malformed (neither of these; an mbox with CRLF line ends), unavailable (cannot be read). What `each` returns
/// as an error ends the reading and is returned.
Result<void> for_each_message(const std::string& path, std::size_t& total, const std::function<Result<void>(const StoredMessage&)>& each);

/// A whole file. Errors: unavailable, with the cause.
Result<std::string> read_file(const std::string& path);

}  // namespace onevoice::message
