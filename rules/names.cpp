#include "rules/names.h"

#include <algorithm>

namespace onevoice::rules {
namespace {

std::string_view kind_name(Named kind) {
    switch (kind) {
        case Named::department: return "department";
        case Named::contact: return "contact";
        case Named::act: return "act";
        case Named::guard: return "guard";
        case Named::pattern: return "pattern";
        case Named::conflict: return "conflict";
        case Named::key: return "key";
        case Named::value: return "value";
    }
    return "name";
}

struct DefiningSection {
    std::string_view section;
    Named kind;
};
constexpr DefiningSection defining[] = {
    {"department", Named::department}, {"contact", Named::contact}, {"act", Named::act},          {"guard", Named::guard},
    {"pattern", Named::pattern},       {"text_block", Named::pattern}, {"conflict", Named::conflict}, {"contradiction", Named::conflict},
    {"repetition", Named::conflict}};

}  // namespace

Names::Names(const std::vector<RuleFile>& files, Findings& findings) : findings_(findings) {
    for (const RuleFile& file : files)
        for (const DefiningSection& each : defining)
            for (const grammar::Table& table : file.document.all(each.section)) define(each.kind, table, each.section, findings);
    for (const grammar::Table* table : tables_of(files, "pattern"))
        for (const grammar::Located& match : table->texts("match"))
            for (const auto& [kind, prefix] : {std::pair{Named::key, "key_"}, std::pair{Named::value, "value_"}})
                for (std::string& name : captured_names(match.value, prefix)) add(kind, {std::move(name), match.place});
}

void Names::define(Named kind, const grammar::Table& table, std::string_view section, Findings& findings) {
    const auto name = table.text("name");
    if (!name) return;
    Kind& names = kinds_[static_cast<std::size_t>(kind)];
    if (const auto known = names.places.find(name->value); known != names.places.end())
        findings.error(name->place, std::string(section) + " " + quoted(name->value) + " is already defined at " + known->second.text());
    else add(kind, *name);
}

void Names::add(Named kind, const grammar::Located& name) {
    Kind& names = kinds_[static_cast<std::size_t>(kind)];
    if (names.places.emplace(name.value, name.place).second) names.spelt.push_back(name.value);
}

bool Names::has(Named kind, std::string_view name) const {
    return kinds_[static_cast<std::size_t>(kind)].places.contains(std::string(name));
}

bool Names::check(Named kind, const grammar::Located& reference) {
    if (has(kind, reference.value)) return true;
    findings_.error(reference.place, "unknown " + std::string(kind_name(kind)) + " " + quoted(reference.value) +
                                         suggestion(kind, reference.value));
    return false;
}

std::vector<std::string> Names::checked(Named kind, const grammar::Table& table, std::string_view key) {
    std::vector<std::string> out;
    for (const grammar::Located& reference : written_texts(table, key, findings_)) {
        check(kind, reference);
        if (std::find(out.begin(), out.end(), reference.value) == out.end()) out.push_back(reference.value);
    }
    return out;
}

std::string Names::suggestion(Named kind, std::string_view name) {
    // A suggestion looks at every name. Whoever has a hundred unknown names has one cause for all of them.
    constexpr std::size_t enough = 100;
    if (++suggestions_ > enough) return {};
    const std::vector<std::string>& spelt = kinds_[static_cast<std::size_t>(kind)].spelt;
    return grammar::suggestion(name, {spelt.begin(), spelt.end()});
}

std::vector<std::string> captured_names(std::string_view expression, std::string_view prefix) {
    std::vector<std::string> out;
    for (std::size_t at = 0; (at = expression.find(prefix, at)) != std::string_view::npos; at += prefix.size()) {
        // (?<name>, (?P<name> and (?'name'; the same letters elsewhere are text to be matched.
        if (at < 3 || (expression[at - 1] != '<' && expression[at - 1] != '\'')) continue;
        if (expression[at - 2] != '?' && expression[at - 2] != 'P') continue;
        const std::size_t from = at + prefix.size();
        const std::size_t end = expression.find(expression[at - 1] == '<' ? '>' : '\'', from);
        if (end != std::string_view::npos && end > from) out.emplace_back(expression.substr(from, end - from));
    }
    return out;
}

std::vector<grammar::Located> written_texts(const grammar::Table& table, std::string_view key, Findings& findings) {
    std::vector<grammar::Located> out = table.texts(key);
    if (out.empty() && table.has(key))
        findings.error(table.place_of(key), "'" + std::string(key) + "' lists nothing: name something or leave the key out");
    return out;
}

}  // namespace onevoice::rules
