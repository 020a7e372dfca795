#include "milter/control.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "milter/socket.h"

namespace onevoice::milter {
namespace {

constexpr int backlog = 8;               // a handful of commands at once, at the most
constexpr int client_patience_ms = 2000;
constexpr std::size_t longest_request = 4096;

Error failed(const std::string& path, const char* step) {
    return {Kind::misconfigured, std::string(step) + " the control socket '" + path + "': " + std::strerror(errno)};
}

}  // namespace

Result<ControlSocket> ControlSocket::open(const std::string& path) {
    if (unix_socket_answers(path))
        return Error{Kind::misconfigured, "opening the control socket '" + path + "': another daemon answers there"};
    Result<sockaddr_un> address = unix_address(path);
    if (!address) return address.error();
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return failed(path, "opening");
    ControlSocket socket(descriptor, path);
    ::unlink(path.c_str());  // a stale one: nobody answered
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) return failed(path, "binding");
    // Whoever may talk to the daemon may change what mail passes: its own user and root.
    if (::chmod(path.c_str(), 0600) != 0 || ::listen(descriptor, backlog) != 0) return failed(path, "listening on");
    return socket;
}

ControlSocket::ControlSocket(ControlSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

ControlSocket::~ControlSocket() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());
}

void ControlSocket::serve(const std::function<std::string(std::string_view)>& answer) const {
    const int client = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    std::string request;
    std::array<char, 512> chunk{};
    pollfd waiting{client, POLLIN, 0};
    while (request.find('\n') == std::string::npos && request.size() < longest_request &&
           ::poll(&waiting, 1, client_patience_ms) == 1) {
        const ssize_t got = ::read(client, chunk.data(), chunk.size());
        if (got <= 0) break;
        request.append(chunk.data(), static_cast<std::size_t>(got));
    }
    if (const std::size_t end = request.find('\n'); end != std::string::npos) {
        const std::string reply = answer(std::string_view(request).substr(0, end)) + "\n";
        (void)::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
    }
    ::close(client);
}

}  // namespace onevoice::milter
