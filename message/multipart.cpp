#include "message/multipart.h"

#include <algorithm>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

enum class Delimiter { none, open, close };

/// What the line that starts at `at` is, and where the next line starts.
Delimiter delimiter_at(std::string_view body, std::size_t at, std::string_view boundary, std::size_t& next) {
    std::string_view rest = body.substr(at);
    if (!rest.starts_with("--") || !rest.substr(2).starts_with(boundary)) return Delimiter::none;
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    next = at + std::min(end + 1, rest.size());
    rest = rest.substr(2 + boundary.size(), end - 2 - boundary.size());
    if (trim(rest).empty()) return Delimiter::open;
    return rest.starts_with("--") && trim(rest.substr(2)).empty() ? Delimiter::close : Delimiter::none;
}

/// The next "\n--" at or behind `at`; npos without. Looked for by its dashes: base64, most of the bytes of most mail, has
/// line ends in every line and no dash at all.
std::size_t find_dashes(std::string_view body, std::size_t at) {
    for (std::size_t dash = body.find('-', at + 1); dash != std::string_view::npos; dash = body.find('-', dash + 1)) {
        if (body[dash - 1] == '\n' && dash + 1 < body.size() && body[dash + 1] == '-') return dash - 1;
    }
    return std::string_view::npos;
}

}  // namespace

Multipart split_multipart(std::string_view body, std::string_view boundary, std::size_t most) {
    Multipart out;
    constexpr std::size_t none = std::string_view::npos;
    std::size_t part = none;  // where the open part starts
    const auto finish = [&](std::size_t end) {
        if (part == none) return;
        if (out.parts.size() < most) out.parts.push_back(body.substr(part, end > part ? end - part : 0));
        else out.cut = true;
        part = none;
    };
    std::size_t at = 0;
    while (at < body.size()) {
        std::size_t next = 0;
        const Delimiter found = delimiter_at(body, at, boundary, next);
        if (found != Delimiter::none) {
            finish(at == 0 ? 0 : at - 1);
            if (found == Delimiter::open) {
                if (out.closed) out.more_after_close = true;
                out.opened = true;
                part = next;
            } else {
                out.closed = true;
            }
            at = next;
            continue;
        }
        const std::size_t mark = find_dashes(body, at);
        if (mark == none) break;
        at = mark + 1;
    }
    finish(body.size());
    return out;
}

std::string_view guess_boundary(std::string_view body) {
    std::size_t at = 0;
    while (at < body.size()) {
        const std::string_view line = body.substr(at, std::min(body.find('\n', at), body.size()) - at);
        const std::string_view boundary = line.starts_with("--") ? trim(line.substr(2)) : std::string_view{};
        // "--" also starts signatures and rules; only a part's own header shows that it is a boundary line.
        if (!boundary.empty() && starts_same(body.substr(std::min(at + line.size() + 1, body.size())), "content-"))
            return boundary;
        const std::size_t mark = find_dashes(body, at);
        if (mark == std::string_view::npos) break;
        at = mark + 1;
    }
    return {};
}

}  // namespace onevoice::message
