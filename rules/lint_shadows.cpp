#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "rules/lint.h"

namespace onevoice::rules {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// An empty list means everything.
bool covers(const std::vector<std::string>& wide, const std::vector<std::string>& narrow) {
    if (wide.empty()) return true;
    return !narrow.empty() &&
           std::all_of(narrow.begin(), narrow.end(), [&](const std::string& name) { return contains(wide, name); });
}

bool forbids(const ConflictRule& rule, const std::string& act, const std::string& earlier) {
    return (contains(rule.never, act) && contains(rule.other, earlier)) ||
           (rule.either_order && contains(rule.other, act) && contains(rule.never, earlier));
}

bool covers_acts(const ConflictRule& wide, const ConflictRule& narrow) {
    if (wide.same_matter && !narrow.same_matter) return false;
    for (const std::string& act : narrow.never)
        for (const std::string& earlier : narrow.other)
            if (!forbids(wide, act, earlier) || (narrow.either_order && !forbids(wide, earlier, act))) return false;
    return true;
}

/// Whether `wide` matches everything that `narrow` matches.
bool covers(const ConflictRule& wide, const ConflictRule& narrow) {
    if (wide.kind != narrow.kind) return false;
    if (wide.within < narrow.within || (wide.scope == Scope::contact && narrow.scope == Scope::organisation)) return false;
    if (!covers(wide.by, narrow.by) || !covers(wide.against, narrow.against)) return false;
    switch (wide.kind) {
        case ConflictKind::acts: return covers_acts(wide, narrow);
        case ConflictKind::contradiction: return covers(wide.keys, narrow.keys) && covers(wide.values, narrow.values);
        case ConflictKind::repetition:
            // More names can tell more matters apart, and find more of them to be one.
            return wide.times <= narrow.times && covers(wide.never, narrow.never) && wide.keys == narrow.keys && wide.values == narrow.values;
    }
    return false;
}

/// Whether `first` decides wherever both match.
bool decides_before(const ConflictRule& first, const ConflictRule& second) {
    if (first.mode.value_or(Mode::hold) < second.mode.value_or(Mode::hold)) return false;
    return first.priority > second.priority || (first.priority == second.priority && first.action >= second.action);
}

bool shadows(const ConflictRule& first, const ConflictRule& second) {
    return decides_before(first, second) && covers(first, second);
}

/// The two lists of names of which one each lies behind whatever the rule matches. Rules of different kinds may share names;
/// covers() tells them apart.
std::pair<std::vector<std::string>, std::vector<std::string>> sides_of(const ConflictRule& rule) {
    switch (rule.kind) {
        case ConflictKind::acts: return {rule.never, rule.other};
        case ConflictKind::contradiction: return {rule.keys, rule.values};
        case ConflictKind::repetition: return {rule.never, {""}};
    }
    return {};
}

/// Rules by two names that lie behind what they match and one department that they look at, or "" for all.
class Candidates {
public:
    explicit Candidates(const std::vector<ConflictRule>& rules) {
        for (const ConflictRule& rule : rules) {
            const auto [first, second] = sides_of(rule);
            add(rule, first, second);
            if (rule.either_order) add(rule, second, first);
        }
    }

    /// The rule that shadows this one; nullptr without.
    template <class Allowed>
    [[nodiscard]] const ConflictRule* shadowing(const ConflictRule& rule, const Allowed& allowed) const {
        const ConflictRule* found = first_of(rule, "", allowed);
        return found == nullptr && !rule.by.empty() ? first_of(rule, rule.by.front(), allowed) : found;
    }

private:
    // Zero bytes cannot stand in names.
    static std::string key(const std::string& act, const std::string& earlier, const std::string& by) {
        return act + '\0' + earlier + '\0' + by;
    }

    void add(const ConflictRule& rule, const std::vector<std::string>& acts, const std::vector<std::string>& earlier) {
        static const std::vector<std::string> all{""};
        for (const std::string& act : acts)
            for (const std::string& other : earlier)
                for (const std::string& by : rule.by.empty() ? all : rule.by) rules_[key(act, other, by)].push_back(&rule);
    }

    template <class Allowed>
    [[nodiscard]] const ConflictRule* first_of(const ConflictRule& rule, const std::string& by, const Allowed& allowed) const {
        // Nobody reads two hundred rules about the same acts of the same department; the bound keeps odd files from costing
        // minutes.
        constexpr std::size_t enough = 200;
        const auto [first, second] = sides_of(rule);
        if (first.empty() || second.empty()) return nullptr;
        const auto candidates = rules_.find(key(first.front(), second.front(), by));
        if (candidates == rules_.end()) return nullptr;
        std::size_t looked_at = 0;
        for (const ConflictRule* other : candidates->second) {
            if (++looked_at > enough) return nullptr;
            if (other == &rule || !allowed(*other) || !shadows(*other, rule)) continue;
            if (other > &rule && shadows(rule, *other)) continue;  // equals: the later one is told
            return other;
        }
        return nullptr;
    }

    std::unordered_map<std::string, std::vector<const ConflictRule*>> rules_;
};

}  // namespace

void lint_shadows(Loading& loading, const Contents& contents) {
    // A rule that an exception names leaves gaps through which another may decide.
    std::unordered_set<std::string> excepted;
    for (const Exception& exception : contents.exceptions)
        excepted.insert(exception.conflicts.begin(), exception.conflicts.end());
    const auto without_gaps = [&](const ConflictRule& rule) { return !excepted.contains(rule.name); };

    const Candidates candidates(contents.conflicts);
    for (const ConflictRule& rule : contents.conflicts) {
        const std::string kind(conflict_kind_name(rule.kind));
        if (const ConflictRule* other = candidates.shadowing(rule, without_gaps))
            loading.findings.warning(rule.place, kind + " " + quoted(rule.name) + " is shadowed: " + kind + " " +
                                                     quoted(other->name) + " at " + other->place.text() +
                                                     " matches all that it matches and comes first");
    }
}

}  // namespace onevoice::rules
