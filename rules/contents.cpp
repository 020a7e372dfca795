#include "rules/contents.h"

namespace onevoice::rules {

std::string text_of(const grammar::Table& table, std::string_view key) {
    const auto text = table.text(key);
    return text ? text->value : std::string();
}

std::vector<std::string> values_of(const std::vector<grammar::Located>& texts) {
    std::vector<std::string> out;
    out.reserve(texts.size());
    for (const grammar::Located& text : texts) out.push_back(text.value);
    return out;
}

std::optional<Mode> mode_of(const grammar::Table& table) {
    const auto mode = table.text("mode");
    return mode ? mode_named(mode->value) : std::nullopt;
}

}  // namespace onevoice::rules
