// From what patterns and text blocks said to the acts of a message. Private to rules/.
#pragma once

#include <vector>

#include "rules/fingerprint.h"
#include "rules/folded_words.h"
#include "rules/matcher.h"
#include "rules/patterns.h"

namespace onevoice::rules {

/// Acts in the order of the text; what fact patterns captured goes to the keys and values of `out`, the first of a name wins.
[[nodiscard]] std::vector<Act> acts_of_patterns(const FoldedWords& words, const Patterns& patterns, std::vector<Said>& said, Fingerprint& out);

/// One act per act and matter: the first in the text, with keys and values that only later ones have, and where they stand.
[[nodiscard]] std::vector<Act> one_per_matter(std::vector<Act> acts);

/// Drops every act beside which one stands that it yields to, whether that one is dropped itself or not.
void drop_courtesies(const std::vector<CourtesySpec>& courtesies, bool with_prevented, Fingerprint& out);

/// Gives the message's facts to every act that lacks them, and what acts captured to the message.
void give_facts(Fingerprint& out);

}  // namespace onevoice::rules
