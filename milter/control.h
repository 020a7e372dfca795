// The control socket: how `onevoice reload` and `onevoice status` talk to a running daemon. A unix stream socket; one
// request line per connection, one JSON object as the answer.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice::milter {

class ControlSocket {
public:
    /// Errors: misconfigured, when the path cannot be bound or another daemon answers there.
    static Result<ControlSocket> open(const std::string& path);
    ~ControlSocket();
    ControlSocket(ControlSocket&& other) noexcept;
    ControlSocket& operator=(ControlSocket&&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// Accepts one connection (the descriptor is readable), hands its line to `answer` and sends what that returns. A
    /// client that says nothing for two seconds is dropped.
    void serve(const std::function<std::string(std::string_view request)>& answer) const;

private:
    ControlSocket(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    int descriptor_;
    std::string path_;
};

}  // namespace onevoice::milter
