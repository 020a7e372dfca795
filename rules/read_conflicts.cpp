#include <algorithm>

#include "rules/contents.h"

namespace onevoice::rules {
namespace {

/// The sections that say what contradicts.
constexpr std::pair<std::string_view, ConflictKind> sections[] = {{"conflict", ConflictKind::acts},
                                                                  {"contradiction", ConflictKind::contradiction},
                                                                  {"repetition", ConflictKind::repetition}};

/// The names of captures under `key`; a pattern's capture of that name is `prefix` and the name. A name that no pattern
/// captures is a misspelling when another is near. Otherwise it may belong to a language that is not loaded: the lint
/// tells when nothing is left of a rule.
std::vector<std::string> captures_of(Loading& loading, Named kind, const grammar::Table& table, std::string_view key, std::string_view prefix) {
    std::vector<std::string> out;
    for (const grammar::Located& written : written_texts(table, key, loading.findings)) {
        const std::string_view name = std::string_view(written.value).substr(written.value.starts_with(prefix) ? prefix.size() : 0);
        if (name.size() < written.value.size() && loading.names.has(kind, name))
            loading.findings.error(written.place, "a rule names " + quoted(written.value) + " without its prefix: " + quoted(name));
        else if (!loading.names.has(kind, written.value) && !loading.names.suggestion(kind, written.value).empty())
            loading.names.check(kind, written);
        if (std::find(out.begin(), out.end(), written.value) == out.end()) out.push_back(written.value);
    }
    return out;
}

std::optional<Budget> budget_of(const grammar::Table& table, Findings& findings) {
    const auto written = table.table("budget");
    if (!written) return std::nullopt;
    Budget out;
    out.holds = static_cast<std::uint64_t>(written->integer("holds").value_or(static_cast<std::int64_t>(out.holds)));
    out.share = static_cast<std::uint64_t>(written->integer("share").value_or(static_cast<std::int64_t>(out.share)));
    out.window = written->duration("window").value_or(out.window);
    if (out.share > 100) findings.error(written->place_of("share"), "a share of more than 100 percent is never reached");
    if (out.window < shortest_budget_window || out.window > longest_budget_window)
        findings.error(written->place_of("window"), "the window of a budget is between " + format_duration(shortest_budget_window) + " and " +
                                                        format_duration(longest_budget_window));
    return out;
}

void read_acts_of(Loading& loading, const grammar::Table& table, ConflictRule& rule) {
    rule.never = loading.names.checked(Named::act, table, "never");
    rule.either_order = table.has("with");
    rule.other = loading.names.checked(Named::act, table, rule.either_order ? "with" : "after");
    rule.same_matter = table.has("same");
    if (table.has("after") && table.has("with"))
        loading.findings.error(table.place_of("with"), "a conflict has either 'after' or 'with', not both");
    else if (!table.has("after") && !table.has("with"))
        loading.findings.error(table.place(), "a conflict needs 'after' or 'with'");
}

void read_times(Loading& loading, const grammar::Table& table, ConflictRule& rule) {
    constexpr std::int64_t usual = 3;
    const std::int64_t times = table.integer("times").value_or(usual);
    rule.times = static_cast<std::size_t>(std::max<std::int64_t>(times, 2));
    if (times < 2) loading.findings.error(table.place_of("times"), "a message cannot repeat itself: 'times' is at least 2");
    // More is never counted: a history ends there.
    constexpr std::int64_t most = 100;
    if (times > most) loading.findings.error(table.place_of("times"), "'times' is at most " + std::to_string(most));
}

ConflictRule conflict_of(Loading& loading, const grammar::Table& table, ConflictKind kind) {
    ConflictRule rule;
    rule.name = text_of(table, "name");
    rule.kind = kind;
    if (kind == ConflictKind::acts) {
        read_acts_of(loading, table, rule);
    } else {
        rule.keys = captures_of(loading, Named::key, table, "keys", "key_");
        rule.values = captures_of(loading, Named::value, table, "values", "value_");
    }
    if (kind == ConflictKind::repetition) {
        rule.never = loading.names.checked(Named::act, table, "acts");
        read_times(loading, table, rule);
    }
    rule.within = table.duration("within").value_or(Seconds{});
    rule.scope = text_of(table, "scope") == "organisation" ? Scope::organisation : Scope::contact;
    const std::string action = text_of(table, "action");
    const bool mild = action.empty() ? kind == ConflictKind::repetition : action == "annotate";
    rule.action = mild ? Action::annotate : Action::hold;
    rule.mode = mode_of(table);
    rule.priority = table.integer("priority").value_or(0);
    rule.by = loading.names.checked(Named::department, table, "by");
    rule.against = loading.names.checked(Named::department, table, "against");
    rule.budget = budget_of(table, loading.findings);
    rule.place = table.place();
    if (table.has("within") && rule.within.count() == 0)
        loading.findings.error(table.place_of("within"), std::string(conflict_kind_name(kind)) + " " + quoted(rule.name) +
                                                             " can never fire: its window is empty");
    return rule;
}

}  // namespace

void read_conflicts(Loading& loading, Contents& contents) {
    // Rules of all kinds decide in the order in which they stand in the files.
    for (const RuleFile& file : loading.files) {
        std::vector<std::pair<const grammar::Table*, ConflictKind>> tables;
        for (const auto& [section, kind] : sections)
            for (const grammar::Table& table : file.document.all(section)) tables.emplace_back(&table, kind);
        std::stable_sort(tables.begin(), tables.end(),
                         [](const auto& a, const auto& b) { return a.first->place().line < b.first->place().line; });
        for (const auto& [table, kind] : tables) {
            contents.conflicts.push_back(conflict_of(loading, *table, kind));
            contents.conflict_places.push_back({table->place_of("within"), table->place_of("by")});
        }
    }
}

}  // namespace onevoice::rules
