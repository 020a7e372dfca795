#include "rules/statements.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "rules/comparison.h"
#include "rules/superseded.h"

namespace onevoice::rules {

Statements::Statements(std::span<const EarlierDecision> history, const DepartmentIndex& departments, std::string_view message_id)
    : departments_(departments) {
    for (const EarlierDecision& each : history) {
        if (!was_told(each.decision) || is_of_message(each.decision, message_id)) continue;
        if (auto thing = thing_of(each.decision)) by_thing_[std::move(*thing)].push_back(&each);
    }
    for (auto& [thing, told] : by_thing_)
        std::sort(told.begin(), told.end(), [](const EarlierDecision* a, const EarlierDecision* b) {
            return std::tie(a->decision.at, a->id) > std::tie(b->decision.at, b->id);
        });
}

std::vector<const EarlierDecision*> Statements::contradicting(const Fact& fact, const Department& department) const {
    std::vector<const EarlierDecision*> out;
    const auto told = by_thing_.find({fact.key_name, fact.key});
    if (told == by_thing_.end()) return out;
    std::set<std::string_view> heard;  // voices whose last statement was met
    for (const EarlierDecision* each : told->second) {
        const auto value = each->decision.values.find(fact.value_name);
        if (value == each->decision.values.end()) continue;
        const std::string_view voice = voice_of(each->decision, departments_);
        const Comparison compared = compare_values(fact.value_name, fact.value, value->second);
        const bool own = voice == department.voice || each->decision.department == department.name;
        if (!own && !heard.contains(voice) && compared == Comparison::different) out.push_back(each);
        if (!each->same_contact) continue;
        if (compared == Comparison::same) break;  // all that follows was told before the new value was
        heard.insert(voice);
    }
    return out;
}

}  // namespace onevoice::rules
