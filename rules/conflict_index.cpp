#include "rules/conflict_index.h"

namespace onevoice::rules {
namespace {

/// A zero byte cannot stand in a name.
std::string pair_of(std::string_view act, std::string_view earlier) {
    std::string pair;
    pair.reserve(act.size() + 1 + earlier.size());
    return pair.append(act).append(1, '\0').append(earlier);
}

}  // namespace

ConflictIndex::ConflictIndex(const std::vector<ConflictRule>& rules) {
    for (const ConflictRule& rule : rules) {
        const auto add = [&](const std::vector<std::string>& acts, const std::vector<std::string>& earlier) {
            for (const std::string& act : acts)
                for (const std::string& other : earlier) {
                    auto& forbidding = by_pair_[pair_of(act, other)];
                    if (forbidding.empty() || forbidding.back() != &rule) forbidding.push_back(&rule);
                }
        };
        add(rule.never, rule.other);
        if (rule.either_order) add(rule.other, rule.never);
    }
}

const std::vector<const ConflictRule*>& ConflictIndex::forbidding(std::string_view act, std::string_view earlier) const {
    static const std::vector<const ConflictRule*> none;
    const auto found = by_pair_.find(pair_of(act, earlier));
    return found == by_pair_.end() ? none : found->second;
}

}  // namespace onevoice::rules
