#include "rules/conflict_index.h"

#include <algorithm>

namespace onevoice::rules {
namespace {

/// A zero byte cannot stand in a name.
std::string pair_of(std::string_view one, std::string_view other) {
    std::string pair;
    pair.reserve(one.size() + 1 + other.size());
    return pair.append(one).append(1, '\0').append(other);
}

}  // namespace

ConflictIndex::ConflictIndex(const std::vector<ConflictRule>& rules) {
    for (const ConflictRule& rule : rules) {
        const auto add = [&](ByPair& index, const std::string& pair) {
            Rules& known = index[pair];
            if (known.empty() || known.back() != &rule) known.push_back(&rule);
        };
        const auto add_all = [&](ByPair& index, const std::vector<std::string>& ones, const std::vector<std::string>& others) {
            for (const std::string& one : ones)
                for (const std::string& other : others) add(index, pair_of(one, other));
        };
        switch (rule.kind) {
            case ConflictKind::acts:
                add_all(by_acts_, rule.never, rule.other);
                if (rule.either_order) add_all(by_acts_, rule.other, rule.never);
                break;
            case ConflictKind::contradiction: add_all(by_fact_, rule.keys, rule.values); break;
            case ConflictKind::repetition:
                for (const std::string& act : rule.never) add(by_act_, act);
                break;
        }
    }
}

const ConflictIndex::Rules& ConflictIndex::of(const ByPair& rules, const std::string& pair) {
    static const Rules none;
    const auto found = rules.find(pair);
    return found == rules.end() ? none : found->second;
}

const ConflictIndex::Rules& ConflictIndex::forbidding(std::string_view act, std::string_view earlier) const {
    return of(by_acts_, pair_of(act, earlier));
}

const ConflictIndex::Rules& ConflictIndex::contradicting(std::string_view key_name, std::string_view value_name) const {
    return of(by_fact_, pair_of(key_name, value_name));
}

const ConflictIndex::Rules& ConflictIndex::repeating(std::string_view act) const { return of(by_act_, std::string(act)); }

WatchedFacts watched_facts(const std::vector<ConflictRule>& rules) {
    WatchedFacts out;
    for (const ConflictRule& rule : rules) {
        if (rule.kind != ConflictKind::contradiction || rule.mode == Mode::off) continue;
        for (const std::string& value : rule.values) {
            std::vector<std::string>& keys = out[value];
            for (const std::string& key : rule.keys)
                if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
        }
    }
    return out;
}

}  // namespace onevoice::rules
