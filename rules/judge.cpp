#include "rules/judge.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "message/address.h"
#include "rules/repetition.h"
#include "rules/statements.h"

namespace onevoice::rules {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}
bool allows(const std::vector<std::string>& list, std::string_view name) { return list.empty() || contains(list, name); }

Action tempered(Action action, Mode mode) {
    switch (mode) {
        case Mode::off:
        case Mode::simulate: return Action::pass;
        case Mode::annotate: return std::min(action, Action::annotate);
        case Mode::hold: return action;
    }
    return action;
}

/// A conflict with what its mode makes of its action.
struct Found {
    Conflict conflict;
    Action effective = Action::pass;

    [[nodiscard]] bool in_force() const { return conflict.excepted == nullptr && effective == conflict.rule->action; }
};

/// The order in which conflicts decide and are told.
bool decides_before(const Found& a, const Found& b) {
    const ConflictRule& first = *a.conflict.rule;
    const ConflictRule& second = *b.conflict.rule;
    if ((a.conflict.excepted == nullptr) != (b.conflict.excepted == nullptr)) return a.conflict.excepted == nullptr;
    if (first.priority != second.priority) return first.priority > second.priority;
    if (first.action != second.action) return first.action > second.action;
    if (&first != &second) return &first < &second;  // rules stand in one array in the order of the files
    if (a.conflict.earlier.decision.at != b.conflict.earlier.decision.at)
        return a.conflict.earlier.decision.at > b.conflict.earlier.decision.at;
    return a.conflict.earlier.id > b.conflict.earlier.id;
}

class Hearing {
public:
    Hearing(const Grounds& grounds, const Case& message) : grounds_(grounds), case_(message) {}

    std::vector<Found> conflicts() {
        look_for_forbidden_acts();
        look_for_contradictions();
        look_for_repetitions();
        return std::move(found_);
    }

private:
    void look_for_forbidden_acts() {
        for (const EarlierDecision& earlier : case_.history) {
            if (!was_told(earlier.decision) || is_own(earlier.decision)) continue;
            for (const Act& act : case_.fingerprint.acts)
                for (const ConflictRule* rule : grounds_.conflicts.forbidding(act.act, earlier.decision.act)) {
                    if (mode_of(*rule, act) == Mode::off || !counts(*rule, earlier) || !same_matter(*rule, act, earlier.decision)) continue;
                    if (!is_superseded(earlier)) add(*rule, act, earlier, earlier.decision.at);
                }
        }
    }

    void look_for_contradictions() {
        if (case_.fingerprint.facts.empty()) return;
        const Statements told(case_.history, grounds_.departments, case_.message_id);
        for (const Fact& fact : case_.fingerprint.facts) {
            const auto& rules = grounds_.conflicts.contradicting(fact.key_name, fact.value_name);
            if (rules.empty()) continue;
            const Act stated = as_act(fact);
            for (const EarlierDecision* earlier : told.contradicting(fact, case_.department))
                for (const ConflictRule* rule : rules) {
                    if (mode_of(*rule, stated) == Mode::off || !counts(*rule, *earlier)) continue;
                    add(*rule, stated, *earlier, earlier->decision.at).difference =
                        Difference{{fact.key_name, fact.key}, fact.value_name, fact.value, earlier->decision.values.at(fact.value_name)};
                }
        }
    }

    void look_for_repetitions() {
        for (const Act& act : case_.fingerprint.acts)
            for (const ConflictRule* rule : grounds_.conflicts.repeating(act.act)) {
                if (mode_of(*rule, act) == Mode::off) continue;
                const std::vector<const EarlierDecision*> before = repeated_by(*rule, act);
                if (before.size() + 1 < rule->times) continue;
                // It ends when one fewer than it takes are left.
                add(*rule, act, *before.front(), before[rule->times - 2]->decision.at).times = before.size() + 1;
            }
    }

    /// Of each earlier message of this voice that tells the same, one decision; newest first.
    std::vector<const EarlierDecision*> repeated_by(const ConflictRule& rule, const Act& act) {
        std::vector<const EarlierDecision*> out;
        for (const EarlierDecision& earlier : case_.history) {
            const Decision& decision = earlier.decision;
            if (decision.act != act.act || !was_told(decision) || !is_own(decision) || is_of_message(decision, case_.message_id)) continue;
            if (counts(rule, earlier) && tells_the_same(rule, act, case_.fingerprint.signature, decision) && !is_superseded(earlier))
                out.push_back(&earlier);
        }
        std::sort(out.begin(), out.end(), [](const EarlierDecision* a, const EarlierDecision* b) {
            return std::tie(a->decision.at, a->decision.message_id) > std::tie(b->decision.at, b->decision.message_id);
        });
        // A message to several addresses of the contact, or with two acts in it, is one. Without Message-ID its time tells.
        std::set<std::string> messages;
        std::erase_if(out, [&](const EarlierDecision* each) {
            const Decision& decision = each->decision;
            return !messages.insert(decision.message_id.empty() ? format_time(decision.at) : decision.message_id).second;
        });
        return out;
    }

    Conflict& add(const ConflictRule& rule, const Act& act, const EarlierDecision& earlier, Time since) {
        const Action effective = tempered(rule.action, mode_of(rule, act));
        found_.push_back({{&rule, act, earlier, left_of(rule, since), exception_of(rule), false, std::nullopt, 0}, effective});
        return found_.back().conflict;
    }

    static Act as_act(const Fact& fact) {
        return {"", "", {{fact.key_name, fact.key}}, {{fact.value_name, fact.value}}, fact.evidence, fact.rule, fact.place, fact.from, fact.to};
    }

    [[nodiscard]] bool is_own(const Decision& decision) const {
        return decision.department == case_.department.name ||
               voice_of(decision, grounds_.departments) == case_.department.voice;
    }

    [[nodiscard]] Mode mode_of(const ConflictRule& rule, const Act& act) const {
        Mode mode = std::min({case_.mode, case_.department.mode.value_or(Mode::hold), rule.mode.value_or(Mode::hold)});
        if (const auto pattern = grounds_.pattern_modes.find(act.rule); pattern != grounds_.pattern_modes.end())
            mode = std::min(mode, pattern->second);
        if (case_.tripped != nullptr && case_.tripped->contains(rule.name)) mode = std::min(mode, Mode::simulate);
        return mode;
    }

    /// Whether the rule looks at this department, and at this earlier decision.
    [[nodiscard]] bool counts(const ConflictRule& rule, const EarlierDecision& earlier) const {
        const Decision& decision = earlier.decision;
        if (!earlier.same_contact && rule.scope != Scope::organisation) return false;
        if (decision.at <= case_.now - rule.within) return false;
        return allows(rule.by, case_.department.name) && allows(rule.against, decision.department);
    }

    [[nodiscard]] static bool same_matter(const ConflictRule& rule, const Act& act, const Decision& decision) {
        return !rule.same_matter || act.about.empty() || decision.about.empty() || act.about == decision.about;
    }

    bool is_superseded(const EarlierDecision& earlier) {
        if (!superseded_)
            superseded_.emplace(case_.history, grounds_.stances, grounds_.departments);  // most messages never ask
        return superseded_->by_a_later_one(earlier);
    }

    [[nodiscard]] Seconds left_of(const ConflictRule& rule, Time since) const {
        // Rounded up: a window that is still open has some time left. Another machine's clock may be ahead of ours.
        return std::min(rule.within, std::chrono::ceil<Seconds>(since + rule.within - case_.now));
    }

    [[nodiscard]] const Exception* exception_of(const ConflictRule& rule) const {
        for (const Exception& exception : grounds_.exceptions)
            if (case_.now < exception.until && allows(exception.conflicts, rule.name) &&
                allows(exception.departments, case_.department.name) && covers_contact(exception))
                return &exception;
        return nullptr;
    }

    [[nodiscard]] bool covers_contact(const Exception& exception) const {
        const Contact& contact = case_.contact;
        return exception.contacts.empty() || contains(exception.contacts, contact.address) ||
               contains(exception.contacts, "@" + message::domain_of(contact.address)) ||
               (!contact.group.empty() && contains(exception.contacts, contact.group)) ||
               std::any_of(contact.named.begin(), contact.named.end(), [&](const std::string& group) { return contains(exception.contacts, group); }) ||
               std::any_of(contact.aliases.begin(), contact.aliases.end(),
                           [&](const std::string& alias) { return contains(exception.contacts, alias); });
    }

    const Grounds& grounds_;
    const Case& case_;
    std::optional<Superseded> superseded_;
    std::vector<Found> found_;
};

}  // namespace

Judgement judge(const Grounds& grounds, const Case& message) {
    Judgement out;
    std::vector<Found> found = Hearing(grounds, message).conflicts();
    std::stable_sort(found.begin(), found.end(), decides_before);

    if (!found.empty() && found.front().conflict.excepted == nullptr) out.intended = found.front().conflict.rule->action;
    if (const auto first = std::find_if(found.begin(), found.end(), [](const Found& each) { return each.in_force(); });
        first != found.end())
        out.action = first->effective;
    for (const Found& each : found)
        if (each.conflict.excepted == nullptr && !each.in_force()) out.action = std::max(out.action, each.effective);

    const auto deciding = std::find_if(found.begin(), found.end(), [&](const Found& each) {
        return each.conflict.excepted == nullptr && each.effective == out.action;
    });
    if (deciding != found.end()) std::rotate(found.begin(), deciding, deciding + 1);
    out.conflicts.reserve(found.size());
    for (Found& each : found) {
        each.conflict.tripped = message.tripped != nullptr && message.tripped->contains(each.conflict.rule->name);
        out.conflicts.push_back(std::move(each.conflict));
    }
    return out;
}

}  // namespace onevoice::rules
