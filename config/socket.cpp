#include "config/socket.h"

#include <charconv>
#include <optional>

namespace onevoice::config {
namespace {

constexpr unsigned largest_port = 65535;

Error not_a_socket(std::string_view text, const std::string& why) {
    return {Kind::malformed, "reading a socket: '" + std::string(text) + "' " + why};
}

std::optional<std::string_view> after(std::string_view text, std::string_view scheme) {
    if (!text.starts_with(scheme)) return std::nullopt;
    return text.substr(scheme.size());
}

Result<Socket> local(std::string_view text, std::string_view path) {
    if (!path.starts_with('/')) return not_a_socket(text, "needs an absolute path, such as unix:/run/onevoice/milter.sock");
    if (path.size() > longest_socket_path)
        return not_a_socket(text, "has a path of " + std::to_string(path.size()) + " bytes, and the system allows " +
                                      std::to_string(longest_socket_path));
    Socket socket;
    socket.path = path;
    return socket;
}

Result<Socket> inet(std::string_view text, std::string_view rest, Socket::Family family) {
    const std::string example = family == Socket::Family::inet ? "inet:8891@127.0.0.1" : "inet6:8891@::1";
    const std::size_t at = rest.find('@');
    if (at == std::string_view::npos || at + 1 == rest.size())
        return not_a_socket(text, "needs a port and a host, such as " + example);
    Socket socket;
    socket.family = family;
    const std::string_view digits = rest.substr(0, at);
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), socket.port);
    if (failure != std::errc{} || end != digits.data() + digits.size() || socket.port == 0 || socket.port > largest_port)
        return not_a_socket(text, "needs a port from 1 to 65535, such as " + example);
    socket.host = rest.substr(at + 1);
    if (socket.host.find_first_of("@ \t/") != std::string::npos) return not_a_socket(text, "needs a host, such as " + example);
    return socket;
}

}  // namespace

std::string Socket::text() const {
    if (family == Family::local) return "unix:" + path;
    return (family == Family::inet ? "inet:" : "inet6:") + std::to_string(port) + "@" + host;
}

Result<Socket> parse_socket(std::string_view text) {
    if (const auto path = after(text, "unix:")) return local(text, *path);
    if (const auto path = after(text, "local:")) return local(text, *path);
    if (const auto rest = after(text, "inet:")) return inet(text, *rest, Socket::Family::inet);
    if (const auto rest = after(text, "inet6:")) return inet(text, *rest, Socket::Family::inet6);
    return not_a_socket(text, "is none of unix:/path, inet:port@host, inet6:port@host");
}

}  // namespace onevoice::config
