// Sockets in libmilter's notation ("unix:/path", "inet:port@host"): looked at before libmilter opens them, because it
// tells only syslog why it could not.
#pragma once

#include <sys/un.h>

#include <string>

#include "base/result.h"

namespace onevoice::milter {

/// Errors: misconfigured, when the path is too long for a socket address.
Result<sockaddr_un> unix_address(const std::string& path);

/// Does a process accept connections there?
[[nodiscard]] bool unix_socket_answers(const std::string& path);

/// Errors: misconfigured, with the cause, when the socket could not be opened: in use, no such folder, no permission.
Result<void> check_milter_socket(const std::string& specification);

/// Connects once and closes: wakes libmilter's listener, which otherwise sees a stop only after up to five seconds.
void wake_listener(const std::string& specification);

}  // namespace onevoice::milter
