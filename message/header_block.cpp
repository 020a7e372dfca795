#include "message/header_block.h"

#include <algorithm>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

/// The length of the field name at the start of a line; 0 when there is none. Blanks before the colon are obsolete syntax.
std::size_t name_length(std::string_view line) {
    std::size_t end = 0;
    while (end < line.size() && line[end] > ' ' && line[end] < 0x7F && line[end] != ':') ++end;
    const std::size_t colon = std::min(line.find_first_not_of(" \t", end), line.size());
    return colon < line.size() && line[colon] == ':' ? end : 0;
}

bool continues(std::string_view line) { return !line.empty() && (line[0] == ' ' || line[0] == '\t'); }

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

void append_value(std::string& out, std::string_view text) {
    const std::size_t from = out.size();
    out += text;
    for (std::size_t i = from; i < out.size(); ++i)
        if (out[i] == '\0' || out[i] == '\r') out[i] = ' ';
    out += '\n';
}

}  // namespace

HeaderBlock split_header(std::string_view entity, std::size_t most_bytes, std::size_t most_fields) {
    HeaderBlock out;
    std::size_t at = 0;
    std::size_t count = 0;
    bool keep = false;  // whether continuations belong to a field that is kept
    if (entity.starts_with("From ") || entity.starts_with(">From ")) at = std::min(entity.find('\n'), entity.size() - 1) + 1;
    while (at < entity.size()) {
        const std::string_view line = line_at(entity, at);
        const std::size_t next = std::min(at + line.size() + 1, entity.size());
        if (line.empty() || (continues(line) && count == 0 && trim(line).empty())) {
            out.body = entity.substr(next);
            return out;
        }
        if (continues(line) && count != 0) {
            // A continuation of blanks alone is legal (RFC 5322 section 4.2) and says nothing.
            if (keep && !trim(line).empty()) append_value(out.fields, line);
        } else if (const std::size_t name = name_length(line); name != 0) {
            keep = count < most_fields && out.fields.size() + line.size() <= most_bytes;
            if (!keep) out.cut = true;
            if (++count; keep) {
                out.fields.append(line, 0, name);
                out.fields += ": ";
                append_value(out.fields, trim(line.substr(line.find(':', name) + 1)));
            }
        } else {
            const std::string_view after = line_at(entity, next);
            const bool boundary_line = line.starts_with("--");  // of a part that forgot its empty line
            const bool fields_follow =
                !boundary_line && next < entity.size() && (name_length(after) != 0 || continues(after) || after.empty());
            if (count == 0 || !fields_follow) {
                out.body = entity.substr(at);
                out.ended_early = true;
                return out;
            }
            out.skipped = true;
            keep = false;
        }
        if (keep && out.fields.size() > most_bytes) {
            out.cut = true;
            keep = false;
        }
        at = next;
    }
    return out;
}

}  // namespace onevoice::message
