#include "message/web_address.h"

#include <libpsl.h>

#include <algorithm>

#include "message/address.h"
#include "message/ascii.h"

namespace onevoice::message {
namespace {

/// The text behind "http://" or "https://"; nothing when another scheme stands there.
std::optional<std::string_view> without_scheme(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (starts_same(text, scheme)) return text.substr(scheme.size());
    const std::size_t scheme = text.find("://");
    if (scheme != std::string_view::npos && scheme < text.find_first_of("/?#.")) return std::nullopt;
    return text;
}

/// A port is digits; anything else behind a colon is no web address.
bool drop_port(std::string_view& host) {
    const std::size_t colon = host.rfind(':');
    if (colon == std::string_view::npos) return true;
    const std::string_view port = host.substr(colon + 1);
    if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) return false;
    host = host.substr(0, colon);
    return true;
}

/// Two labels at least, and the last one of letters: "12.5" and "192.0.2.1" are numbers.
bool is_host_name(std::string_view host) {
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string_view last = host.substr(dot + 1);
    return last.size() >= 2 && (last.starts_with("xn--") || std::all_of(last.begin(), last.end(), is_alpha));
}

/// "%7E" is "~" (RFC 3986 section 6.2.2.2); what must stay escaped stays.
std::string unescaped(std::string_view path) {
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '%' && i + 2 < path.size() && hex_digit(path[i + 1]) >= 0 && hex_digit(path[i + 2]) >= 0) {
            const char c = static_cast<char>(hex_digit(path[i + 1]) * 16 + hex_digit(path[i + 2]));
            if (is_alpha(c) || is_digit(c) || std::string_view("-._~@").find(c) != std::string_view::npos) {
                out += lower(c);
                i += 2;
                continue;
            }
        }
        out += lower(path[i]);
    }
    return out;
}

/// "/a/b" for "/a//b/".
std::string segments(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        if (slash > 0) out += "/" + unescaped(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return out;
}

}  // namespace

std::optional<WebAddress> web_address(std::string_view text) {
    const auto rest = without_scheme(trim(text));
    if (!rest) return std::nullopt;
    const std::size_t host_end = std::min(rest->find_first_of("/?#"), rest->size());
    std::string_view host = rest->substr(0, host_end);
    if (host.find('@') != std::string_view::npos || !drop_port(host)) return std::nullopt;
    WebAddress out;
    out.host = domain_of("x@" + std::string(host));
    if (constexpr std::string_view www = "www."; out.host.starts_with(www) && out.host.find('.', www.size()) != std::string::npos)
        out.host.erase(0, www.size());
    if (!is_host_name(out.host)) return std::nullopt;
    const std::size_t path_end = std::min(rest->find_first_of("?#", host_end), rest->size());
    out.path = segments(rest->substr(host_end, path_end - host_end));
    out.query = path_end < rest->size() && (*rest)[path_end] == '?';
    return out;
}

bool is_public_suffix(const std::string& host) { return psl_is_public_suffix(psl_builtin(), host.c_str()) != 0; }

}  // namespace onevoice::message
