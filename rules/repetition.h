// Repetition: whether two acts of one voice tell the same thing again. Private to rules/.
//
// What tells matters apart decides first: the keys and values that the rule names, and the matter that patterns name. Where
// they agree in one and differ in none, it is the same matter. Where nothing is known of both, the words decide: the
// signatures of two messages that share most of their word 3-grams differ in few bits.
#pragma once

#include <cstdint>

#include "base/decision.h"
#include "rules/fingerprint.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

/// Bits in which the signatures of two versions of one text may differ. Letters of 60 words in which the greeting, a date, a
/// sentence or the sender was changed are 8 to 17 bits apart; of 137,000 pairs of different letters 8 are as near as 16.
inline constexpr int most_different_bits = 16;

[[nodiscard]] bool similar_words(std::uint64_t signature, std::uint64_t other);

/// `earlier` does the same act.
[[nodiscard]] bool tells_the_same(const ConflictRule& rule, const Act& act, std::uint64_t signature, const Decision& earlier);

}  // namespace onevoice::rules
