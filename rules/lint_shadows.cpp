#include <algorithm>
#include <unordered_set>

#include "rules/conflict_index.h"
#include "rules/lint.h"

namespace onevoice::rules {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// An empty list means everything.
bool covers(const std::vector<std::string>& wide, const std::vector<std::string>& narrow) {
    if (wide.empty()) return true;
    return !narrow.empty() && std::all_of(narrow.begin(), narrow.end(), [&](const std::string& name) { return contains(wide, name); });
}

bool forbids(const ConflictRule& rule, const std::string& act, const std::string& earlier) {
    return (contains(rule.never, act) && contains(rule.other, earlier)) ||
           (rule.either_order && contains(rule.other, act) && contains(rule.never, earlier));
}

/// Whether `wide` matches everything that `narrow` matches.
bool covers(const ConflictRule& wide, const ConflictRule& narrow) {
    if (wide.within < narrow.within || (wide.scope == Scope::contact && narrow.scope == Scope::organisation)) return false;
    if (wide.same_matter && !narrow.same_matter) return false;
    if (!covers(wide.by, narrow.by) || !covers(wide.against, narrow.against)) return false;
    for (const std::string& act : narrow.never)
        for (const std::string& earlier : narrow.other)
            if (!forbids(wide, act, earlier) || (narrow.either_order && !forbids(wide, earlier, act))) return false;
    return true;
}

/// Whether `first` decides wherever both match.
bool decides_before(const ConflictRule& first, const ConflictRule& second) {
    if (first.mode.value_or(Mode::hold) < second.mode.value_or(Mode::hold)) return false;
    return first.priority > second.priority || (first.priority == second.priority && first.action >= second.action);
}

bool shadows(const ConflictRule& first, const ConflictRule& second) { return decides_before(first, second) && covers(first, second); }

}  // namespace

void lint_shadows(Loading& loading, const Contents& contents) {
    // A rule that an exception names leaves gaps through which another may decide.
    std::unordered_set<std::string> excepted;
    for (const Exception& exception : contents.exceptions) excepted.insert(exception.conflicts.begin(), exception.conflicts.end());

    const ConflictIndex index(contents.conflicts);
    for (const ConflictRule& rule : contents.conflicts) {
        if (rule.never.empty() || rule.other.empty()) continue;
        for (const ConflictRule* other : index.forbidding(rule.never.front(), rule.other.front())) {
            if (other == &rule || excepted.contains(other->name) || !shadows(*other, rule)) continue;
            if (other > &rule && shadows(rule, *other)) continue;  // equals: the later one is told
            loading.findings.warning(rule.place, "conflict " + quoted(rule.name) + " is shadowed: conflict " + quoted(other->name) + " at " +
                                                     other->place.text() + " matches all that it matches and comes first");
            break;
        }
    }
}

}  // namespace onevoice::rules
