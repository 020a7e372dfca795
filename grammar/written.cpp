#include <array>
#include <cstdio>

#include "grammar/grammar.h"

namespace onevoice::grammar {
namespace {

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

std::string escaped(std::string_view text, bool lines) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (control(c) && !(lines && c == '\n')) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string as_toml(std::string_view text) {
    bool literal = true;
    for (const char c : text) literal = literal && c != '\'' && !control(c);
    return literal ? "'" + std::string(text) + "'" : "\"" + escaped(text, false) + "\"";
}

std::string as_toml_lines(std::string_view text) {
    std::string body(text);
    if (!body.ends_with('\n')) body += '\n';
    bool literal = body.find("'''") == std::string::npos;
    for (const char c : body) literal = literal && (c == '\n' || !control(c));
    return literal ? "'''\n" + body + "'''" : "\"\"\"\n" + escaped(body, true) + "\"\"\"";
}

}  // namespace onevoice::grammar
