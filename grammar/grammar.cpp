#include "grammar/grammar.h"

#include <algorithm>
#include <stdexcept>

namespace onevoice::grammar {

std::string Diagnostic::text() const {
    const std::string where = place.text();
    return (where.empty() ? where : where + ": ") + (severity == Severity::error ? "error: " : "warning: ") + what;
}

bool any_error(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& each) { return each.severity == Severity::error; });
}

/// The value of a key that is written and valid; `types` are those that the getter serves, none given: any.
const Table::Value* Table::find(std::string_view key, std::initializer_list<Type> types) const {
    if (keys_ == nullptr) throw std::logic_error("asked an empty table for key '" + std::string(key) + "'");
    const auto known = std::find_if(keys_->begin(), keys_->end(), [&](const Key& each) { return each.name == key; });
    if (known == keys_->end()) throw std::logic_error("asked for key '" + std::string(key) + "', which the grammar lacks");
    if (types.size() != 0 && std::find(types.begin(), types.end(), known->type) == types.end())
        throw std::logic_error("asked for key '" + std::string(key) + "' with the getter of another type");
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
}

bool Table::has(std::string_view key) const { return find(key, {}) != nullptr; }

std::optional<Located> Table::text(std::string_view key) const {
    const Value* value = find(key, {Type::text, Type::name, Type::path});
    if (value == nullptr || value->texts.empty()) return std::nullopt;
    return value->texts.front();
}

std::vector<Located> Table::texts(std::string_view key) const {
    const Value* value = find(key, {Type::texts, Type::names, Type::paths, Type::text, Type::name, Type::path});
    return value == nullptr ? std::vector<Located>() : value->texts;
}

std::optional<bool> Table::boolean(std::string_view key) const {
    const Value* value = find(key, {Type::boolean});
    return value == nullptr ? std::nullopt : std::optional(value->boolean);
}

std::optional<std::int64_t> Table::integer(std::string_view key) const {
    const Value* value = find(key, {Type::integer, Type::size});
    return value == nullptr ? std::nullopt : std::optional(value->integer);
}

std::optional<double> Table::number(std::string_view key) const {
    const Value* value = find(key, {Type::number});
    return value == nullptr ? std::nullopt : std::optional(value->number);
}

std::optional<Seconds> Table::duration(std::string_view key) const {
    const Value* value = find(key, {Type::duration});
    return value == nullptr ? std::nullopt : std::optional(value->duration);
}

std::optional<Time> Table::date(std::string_view key) const {
    const Value* value = find(key, {Type::date});
    return value == nullptr ? std::nullopt : std::optional(value->date);
}

std::optional<Table> Table::table(std::string_view key) const {
    const Value* value = find(key, {Type::table});
    if (value == nullptr || value->table.empty()) return std::nullopt;
    return value->table.front();
}

std::map<std::string, Located> Table::pairs(std::string_view key) const {
    const Value* value = find(key, {Type::table});
    return value == nullptr ? std::map<std::string, Located>() : value->pairs;
}

Place Table::place_of(std::string_view key) const {
    const Value* value = find(key, {});
    return value == nullptr ? place_ : value->place;
}

const std::vector<Table>& Document::all(std::string_view section) const {
    static const std::vector<Table> none;
    const auto found = sections.find(section);
    return found == sections.end() ? none : found->second;
}

const Table* Document::one(std::string_view section) const {
    const std::vector<Table>& tables = all(section);
    return tables.empty() ? nullptr : &tables.front();
}

}  // namespace onevoice::grammar
