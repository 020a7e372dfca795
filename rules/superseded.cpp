#include "rules/superseded.h"

#include <algorithm>

namespace onevoice::rules {
namespace {

/// Two decisions that share the names of keys (order, ticket) and none of their values are about different things.
bool keys_differ(const Decision& a, const Decision& b) {
    bool differ = false;
    for (const auto& [name, value] : a.keys) {
        const auto other = b.keys.find(name);
        if (other == b.keys.end()) continue;
        if (other->second == value) return false;
        differ = true;
    }
    return differ;
}

/// Two acts of one message are of the same time, and neither takes the other back.
bool is_later(const EarlierDecision& later, const EarlierDecision& than) {
    if (later.decision.at != than.decision.at) return later.decision.at > than.decision.at;
    return later.id > than.id && later.decision.message_id != than.decision.message_id;
}

}  // namespace

std::string_view voice_of(const Decision& decision, const DepartmentIndex& departments) {
    if (const std::string_view today = departments.voice_of(decision.department); !today.empty()) return today;
    return decision.voice.empty() ? decision.department : decision.voice;
}

bool was_told(const Decision& decision) { return decision.state == State::pending || decision.state == State::committed; }

bool is_of_message(const Decision& decision, std::string_view message_id) {
    return !message_id.empty() && decision.message_id == message_id;
}

Superseded::Superseded(std::span<const EarlierDecision> history, const Stances& stances, const DepartmentIndex& departments)
    : stances_(stances), departments_(departments) {
    for (const EarlierDecision& each : history)
        if (each.same_contact && was_told(each.decision) && stance_of(each.decision) != Stance::neutral)
            by_matter_[matter_of(each.decision)].push_back(&each);
}

bool Superseded::by_a_later_one(const EarlierDecision& earlier) const {
    const Stance stance = stance_of(earlier.decision);
    if (stance == Stance::neutral) return false;
    const auto same = by_matter_.find(matter_of(earlier.decision));
    if (same == by_matter_.end()) return false;
    return std::any_of(same->second.begin(), same->second.end(), [&](const EarlierDecision* each) {
        return stance_of(each->decision) != stance && is_later(*each, earlier) && !keys_differ(each->decision, earlier.decision);
    });
}

Stance Superseded::stance_of(const Decision& decision) const {
    const auto known = stances_.find(decision.act);
    return known == stances_.end() ? Stance::neutral : known->second;
}

std::string Superseded::matter_of(const Decision& decision) const {
    return std::string(voice_of(decision, departments_)) + '\0' + decision.about;
}

}  // namespace onevoice::rules
