#include "grammar/toml_edit.h"

#include <algorithm>
#include <optional>

#include "grammar/grammar.h"

namespace onevoice::grammar {
namespace {

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

/// Behind the string that begins at `at`.
std::size_t behind_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    const std::string_view end = text.substr(at).starts_with(three) ? three : three.substr(0, 1);
    for (at += end.size(); at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\') ++at;
        else if (text.substr(at).starts_with(end)) {
            at += end.size();
            // Up to two quotes may stand right before the three that end a string.
            while (end.size() == 3 && at < text.size() && text[at] == quote) ++at;
            return at;
        }
    }
    return text.size();
}

/// What a walk over a value has seen.
struct Walk {
    std::size_t end = 0;           ///< behind the value
    std::size_t last_element = 0;  ///< behind the last thing in the outermost array that is no comma
    bool comma = false;            ///< one stands behind it
    std::vector<std::string_view> comments;
};

Walk walk_value(std::string_view text, std::size_t at) {
    Walk out;
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\n' && depth == 0) break;
        if (c == '#') {
            const std::size_t end = line_end(text, at);
            out.comments.push_back(text.substr(at, end - at));
            at = end;
            continue;
        }
        const bool opens = c == '[' || c == '{', closes = c == ']' || c == '}';
        const std::size_t next = c == '"' || c == '\'' ? behind_string(text, at) : at + 1;
        if (opens) ++depth;
        if (c == ',' && depth == 1) {
            out.comma = true;
        } else if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
            if (depth >= 1 && !(opens && depth == 1) && !(closes && depth == 1)) {
                out.last_element = next;
                out.comma = false;
            }
            out.end = next;
        }
        if (closes) --depth;
        at = next;
    }
    return out;
}

struct KeyText {
    std::string_view key;
    std::size_t line = 0;    ///< where its line begins
    std::size_t equals = 0;
    std::size_t value = 0;
    Walk walk;
    std::size_t line_end = 0;  ///< of the line on which the value ends
};

/// The key whose line begins at `at`; nothing for other lines.
std::optional<KeyText> key_at(std::string_view text, std::size_t at) {
    KeyText out;
    out.line = at;
    const std::size_t first = text.find_first_not_of(" \t", at);
    if (first == std::string_view::npos || std::string_view("\r\n#[").find(text[first]) != std::string_view::npos) return std::nullopt;
    std::size_t equals = first;
    while (equals < text.size() && text[equals] != '=' && text[equals] != '\n')
        equals = text[equals] == '"' || text[equals] == '\'' ? behind_string(text, equals) : equals + 1;
    if (equals >= text.size() || text[equals] != '=') return std::nullopt;
    out.equals = equals;
    const std::string_view key = text.substr(first, equals - first);
    out.key = key.substr(0, key.find_last_not_of(" \t") + 1);
    out.value = std::min(text.find_first_not_of(" \t", equals + 1), text.size());
    out.walk = walk_value(text, out.value);
    out.line_end = line_end(text, std::max(out.walk.end, out.value));
    return out;
}

std::vector<KeyText> keys_of(std::string_view text, const SectionText& section) {
    std::vector<KeyText> out;
    for (std::size_t at = line_end(text, section.from) + 1; at < section.to;) {
        const auto key = key_at(text, at);
        if (key) out.push_back(*key);
        at = (key ? key->line_end : line_end(text, at)) + 1;
    }
    return out;
}

std::string list_of(const std::vector<std::string>& values, std::string_view between) {
    std::string out;
    for (const std::string& value : values) out += (out.empty() ? "" : std::string(between)) + as_toml(value);
    return out;
}

std::string inserted(std::string_view text, std::size_t at, const std::string& what) {
    return std::string(text.substr(0, at)) + what + std::string(text.substr(at));
}

/// Values go behind the last element of an array: on a line of their own where the closing bracket has one.
std::string into_array(std::string_view text, const KeyText& key, const std::vector<std::string>& values) {
    const std::size_t bracket = key.walk.end - 1;
    if (key.walk.last_element == 0) return inserted(text, key.value + 1, list_of(values, ", "));
    const std::size_t last = key.walk.last_element;
    const bool own_line = text.substr(last, bracket - last).find('\n') != std::string_view::npos;
    if (!own_line) return inserted(text, bracket, (key.walk.comma ? (text[bracket - 1] == ' ' ? "" : " ") : ", ") + list_of(values, ", "));
    const std::size_t line = text.rfind('\n', last) + 1;
    const std::string indent(text.substr(line, text.find_first_not_of(" \t", line) - line));
    std::string out = inserted(text, line_end(text, last), "\n" + indent + list_of(values, ",\n" + indent) + (key.walk.comma ? "," : ""));
    return key.walk.comma ? out : inserted(out, last, ",");
}

}  // namespace

std::vector<SectionText> sections_of(std::string_view text) {
    std::vector<SectionText> out;
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t first = text.find_first_not_of(" \t", at);
        std::size_t end = line_end(text, at);
        if (first != std::string_view::npos && text[first] == '[') {
            out.push_back({line, at, std::min(end + 1, text.size())});
        } else if (const auto key = key_at(text, at)) {
            end = key->line_end;
            if (!out.empty()) out.back().to = std::min(end + 1, text.size());
        }
        line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(std::min(end + 1, text.size())), '\n'));
        at = end + 1;
    }
    return out;
}

std::string with_added(std::string_view text, const SectionText& section, std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return std::string(text);
    const std::vector<KeyText> keys = keys_of(text, section);
    for (const KeyText& key : keys) {
        if (key.key != name) continue;
        if (text[key.value] == '[') return into_array(text, key, values);
        return inserted(inserted(text, key.walk.end, ", " + list_of(values, ", ") + "]"), key.value, "[");
    }
    // As wide as the key above it, so that the equals signs stay in a column.
    std::string line(name);
    if (!keys.empty()) {
        const std::size_t indent = text.find_first_not_of(" \t", keys.back().line) - keys.back().line;
        const std::size_t column = keys.back().equals - keys.back().line;
        line = std::string(text.substr(keys.back().line, indent)) + line;
        if (line.size() + 1 < column) line.resize(column - 1, ' ');
    }
    line += " = [" + list_of(values, ", ") + "]\n";
    const bool complete = section.to > 0 && text[section.to - 1] == '\n';
    return inserted(text, section.to, (complete ? "" : "\n") + line);
}

std::string without(std::string_view text, const SectionText& section, std::string& comments) {
    std::size_t from = section.from;
    while (from > 0) {
        const std::size_t above = from < 2 ? 0 : text.rfind('\n', from - 2) + 1;  // npos + 1 is 0
        const std::size_t first = text.find_first_not_of(" \t", above);
        if (first == std::string_view::npos || text[first] != '#') break;
        from = above;
    }
    comments += text.substr(from, section.from - from);
    for (std::size_t at = section.from; at < section.to;) {
        const auto key = at == section.from ? std::nullopt : key_at(text, at);
        const std::size_t end = key ? key->line_end : line_end(text, at);
        const Walk walk = key ? key->walk : walk_value(text.substr(0, end), at);
        for (const std::string_view comment : walk.comments) comments += std::string(comment) + "\n";
        at = end + 1;
    }
    std::size_t to = section.to;
    // One empty line between sections is enough.
    if (to < text.size() && text[to] == '\n' && (from == 0 || text.substr(0, from).ends_with("\n\n"))) ++to;
    return std::string(text.substr(0, from)) + std::string(text.substr(std::min(to, text.size())));
}

}  // namespace onevoice::grammar
