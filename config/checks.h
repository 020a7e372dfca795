// What the grammar cannot tell: is a string a domain, a network, a socket; is a number in its range.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/network.h"
#include "config/socket.h"
#include "grammar/grammar.h"

namespace onevoice::config {

/// Reads keys of one section; what is wrong becomes a diagnostic at its value, and the result is then of no use.
class Checks {
public:
    Checks(const grammar::Table& table, std::vector<grammar::Diagnostic>& diagnostics) : table_(table), diagnostics_(diagnostics) {}

    /// As lower-case A-labels, without repetitions; a leading dot is kept where `with_dot` allows it.
    [[nodiscard]] std::vector<std::string> domains(std::string_view key, bool with_dot);
    [[nodiscard]] std::vector<Network> networks(std::string_view key);
    [[nodiscard]] Socket socket(std::string_view key);
    [[nodiscard]] std::string socket_path(std::string_view key);
    [[nodiscard]] unsigned permissions(std::string_view key);
    [[nodiscard]] std::string header_name(std::string_view key);
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] Seconds duration(std::string_view key, Seconds least, Seconds most);
    [[nodiscard]] std::size_t number(std::string_view key, std::int64_t least, std::int64_t most);

private:
    void complain(const Place& place, std::string_view key, const std::string& what,
                  grammar::Severity severity = grammar::Severity::error);

    const grammar::Table& table_;
    std::vector<grammar::Diagnostic>& diagnostics_;
};

}  // namespace onevoice::config
