// The source of a pattern brought into the spelling of folded text. Private to rules/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace onevoice::rules {

/// Folds every character outside ASCII of a PCRE2 source (fold.h). One that becomes two letters turns into a group, so
/// that a quantifier keeps its meaning: "ä+" is "(?:ae)+". Escapes, group names and comments stay as written.
/// Errors: malformed, when such a character stands in a character class, with the advice to use an alternation.
Result<std::string> fold_pattern(std::string_view source);

/// The alternatives of a folded source, "a|b(c|d)" → "a", "b(c|d)"; the whole source where taking them apart could change
/// what they mean: options, references to groups, verbs. Each matches what it matched before, and demands literals of its own.
[[nodiscard]] std::vector<std::string_view> alternatives_of(std::string_view folded_source);

}  // namespace onevoice::rules
