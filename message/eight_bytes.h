// EightBytes: eight bytes of text looked at in one number, for loops that walk over whole messages.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace onevoice::message {

class EightBytes {
public:
    static_assert(std::endian::native == std::endian::little, "the first byte is taken to be the lowest");

    /// Reads text[0] to text[7].
    explicit EightBytes(const char* text) { std::memcpy(&bytes_, text, sizeof bytes_); }

    /// ASCII without control characters.
    [[nodiscard]] bool printable() const {
        const std::uint64_t below = (bytes_ - every(0x20)) & ~bytes_;  // a borrow only ever comes from a byte that is below itself
        return ((bytes_ | below) & tops) == 0 && where(0x7f) == 0;
    }

    /// The top bit of each byte that is `c`.
    [[nodiscard]] std::uint64_t where(char c) const {
        const std::uint64_t other = bytes_ ^ every(static_cast<unsigned char>(c));
        return ~(((other & ~tops) + ~tops) | other) & tops;
    }

    /// Whether two blanks stand side by side; `blanks` is where(' ').
    [[nodiscard]] static bool two_in_a_row(std::uint64_t blanks) { return (blanks & blanks << 8) != 0; }
    [[nodiscard]] static bool first(std::uint64_t blanks) { return (blanks & 0x80) != 0; }
    [[nodiscard]] static bool last(std::uint64_t blanks) { return blanks >> 63 != 0; }

    /// Writes the bytes with ASCII capitals in lower case; they must be ASCII.
    void write_lower(char* to) const {
        const std::uint64_t from_a = bytes_ + every(0x80 - 'A');
        const std::uint64_t beyond_z = bytes_ + every(0x80 - 'Z' - 1);
        const std::uint64_t lower = bytes_ | ((from_a ^ beyond_z) & tops) >> 2;
        std::memcpy(to, &lower, sizeof lower);
    }

private:
    static constexpr std::uint64_t every(unsigned char c) { return 0x0101010101010101u * c; }
    static constexpr std::uint64_t tops = 0x8080808080808080u;

    std::uint64_t bytes_ = 0;
};

}  // namespace onevoice::message
