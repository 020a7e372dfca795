#include <unordered_map>

#include "rules/lint.h"

namespace onevoice::rules {

void lint_patterns(Loading& loading, const Contents& contents) {
    struct First {
        const PatternSpec* pattern;
        Place place;
    };
    std::unordered_map<std::string, First> known;
    for (const PatternSpec& pattern : contents.matcher.patterns) {
        // Zero bytes cannot stand in names, so the parts cannot run into each other.
        std::string group = pattern.act + '\0' + pattern.about + '\0' + std::to_string(static_cast<int>(pattern.scope)) + '\0';
        for (const grammar::Located& match : pattern.match) {
            const auto [first, added] = known.emplace(group + match.value, First{&pattern, match.place});
            if (added) continue;
            loading.findings.warning(match.place, first->second.pattern == &pattern
                                                      ? "pattern " + quoted(pattern.name) + " has the same match twice"
                                                      : "pattern " + quoted(pattern.name) + " is shadowed: pattern " +
                                                            quoted(first->second.pattern->name) + " has the same match at " +
                                                            first->second.place.text());
        }
    }
}

void lint_completeness(Loading& loading, const Contents& contents) {
    if (loading.files.empty()) {
        loading.findings.warning({}, "there are no rule files, so every message passes");
        return;
    }
    const Place whole{loading.files.front().path};
    if (contents.departments.empty()) loading.findings.warning(whole, "there are no departments, so no mail is looked at");
    if (contents.conflicts.empty()) loading.findings.warning(whole, "there are no conflicts, so every message passes");
    if (contents.matcher.patterns.empty() && contents.matcher.text_blocks.empty())
        loading.findings.warning(whole, "there are no patterns and no text blocks, so no message does anything");
}

}  // namespace onevoice::rules
