#include "rules/byte_sets.h"

#include <cctype>

namespace onevoice::rules {

ByteSet wide_bytes() {
    ByteSet set;
    for (std::size_t c = 0x80; c < 256; ++c) set.set(c);
    return set;
}

void add(ByteSet& set, char from, char to) {
    for (int c = static_cast<unsigned char>(from); c <= static_cast<unsigned char>(to) && c < 0x80; ++c) {
        set.set(static_cast<unsigned char>(lower(static_cast<char>(c))));
        // Both cases, so that complements stay complements; readers look at lower case only.
        if (std::isalpha(c) != 0) set.set(static_cast<std::size_t>(c ^ 0x20));
    }
}

bool shorthand(char letter, ByteSet& set) {
    ByteSet plain;
    switch (letter) {
        case 'd': case 'D': add(plain, '0', '9'); break;
        case 'w': case 'W': add(plain, '0', '9'); add(plain, 'a', 'z'); plain.set('_'); break;
        case 's': case 'S': add(plain, '\t', '\r'); plain.set(' '); break;
        case 'h': case 'H': plain.set(' '); plain.set('\t'); break;
        case 'v': case 'V': case 'R': add(plain, '\n', '\r'); break;
        case 'N': plain.set('\n'); break;
        default: return false;
    }
    if (letter < 'a' && letter != 'R') plain.flip();
    set |= plain;
    if (letter != 's' && letter != 'h') set |= wide_bytes();
    return true;
}

}  // namespace onevoice::rules
