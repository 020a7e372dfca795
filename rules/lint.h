// Lint: what is sound section by section and wrong together. The cost grows with the number of rules, not its square.
#pragma once

#include "rules/contents.h"

namespace onevoice::rules {

/// Patterns that repeat another's match.
void lint_patterns(Loading& loading, const Contents& contents);

/// Conflicts that can never fire: no rule gives their acts, all their departments share one voice, an exception covers
/// them wholly. Windows that are longer than the decisions are kept.
void lint_firing(Loading& loading, const Contents& contents);

/// Conflicts that never decide, because another matches all that they match and comes first.
void lint_shadows(Loading& loading, const Contents& contents);

/// Parts that a rule set is of little use without.
void lint_completeness(Loading& loading, const Contents& contents);

}  // namespace onevoice::rules
