// Superseded: which earlier decisions no longer hold, because the same voice told the contact the opposite later about
// the same matter. An organisation's other contacts do not matter here: what was told to a colleague takes nothing back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decision.h"
#include "rules/department_index.h"

namespace onevoice::rules {

enum class Stance { neutral, positive, negative };
using Stances = std::unordered_map<std::string, Stance>;

/// The voice of an earlier decision: that of its department today, or what was recorded when there is none any more.
[[nodiscard]] std::string_view voice_of(const Decision& decision, const DepartmentIndex& departments);

/// pending and committed decisions were told; held, retracted and superseded ones were not.
[[nodiscard]] bool was_told(const Decision& decision);

/// Whether it was told by the message of this Message-ID; an empty one is of no message.
[[nodiscard]] bool is_of_message(const Decision& decision, std::string_view message_id);

class Superseded {
public:
    /// Keeps references; `history` is not copied.
    Superseded(std::span<const EarlierDecision> history, const Stances& stances, const DepartmentIndex& departments);

    [[nodiscard]] bool by_a_later_one(const EarlierDecision& earlier) const;

private:
    [[nodiscard]] Stance stance_of(const Decision& decision) const;
    [[nodiscard]] std::string matter_of(const Decision& decision) const;

    const Stances& stances_;
    const DepartmentIndex& departments_;
    std::unordered_map<std::string, std::vector<const EarlierDecision*>> by_matter_;  ///< voice and matter
};

}  // namespace onevoice::rules
