#include "holds/json_text.h"

#include <utf8proc.h>


namespace onevoice::holds {
namespace {

void unit(std::string& out, std::uint32_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(value >> shift) & 15];
}

/// As RFC 8259 escapes it: beyond the basic plane as a surrogate pair.
void escaped(std::string& out, std::uint32_t character) {
    if (character < 0x10000) return unit(out, character);
    unit(out, 0xd800 + ((character - 0x10000) >> 10));
    unit(out, 0xdc00 + ((character - 0x10000) & 0x3ff));
}

bool plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

}  // namespace

void JsonText::text(std::string_view name, std::string_view value) {
    this->name(name);
    quoted(value);
}

void JsonText::text_if_any(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
}

void JsonText::number(std::string_view name, std::int64_t value) {
    this->name(name);
    out_ += std::to_string(value);
}

void JsonText::truth(std::string_view name, bool value) {
    this->name(name);
    out_ += value ? "true" : "false";
}

void JsonText::texts(std::string_view name, const std::vector<std::string>& values) {
    begin_array(name);
    for (const std::string& value : values) {
        separate();
        quoted(value);
    }
    end_array();
}

void JsonText::map(std::string_view name, const std::map<std::string, std::string>& values) {
    begin_object(name);
    for (const auto& [key, value] : values) {
        separate();
        quoted(key);
        out_ += ':';
        quoted(value);
    }
    end_object();
}

void JsonText::begin_array(std::string_view name) {
    this->name(name);
    out_ += '[';
}

void JsonText::begin_object(std::string_view name) {
    this->name(name);
    out_ += '{';
}

void JsonText::begin_object() {
    separate();
    out_ += '{';
}

void JsonText::separate() {
    // A string ends with its quote: a bracket at the end is one that was opened just now.
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
}

void JsonText::name(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
}

void JsonText::quoted(std::string_view value) {
    out_ += '"';
    while (!value.empty()) {
        std::size_t run = 0;
        while (run < value.size() && plain(value[run])) ++run;
        out_ += value.substr(0, run);
        value.remove_prefix(run);
        if (value.empty()) break;
        if (value.front() == '"' || value.front() == '\\') {
            (out_ += '\\') += value.front();
            value.remove_prefix(1);
            continue;
        }
        utf8proc_int32_t character = 0;
        const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(value.data()),
                                           static_cast<utf8proc_ssize_t>(value.size()), &character);
        // A byte that is no UTF-8 becomes the replacement character.
        escaped(out_, size > 0 ? static_cast<std::uint32_t>(character) : 0xfffd);
        value.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 1);
    }
    out_ += '"';
}

}  // namespace onevoice::holds
