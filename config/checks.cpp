#include "config/checks.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "message/address.h"

namespace onevoice::config {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// What is wrong with a domain name in lower-case A-labels (RFC 1123 2.1); nothing when it is one.
std::optional<std::string> domain_fault(std::string_view domain) {
    // RFC 1035 2.3.4: 255 octets on the wire are 253 characters; a label has at most 63.
    constexpr std::size_t longest_name = 253, longest_label = 63;
    if (domain.empty()) return "is not a domain";
    if (domain.size() > longest_name) return "is longer than 253 characters";
    std::string_view label;
    for (std::string_view rest = domain;;) {
        const std::size_t dot = rest.find('.');
        label = rest.substr(0, dot);
        if (label.empty()) return "is not a domain: it has an empty label";
        if (label.size() > longest_label) return "is not a domain: it has a label longer than 63 characters";
        if (label.front() == '-' || label.back() == '-') return "is not a domain: a label begins or ends with '-'";
        if (!std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; }))
            return "is not a domain: only letters, digits, '-' and '.' stand in one";
        if (dot == std::string_view::npos) break;
        rest.remove_prefix(dot + 1);
    }
    if (std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return "is not a domain: its last label is a number";
    return std::nullopt;
}

}  // namespace

void Checks::complain(const Place& place, std::string_view key, const std::string& what, grammar::Severity severity) {
    diagnostics_.push_back({severity, place, "'" + std::string(key) + "': " + what});
}

std::vector<std::string> Checks::domains(std::string_view key, bool with_dot) {
    std::vector<std::string> out;
    for (const grammar::Located& each : table_.texts(key)) {
        const bool below = with_dot && each.value.starts_with('.');
        // The same function names the domains of recipients, which these are compared with.
        const std::string domain = message::domain_of("postmaster@" + each.value.substr(below ? 1 : 0));
        const std::string written = (below ? "." : "") + domain;
        if (const auto fault = domain_fault(domain)) complain(each.place, key, "'" + each.value + "' " + *fault);
        else if (std::find(out.begin(), out.end(), written) == out.end()) out.push_back(written);
    }
    return out;
}

std::vector<Network> Checks::networks(std::string_view key) {
    std::vector<Network> out;
    for (const grammar::Located& each : table_.texts(key)) {
        const Result<Network> network = Network::parse(each.value);
        if (network) out.push_back(*network);
        else complain(each.place, key, network.error().what);
    }
    return out;
}

Socket Checks::socket(std::string_view key) {
    const Result<Socket> socket = parse_socket(text(key));
    if (socket) return *socket;
    complain(table_.place_of(key), key, socket.error().what);
    return {};
}

std::string Checks::socket_path(std::string_view key) {
    std::string path = text(key);
    if (path.size() > longest_socket_path)
        complain(table_.place_of(key), key, "a socket's path of " + std::to_string(path.size()) + " bytes is too long, the system allows " +
                                                std::to_string(longest_socket_path));
    return path;
}

unsigned Checks::permissions(std::string_view key) {
    const std::string written = text(key);
    unsigned bits = 0;
    const auto [end, failure] = std::from_chars(written.data(), written.data() + written.size(), bits, 8);
    constexpr unsigned all = 0777, others_write = 0002, owner_reads_and_writes = 0600;
    if (failure != std::errc{} || end != written.data() + written.size() || bits > all || written.size() < 3) {
        complain(table_.place_of(key), key, "'" + written + "' is not an octal mode, such as 0660");
    } else if ((bits & owner_reads_and_writes) != owner_reads_and_writes) {
        complain(table_.place_of(key), key, "'" + written + "' shuts out the daemon itself");
    } else if ((bits & others_write) != 0) {
        complain(table_.place_of(key), key, "'" + written + "' lets everybody on this machine pretend to be the MTA",
                 grammar::Severity::warning);
    }
    return bits;
}

std::string Checks::header_name(std::string_view key) {
    // RFC 5322 3.6.8: printable ASCII without the colon. 2.1.1: a line of 78 must have room for the value beside the name.
    constexpr std::size_t longest = 50;
    std::string name = text(key);
    const bool printable = std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f' && c != ':'; });
    if (name.empty() || name.size() > longest || !printable)
        complain(table_.place_of(key), key, "'" + name + "' is not a header field name of at most 50 printable ASCII characters");
    return name;
}

std::string Checks::text(std::string_view key) const {
    const auto text = table_.text(key);
    return text ? text->value : std::string();
}

Seconds Checks::duration(std::string_view key, Seconds least, Seconds most) {
    const Seconds span = table_.duration(key).value_or(least);
    if (span < least || span > most)
        complain(table_.place_of(key), key, format_duration(span) + " is not between " + format_duration(least) + " and " +
                                                format_duration(most));
    return span;
}

std::size_t Checks::number(std::string_view key, std::int64_t least, std::int64_t most) {
    const std::int64_t number = table_.integer(key).value_or(least);
    if (number < least || number > most)
        complain(table_.place_of(key), key, std::to_string(number) + " is not between " + std::to_string(least) + " and " +
                                                std::to_string(most));
    return static_cast<std::size_t>(number);
}

}  // namespace onevoice::config
