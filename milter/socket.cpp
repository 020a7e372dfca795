#include "milter/socket.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

namespace onevoice::milter {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return value_; }

private:
    int value_;
};

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Error misconfigured(const std::string& specification, const std::string& cause) {
    return {Kind::misconfigured, "opening the milter socket '" + specification + "': " + cause};
}

std::string unix_path(const std::string& specification) {
    for (const char* prefix : {"unix:", "local:"})
        if (specification.starts_with(prefix)) return specification.substr(std::strlen(prefix));
    return specification.starts_with('/') ? specification : std::string();
}

/// "inet:port@host" → addresses to bind or connect to; empty with `cause` set when there are none.
Addresses inet_addresses(const std::string& specification, std::string& cause) {
    const std::size_t colon = specification.find(':');
    const std::size_t at = specification.find('@', colon);
    const std::string port = specification.substr(colon + 1, at == std::string::npos ? at : at - colon - 1);
    const std::string host = at == std::string::npos ? "" : specification.substr(at + 1);
    addrinfo wanted{};
    wanted.ai_family = specification.starts_with("inet6:") ? AF_INET6 : AF_INET;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (const int failure = ::getaddrinfo(host.empty() ? nullptr : host.c_str(), port.c_str(), &wanted, &found); failure != 0)
        cause = ::gai_strerror(failure);
    return Addresses(found);
}

Result<void> check_unix(const std::string& specification, const std::string& path) {
    const Result<sockaddr_un> address = unix_address(path);
    if (!address) return address.error();
    if (unix_socket_answers(path)) return misconfigured(specification, "in use by another process");
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return misconfigured(specification, "folder '" + folder.string() + "': " + std::strerror(errno));
    std::error_code ignored;
    if (const auto status = std::filesystem::symlink_status(path, ignored);
        std::filesystem::exists(status) && !std::filesystem::is_socket(status))
        return misconfigured(specification, "a file of that name exists and is no socket");
    return {};
}

}  // namespace

Result<sockaddr_un> unix_address(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error{Kind::misconfigured, "opening the socket '" + path + "': the path is longer than " +
                                              std::to_string(sizeof address.sun_path - 1) + " bytes"};
    path.copy(address.sun_path, path.size());
    return address;
}

bool unix_socket_answers(const std::string& path) {
    const Result<sockaddr_un> address = unix_address(path);
    if (!address) return false;
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
}

Result<void> check_milter_socket(const std::string& specification) {
    if (const std::string path = unix_path(specification); !path.empty()) return check_unix(specification, path);
    std::string cause;
    const Addresses addresses = inet_addresses(specification, cause);
    if (!addresses) return misconfigured(specification, cause);
    const Descriptor probe(::socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;  // as libmilter does: a port in TIME_WAIT is free
    (void)::setsockopt(probe.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(probe.get(), addresses->ai_addr, addresses->ai_addrlen) != 0 || ::listen(probe.get(), 1) != 0)
        return misconfigured(specification, std::strerror(errno));
    return {};
}

void wake_listener(const std::string& specification) {
    if (const std::string path = unix_path(specification); !path.empty()) {
        (void)unix_socket_answers(path);
        return;
    }
    std::string cause;
    const Addresses addresses = inet_addresses(specification, cause);
    if (!addresses) return;
    const Descriptor probe(::socket(addresses->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    (void)::connect(probe.get(), addresses->ai_addr, addresses->ai_addrlen);
}

}  // namespace onevoice::milter
