#include "message/eight_bytes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>

using onevoice::message::EightBytes;

namespace {

/// The blanks of the text as the word sees them, the first one first.
std::string where(const std::string& text, char c) {
    const std::uint64_t found = EightBytes(text.data()).where(c);
    std::string out;
    for (int byte = 0; byte < 8; ++byte) out += (found >> (8 * byte + 7) & 1) != 0 ? 'x' : '.';
    CHECK(std::bitset<64>(found).count() == static_cast<std::size_t>(std::count(out.begin(), out.end(), 'x')));
    return out;
}

}  // namespace

TEST_CASE("eight bytes tell where a character stands for each byte by itself") {
    for (int one = 0; one < 256; ++one) {
        for (std::size_t place = 0; place < 8; ++place) {
            std::string text(8, ' ');
            text[place] = static_cast<char>(one);
            CAPTURE(one);
            CAPTURE(place);
            std::string expected(8, 'x');
            if (one != ' ') expected[place] = '.';
            REQUIRE(where(text, ' ') == expected);
        }
    }
    CHECK(where("a!  ! !b", ' ') == "..xx.x..");
}

TEST_CASE("eight bytes are printable when each of them is") {
    for (int one = 0; one < 256; ++one) {
        for (std::size_t place = 0; place < 8; ++place) {
            std::string text("ab cD~ !");
            text[place] = static_cast<char>(one);
            CAPTURE(one);
            REQUIRE(EightBytes(text.data()).printable() == (one >= 0x20 && one < 0x7f));
        }
    }
}

TEST_CASE("eight bytes in lower case are those of each character") {
    for (int one = 0x20; one < 0x7f; ++one) {
        std::string text("@AZ[`az{");
        text[5] = static_cast<char>(one);
        std::string expected("@az[`az{");
        expected[5] = one >= 'A' && one <= 'Z' ? static_cast<char>(one + 0x20) : static_cast<char>(one);
        std::string lower(8, '-');
        EightBytes(text.data()).write_lower(lower.data());
        REQUIRE(lower == expected);
    }
}

TEST_CASE("blanks side by side are seen within eight bytes") {
    const auto two = [](const std::string& text) { return EightBytes::two_in_a_row(EightBytes(text.data()).where(' ')); };
    CHECK(two("ab  cdef"));
    CHECK(two("abcdef  "));
    CHECK_FALSE(two(" ab c d "));
    CHECK(EightBytes::first(EightBytes(" bcdefgh").where(' ')));
    CHECK(EightBytes::last(EightBytes("abcdefg ").where(' ')));
    CHECK_FALSE(EightBytes::last(EightBytes(" abcdefg").where(' ')));
}
