#include "rules/findings.h"

#include <array>
#include <cstdio>

namespace onevoice::rules {

void Findings::add(grammar::Severity severity, const Place& place, std::string what) {
    diagnostics_.push_back({severity, place, std::move(what)});
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
            continue;
        }
        std::array<char, 8> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\x%02x", byte);
        out += escaped.data();
    }
    return out + "'";
}

}  // namespace onevoice::rules
