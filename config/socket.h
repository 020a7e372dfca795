// Where a milter listens, in libmilter's notation.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice::config {

struct Socket {
    enum class Family { local, inet, inet6 };

    Family family = Family::local;
    std::string path;   ///< of a local socket; absolute
    std::string host;   ///< name or address of an inet or inet6 socket
    unsigned port = 0;

    /// "unix:/run/onevoice/milter.sock", "inet:8891@127.0.0.1", "inet6:8891@::1": what smfi_setconn takes.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Socket&, const Socket&) = default;
};

/// Linux keeps a socket's path in 108 bytes with its closing zero (unix(7)).
inline constexpr std::size_t longest_socket_path = 107;

/// Reads "unix:/path" (also "local:/path"), "inet:port@host" and "inet6:port@host". The host is not optional: without one
/// libmilter would listen on every interface. Error: malformed.
Result<Socket> parse_socket(std::string_view text);

}  // namespace onevoice::config
