// Words of folded text as hashes, grams of three, and the signature over them. Private to rules/.
//
// A word is a run of letters and digits; punctuation, bullets and line ends are nothing, so that rewrapped, HTML and plain
// forms of one text give the same words. Hashes are the same on every machine and in every run: signatures are stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/units.h"

namespace onevoice::rules {

/// Two words stand in too many texts, four miss too much around a changed word.
inline constexpr std::size_t gram_words = 3;

struct WordHashes {
    std::vector<std::uint64_t> words;
    std::vector<Stretch> at;           ///< of each word, in the folded text
    std::vector<std::uint64_t> grams;  ///< grams[i] is of words i, i+1, i+2
};

[[nodiscard]] WordHashes hash_words(std::string_view folded);

/// SimHash of 64 bits over the grams (Charikar 2002): texts that share most grams differ in few bits. 0 for no words.
[[nodiscard]] std::uint64_t signature_of(const WordHashes& hashes);

}  // namespace onevoice::rules
