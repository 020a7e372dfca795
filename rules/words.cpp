#include "rules/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace onevoice::rules {
namespace {

// Odd constants with well-spread bits: the golden ratio and two of the first primes' square roots, in 64 bits.
constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;
constexpr std::uint64_t second = 0xbb67ae8584caa73bu;
constexpr std::uint64_t third = 0x3c6ef372fe94f82bu;

std::uint64_t mixed(std::uint64_t h) {
    h ^= h >> 32;
    h *= golden;
    h ^= h >> 29;
    h *= second;
    return h ^ (h >> 32);
}

std::uint64_t hash_word(std::string_view word) {
    std::uint64_t h = word.size() * third;
    while (word.size() >= 8) {
        std::uint64_t block = 0;
        std::memcpy(&block, word.data(), 8);
        h = mixed(h ^ block);
        word.remove_prefix(8);
    }
    std::uint64_t block = 0;
    std::memcpy(&block, word.data(), word.size());
    return mixed(h ^ block);
}

std::uint64_t hash_gram(std::uint64_t a, std::uint64_t b, std::uint64_t c) { return mixed(a + std::rotl(b, 21) * second + std::rotl(c, 42) * third); }

/// Of the character that begins with this byte: 0 for a part of a word, or the bytes of what is none.
constexpr std::array<std::uint8_t, 256> make_between() {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0; c < 0x80; ++c) table[c] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? 0 : 1;
    // Latin-1's signs, and all of U+2000 to U+2FFF: punctuation, arrows, bullets.
    table[0xc2] = 2;
    table[0xe2] = 3;
    return table;
}
constexpr auto between = make_between();

std::size_t bytes_between(char c) { return between[static_cast<unsigned char>(c)]; }

}  // namespace

WordHashes hash_words(std::string_view folded) {
    WordHashes out;
    // German prose has a word every seven bytes.
    out.words.reserve(folded.size() / 6 + 1);
    out.at.reserve(folded.size() / 6 + 1);
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        while (at < folded.size() && bytes_between(folded[at]) == 0) ++at;
        if (at > from) {
            out.words.push_back(hash_word(folded.substr(from, at - from)));
            out.at.push_back({from, at});
        }
        if (at < folded.size()) at = std::min(at + bytes_between(folded[at]), folded.size());
    }
    if (out.words.size() >= gram_words) {
        out.grams.resize(out.words.size() - gram_words + 1);
        for (std::size_t i = 0; i < out.grams.size(); ++i) out.grams[i] = hash_gram(out.words[i], out.words[i + 1], out.words[i + 2]);
    }
    return out;
}

std::uint64_t signature_of(const WordHashes& hashes) {
    // Shorter texts than a gram are signed by their words.
    const auto& signed_hashes = hashes.grams.empty() ? hashes.words : hashes.grams;
    if (signed_hashes.empty()) return 0;
    // 64 counters side by side: plane p holds bit p of each counter, so that adding a hash costs a few operations and not 64.
    // 24 planes count 16 million grams, more than a text of 1 MB has.
    std::array<std::uint64_t, 24> planes{};
    for (std::uint64_t carry : signed_hashes) {
        for (std::size_t p = 0; carry != 0 && p < planes.size(); ++p) {
            const std::uint64_t both = planes[p] & carry;
            planes[p] ^= carry;
            carry = both;
        }
    }
    std::uint64_t out = 0;
    for (std::size_t bit = 0; bit < 64; ++bit) {
        std::size_t count = 0;
        for (std::size_t p = 0; p < planes.size(); ++p) count |= ((planes[p] >> bit) & 1u) << p;
        if (2 * count > signed_hashes.size()) out |= std::uint64_t{1} << bit;
    }
    return out;
}

}  // namespace onevoice::rules
