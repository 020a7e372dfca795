#include "message/plain_text.h"

#include <algorithm>

namespace onevoice::message {
namespace {

constexpr std::string_view signature_line = "-- ";

std::string_view without_end_blanks(std::string_view line) {
    if (line == signature_line) return line;
    const std::size_t last = line.find_last_not_of(" \t");
    return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// One line as it came, with the marks of RFC 3676 section 4 undone.
struct FlowedLine {
    int depth = 0;
    bool flowed = false;
    std::string_view text;
};

FlowedLine read_flowed(std::string_view line, bool del_sp) {
    FlowedLine out;
    std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    line.remove_prefix(depth);
    // Nobody quotes a hundred times; a larger number would only be an attack on whoever counts with it.
    out.depth = static_cast<int>(std::min<std::size_t>(depth, 100));
    if (line.starts_with(' ')) line.remove_prefix(1);  // space-stuffed
    out.flowed = line.ends_with(' ') && line != signature_line;
    if (out.flowed && del_sp) line.remove_suffix(1);
    out.text = line;
    return out;
}

}  // namespace

void append_plain_lines(std::vector<Line>& lines, std::string_view text, Flow flow) {
    bool open = false;  // the last line is a paragraph that goes on
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view raw = text.substr(at, end - at);
        at = end + 1;
        if (!flow.flowed) {
            lines.push_back({std::string(without_end_blanks(raw))});
            continue;
        }
        const FlowedLine line = read_flowed(raw, flow.del_sp);
        // Senders leave a blank before an empty line by mistake; the empty line still parts two paragraphs.
        if (open && lines.back().quote_depth == line.depth && line.text != signature_line && !line.text.empty()) {
            lines.back().text += line.text;
        } else {
            if (open) lines.back().text.resize(without_end_blanks(lines.back().text).size());
            lines.push_back({std::string(line.text), line.depth});
        }
        open = line.flowed;
        if (!open) lines.back().text.resize(without_end_blanks(lines.back().text).size());
    }
    if (open) lines.back().text.resize(without_end_blanks(lines.back().text).size());
}

}  // namespace onevoice::message
