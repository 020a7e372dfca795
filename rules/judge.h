// Judging: conflict rules applied to one message, one recipient and what was told to it before. Pure.
//
// A conflict matches an act of the new message and an earlier decision when it forbids the two acts together, in this order,
// or in either order for `with`. A contradiction matches a fact and an earlier statement that differs (statements.h). Both are
// by departments of different voices. A repetition matches an act and as many earlier ones of the same voice that tell the
// same (repetition.h), each of another message. For all of them
// * the decision was told (pending or committed), and not superseded since;
// * it is younger than the window: at > now - within, so that a decision exactly as old as the window counts no more;
// * it was told to this contact, or for rules with scope organisation to its organisation;
// * for same_matter rules, both are about the same matter or one of them names none;
// * the new message's department is among `by` and the earlier one among `against`, where these are written.
//
// The mode of a conflict is the most lenient of the global mode, the department's, the rule's and the pattern's; of a rule
// whose circuit breaker has tripped simulate at the most. In mode off the rule is not applied. What a mode tempers never
// weakens another conflict: among those in full force the highest priority decides; a tempered one can only make the action
// more severe.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/conflict_index.h"
#include "rules/department_index.h"
#include "rules/rule_set.h"
#include "rules/superseded.h"

namespace onevoice::rules {

/// What judging knows of a rule set; everything outlives the call.
struct Grounds {
    const ConflictIndex& conflicts;
    const DepartmentIndex& departments;
    const Stances& stances;
    const std::vector<Exception>& exceptions;
    const std::unordered_map<std::string, Mode>& pattern_modes;
};

struct Case {
    const Fingerprint& fingerprint;
    const Department& department;
    const Contact& contact;
    std::span<const EarlierDecision> history;
    Time now{};
    Mode mode = Mode::hold;
    const Tripped* tripped = nullptr;  ///< nullptr: none
    std::string_view message_id{};  ///< what this message told before does not count; empty: unknown
};

[[nodiscard]] Judgement judge(const Grounds& grounds, const Case& message);

}  // namespace onevoice::rules
