#include "message/uuencoded_files.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

std::size_t next_line(std::string_view text, std::size_t at) { return std::min(at + line_at(text, at).size() + 1, text.size()); }

/// "begin 644 name"
bool begins_file(std::string_view line) {
    if (!line.starts_with("begin ")) return false;
    line.remove_prefix(6);
    const std::size_t digits = std::min(line.find_first_not_of("01234567"), line.size());
    return digits >= 3 && digits <= 4 && digits < line.size() && line[digits] == ' ' && !trim(line.substr(digits)).empty();
}

/// A count and that many bytes, three in four characters. Blanks at the end of a line stand for zeros, and may be lost, though
/// hardly half a line of them; some programs add a check character.
bool is_coded(std::string_view line) {
    if (line.empty() || line == "`") return true;
    for (const char c : line)
        if (c < ' ' || c > '`') return false;
    const auto count = static_cast<std::size_t>((line[0] - ' ') & 63);
    constexpr std::size_t longest = 45;  // bytes on a line; what counts more is not written by any program
    const std::size_t full = 1 + (count + 2) / 3 * 4;
    return count != 0 && count <= longest && line.size() <= full + 1 && line.size() * 2 >= full;
}

/// Where the file that begins at `at` ends; `at` when it is none.
std::size_t end_of_file(std::string_view text, std::size_t at) {
    std::size_t line = next_line(text, at);
    const std::size_t first = line;
    while (line < text.size()) {
        const std::string_view coded = line_at(text, line);
        if (coded == "end") return line == first ? at : next_line(text, line);
        if (!is_coded(coded)) return at;
        line = next_line(text, line);
    }
    return at;
}

}  // namespace

std::size_t remove_uuencoded_files(std::string& text) {
    if (text.find("begin ") == std::string::npos) return 0;
    std::size_t files = 0;
    std::string kept;
    std::size_t from = 0;  // what is kept and not yet copied
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = begins_file(line_at(text, at)) ? end_of_file(text, at) : at;
        if (end != at) {
            kept.append(text, from, at - from);
            from = at = end;
            ++files;
            continue;
        }
        const std::size_t mark = text.find("\nbegin ", at);
        if (mark == std::string::npos) break;
        at = mark + 1;
    }
    if (files == 0) return 0;
    kept.append(text, from);
    text = std::move(kept);
    return files;
}

}  // namespace onevoice::message
