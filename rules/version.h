// Version: FNV-1a (64 bits) over the bytes of all files of a rule set, as 16 hexadecimal digits. A name for logs and
// statistics, not a protection: anybody can make two rule sets with the same one.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace onevoice::rules {

class Version {
public:
    /// Adds one file. Its length goes in too, so that moving bytes from one file to the next makes another version.
    void add(std::string_view content) {
        for (const char c : content) step(static_cast<unsigned char>(c));
        for (std::uint64_t length = content.size(), i = 0; i < 8; ++i, length >>= 8) step(length & 0xff);
    }

    [[nodiscard]] std::string text() const {
        std::array<char, 17> out{};
        std::snprintf(out.data(), out.size(), "%016llx", static_cast<unsigned long long>(hash_));
        return out.data();
    }

private:
    void step(std::uint64_t byte) { hash_ = (hash_ ^ byte) * 0x100000001b3U; }
    std::uint64_t hash_ = 0xcbf29ce484222325U;  // this and the factor are FNV's own constants
};

}  // namespace onevoice::rules
