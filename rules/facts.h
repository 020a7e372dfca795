// From what patterns captured to what a message states: which value is about which thing. Private to rules/.
//
// A value is about the key that was captured with it, or that stands alone of its name in the same sentence, or else in the
// same paragraph, or else in the whole message. Where two orders stand side by side, nobody says which one a date is of, and
// it is of none. A message that states two values of one name about one thing is unclear about it and states neither.
#pragma once

#include <vector>

#include "rules/fingerprint.h"
#include "rules/folded_words.h"
#include "rules/matcher.h"
#include "rules/patterns.h"

namespace onevoice::rules {

/// A mail about more things than this is a list; its facts are those about the first.
inline constexpr std::size_t most_things = 8;

/// What is stated, in the order of the text; only values that can be read as their type, and only what is watched.
[[nodiscard]] std::vector<Fact> facts_of(const FoldedWords& words, const Patterns& patterns, const std::vector<Said>& said, const WatchedFacts& watched);

}  // namespace onevoice::rules
