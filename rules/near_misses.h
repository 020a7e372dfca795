// Near misses: why did that rule not match? For `onevoice explain`; no message is judged by it. Private to rules/.
//
// An expression nearly matches a unit when PCRE2 finds no match there, and yet more than half of its letters match in a row from
// its beginning, to its end, or both with a gap between them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/fingerprint.h"
#include "rules/folded_words.h"
#include "rules/patterns.h"

namespace onevoice::rules {

/// The most telling first: of acts that were not found, then those of which most stands there; one of a pattern. `found` is the
/// fingerprint of the same words with what was prevented. Bounded; what is beyond some hundred candidates is not looked at.
[[nodiscard]] std::vector<NearMiss> near_misses(const Patterns& patterns, const FoldedWords& words, const Fingerprint& found, RegexScratch& scratch);

/// The same for one pattern, whether it matched or not.
[[nodiscard]] std::optional<NearMiss> nearest_miss(const PatternSpec& pattern, const FoldedWords& words, RegexScratch& scratch);

/// In one line: "'we regret to' stands there, but 'inform' fits nothing behind it".
[[nodiscard]] std::string where_it_breaks(const NearMiss& miss);

}  // namespace onevoice::rules
