#include "base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace onevoice {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned mapped_bits = 96;

Error not_an_address(std::string_view text) {
    return {Kind::malformed, "reading an address: '" + std::string(text) + "' is not an IP address, such as 192.0.2.1 or 2001:db8::1"};
}

Error not_a_network(std::string_view text) {
    return {Kind::malformed, "reading a network: '" + std::string(text) + "' is not a network, such as 192.0.2.0/24 or 2001:db8::/32"};
}

/// The bits of one byte that belong to the first `prefix` bits of an address.
std::uint8_t mask_of(std::size_t byte, unsigned prefix) {
    const auto before = static_cast<unsigned>(byte * 8);
    if (prefix >= before + 8) return 0xFF;
    if (prefix <= before) return 0;
    return static_cast<std::uint8_t>(0xFF << (8 - (prefix - before)));
}

/// "IPv6:" as in an address literal of RFC 5321 4.1.3, without regard to case.
bool has_ipv6_tag(std::string_view text) {
    constexpr std::string_view tag = "ipv6:";
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return text.size() > tag.size() &&
           std::equal(tag.begin(), tag.end(), text.begin(), [&](char a, char b) { return a == lower(b); });
}

}  // namespace

Result<Address> Address::parse(std::string_view text) {
    std::string_view inner = text;
    if (inner.size() > 2 && inner.front() == '[' && inner.back() == ']') inner = inner.substr(1, inner.size() - 2);
    const bool tagged = has_ipv6_tag(inner);
    if (tagged) inner.remove_prefix(5);
    if (inner.find(':') != std::string_view::npos) inner = inner.substr(0, inner.find('%'));
    if (inner.size() >= INET6_ADDRSTRLEN || inner.find('\0') != std::string_view::npos) return not_an_address(text);

    const std::string plain(inner);
    Address address;
    if (!tagged && inet_pton(AF_INET, plain.c_str(), address.bytes_.data()) == 1) {
        address.ipv4_ = true;
        return address;
    }
    if (inet_pton(AF_INET6, plain.c_str(), address.bytes_.data()) != 1) return not_an_address(text);
    if (std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes_.begin())) {
        std::copy(address.bytes_.begin() + mapped_prefix.size(), address.bytes_.end(), address.bytes_.begin());
        std::fill(address.bytes_.begin() + 4, address.bytes_.end(), std::uint8_t{0});
        address.ipv4_ = true;
    }
    return address;
}

std::string Address::text() const {
    std::array<char, INET6_ADDRSTRLEN> out{};
    inet_ntop(ipv4_ ? AF_INET : AF_INET6, bytes_.data(), out.data(), out.size());
    return out.data();
}

Result<Network> Network::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view host = text.substr(0, slash);
    const Result<Address> address = Address::parse(host);
    if (!address || host.find_first_of("%[") != std::string_view::npos || has_ipv6_tag(host)) return not_a_network(text);

    Network network;
    network.first_ = *address;
    const bool mapped = address->is_ipv4() && host.find(':') != std::string_view::npos;
    const unsigned longest = address->is_ipv4() && !mapped ? 32 : 128;
    network.prefix_ = longest;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), network.prefix_);
        if (failure != std::errc{} || end != digits.data() + digits.size() || network.prefix_ > longest) return not_a_network(text);
    }
    // ::ffff:0:0/95 and shorter would be half IPv4 and half IPv6.
    if (mapped && network.prefix_ < mapped_bits) return not_a_network(text);
    if (mapped) network.prefix_ -= mapped_bits;

    bool beyond = false;
    for (std::size_t i = 0; i < network.first_.bytes_.size(); ++i) {
        const auto kept = static_cast<std::uint8_t>(network.first_.bytes_[i] & mask_of(i, network.prefix_));
        beyond = beyond || kept != network.first_.bytes_[i];
        network.first_.bytes_[i] = kept;
    }
    if (beyond)
        return Error{Kind::malformed, "reading a network: '" + std::string(text) + "' has address bits beyond its prefix (did you mean '" +
                                          network.text() + "'?)"};
    return network;
}

bool Network::contains(const Address& address) const {
    if (address.ipv4_ != first_.ipv4_) return false;
    for (std::size_t i = 0; i * 8 < prefix_; ++i)
        if ((address.bytes_[i] & mask_of(i, prefix_)) != first_.bytes_[i]) return false;
    return true;
}

bool Network::contains(std::string_view address) const {
    const Result<Address> parsed = Address::parse(address);
    return parsed.ok() && contains(*parsed);
}

std::string Network::text() const { return first_.text() + "/" + std::to_string(prefix_); }

bool any_contains(const std::vector<Network>& networks, std::string_view address) {
    const Result<Address> parsed = Address::parse(address);
    return parsed.ok() && std::any_of(networks.begin(), networks.end(), [&](const Network& each) { return each.contains(*parsed); });
}

}  // namespace onevoice
