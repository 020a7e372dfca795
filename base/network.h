// IP addresses and networks (CIDR, RFC 4632 and RFC 4291), IPv4 and IPv6. An IPv4-mapped IPv6 address
// (::ffff:192.0.2.1) is the IPv4 address, for networks too; an IPv4 address is in no IPv6 network.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace onevoice {

class Address {
public:
    /// "192.0.2.1", "2001:db8::1"; also as mail software writes them: "[192.0.2.1]", "IPv6:2001:db8::1",
    /// "fe80::1%eth0" (the zone is dropped). Error: malformed.
    static Result<Address> parse(std::string_view text);

    [[nodiscard]] bool is_ipv4() const { return ipv4_; }
    /// The canonical spelling of inet_ntop.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Address&, const Address&) = default;

private:
    friend class Network;
    bool ipv4_ = false;
    std::array<std::uint8_t, 16> bytes_{};  ///< of IPv4 the first four
};

class Network {
public:
    /// "10.0.0.0/8", "fc00::/7", or an address alone. Errors (malformed): not an address, a prefix that is too long,
    /// address bits beyond the prefix (the message says which network was probably meant).
    static Result<Network> parse(std::string_view text);

    [[nodiscard]] bool contains(const Address& address) const;
    /// False also for text that is no address.
    [[nodiscard]] bool contains(std::string_view address) const;
    /// "10.0.0.0/8", always with the prefix.
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Network&, const Network&) = default;

private:
    Address first_;
    unsigned prefix_ = 0;
};

/// False also for text that is no address.
[[nodiscard]] bool any_contains(const std::vector<Network>& networks, std::string_view address);

}  // namespace onevoice
