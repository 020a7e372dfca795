// ConflictIndex: for one act of a new message and one earlier act, the conflict rules that forbid them together. Its
// answers cost the same however many rules there are.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/rule_set.h"

namespace onevoice::rules {

class ConflictIndex {
public:
    ConflictIndex() = default;
    /// Keeps pointers into `rules`, which must stay where they are.
    explicit ConflictIndex(const std::vector<ConflictRule>& rules);

    /// In the order of the files, each rule once.
    [[nodiscard]] const std::vector<const ConflictRule*>& forbidding(std::string_view act, std::string_view earlier) const;

private:
    std::unordered_map<std::string, std::vector<const ConflictRule*>> by_pair_;
};

}  // namespace onevoice::rules
