// ConflictIndex: the conflict rules that one act and an earlier one, one fact, or one act alone can break. Its answers
// cost the same however many rules there are.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/matcher.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

class ConflictIndex {
public:
    ConflictIndex() = default;
    /// Keeps pointers into `rules`, which must stay where they are.
    explicit ConflictIndex(const std::vector<ConflictRule>& rules);

    using Rules = std::vector<const ConflictRule*>;

    /// In the order of the files, each rule once.
    [[nodiscard]] const Rules& forbidding(std::string_view act, std::string_view earlier) const;
    /// The contradictions that watch this value of such a thing.
    [[nodiscard]] const Rules& contradicting(std::string_view key_name, std::string_view value_name) const;
    /// The repetitions of this act.
    [[nodiscard]] const Rules& repeating(std::string_view act) const;

private:
    using ByPair = std::unordered_map<std::string, Rules>;
    static const Rules& of(const ByPair& rules, const std::string& pair);

    ByPair by_acts_;
    ByPair by_fact_;
    ByPair by_act_;
};

/// What the contradictions among the rules compare; those in mode off compare nothing.
[[nodiscard]] WatchedFacts watched_facts(const std::vector<ConflictRule>& rules);

}  // namespace onevoice::rules
