#include "config/settings.h"

namespace onevoice::config {
namespace {

using grammar::Key;
using grammar::Table;
using grammar::Type;

std::string size_text(std::int64_t bytes) {
    for (const auto& [shift, unit] : {std::pair(30, 'G'), {20, 'M'}, {10, 'K'}})
        if (bytes != 0 && bytes % (std::int64_t{1} << shift) == 0) return "'" + std::to_string(bytes >> shift) + unit + "'";
    return std::to_string(bytes);
}

std::string value_text(const Table& table, const Key& key) {
    switch (key.type) {
        case Type::texts:
        case Type::names:
        case Type::paths: {
            std::string out;
            for (const grammar::Located& each : table.texts(key.name)) out += (out.empty() ? "" : ", ") + grammar::as_toml(each.value);
            return "[" + out + "]";
        }
        case Type::boolean: return table.boolean(key.name).value_or(false) ? "true" : "false";
        case Type::integer: return std::to_string(table.integer(key.name).value_or(0));
        case Type::size: return size_text(table.integer(key.name).value_or(0));
        case Type::duration: return "'" + format_duration(table.duration(key.name).value_or(Seconds{})) + "'";
        default: {
            const auto text = table.text(key.name);
            return grammar::as_toml(text ? text->value : std::string());
        }
    }
}

}  // namespace

std::string effective(const Settings& settings) {
    std::string out;
    for (const grammar::Section& section : settings_grammar().sections) {
        const Table* table = settings.document.one(section.name);
        if (table == nullptr) continue;
        out.append(out.empty() ? "[" : "\n[").append(section.name).append("]\n");
        for (const Key& key : section.keys) {
            if (!table->has(key.name)) continue;
            const std::string where = table->place_of(key.name).text();
            out.append(key.name).append(" = ").append(value_text(*table, key));
            out.append("  # ").append(where.empty() ? "default" : where).append("\n");
        }
    }
    return out;
}

}  // namespace onevoice::config
