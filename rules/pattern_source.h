// The source of a pattern brought into the spelling of folded text. Private to rules/.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice::rules {

/// Folds every character outside ASCII of a PCRE2 source (fold.h). One that becomes two letters turns into a group, so
/// that a quantifier keeps its meaning: "ä+" is "(?:ae)+". Escapes, group names and comments stay as written.
/// Errors: malformed, when such a character stands in a character class, with the advice to use an alternation.
Result<std::string> fold_pattern(std::string_view source);

}  // namespace onevoice::rules
