#include "message/fold.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using onevoice::message::fold;

TEST_CASE("folding gives the same text whether it takes one byte at a time or eight") {
    std::mt19937 random(7);
    const std::string letters = "aBcD xY .!*`\t'-9 ~";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        std::string parted;  // a soft hyphen behind each letter vanishes, and leaves no eight bytes of ASCII
        for (std::size_t i = random() % 60; i != 0; --i) {
            const char c = letters[random() % letters.size()];
            text += c;
            parted += c;
            parted += "\u00ad";
        }
        CAPTURE(text);
        REQUIRE(fold(text) == fold(parted));
    }
}
