// Statements: what a contact was told about the things that a message states facts about, and which of it the message
// contradicts. Private to rules/.
//
// Of each voice the last statement counts: a department that corrects itself contradicts nobody. A statement no longer counts
// when the contact was told the new value since, by whomever: the message brings no news then. As with Superseded, only
// what the contact itself was told takes something back.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/decision.h"
#include "rules/department_index.h"
#include "rules/fingerprint.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

class Statements {
public:
    /// Keeps references; `history` is not copied. Only what was told counts, and not by this message itself.
    Statements(std::span<const EarlierDecision> history, const DepartmentIndex& departments, std::string_view message_id);

    /// The statements of other voices than the department's that state another value than `fact`, newest first.
    [[nodiscard]] std::vector<const EarlierDecision*> contradicting(const Fact& fact, const Department& department) const;

private:
    const DepartmentIndex& departments_;
    std::map<Thing, std::vector<const EarlierDecision*>> by_thing_;  ///< newest first
};

}  // namespace onevoice::rules
