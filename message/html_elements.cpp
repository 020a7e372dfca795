#include "message/html_elements.h"

#include <algorithm>
#include <array>
#include <utility>

namespace onevoice::message {
namespace {

using Entry = std::pair<std::string_view, Element>;

// Sorted by name: element_of() searches by halves.
constexpr std::array<Entry, 56> elements{{
    {"address", Element::line},       {"article", Element::paragraph},  {"aside", Element::paragraph},
    {"audio", Element::unseen},       {"blockquote", Element::blockquote}, {"body", Element::line},
    {"br", Element::break_line},      {"caption", Element::line},       {"center", Element::line},
    {"dd", Element::line},            {"dir", Element::list},           {"div", Element::line},
    {"dl", Element::paragraph},       {"dt", Element::line},            {"fieldset", Element::line},
    {"figure", Element::paragraph},   {"footer", Element::paragraph},   {"form", Element::line},
    {"h1", Element::paragraph},       {"h2", Element::paragraph},       {"h3", Element::paragraph},
    {"h4", Element::paragraph},       {"h5", Element::paragraph},       {"h6", Element::paragraph},
    {"head", Element::unseen},        {"header", Element::paragraph},   {"hr", Element::rule},
    {"html", Element::line},          {"iframe", Element::unseen},      {"legend", Element::line},
    {"li", Element::item},            {"listing", Element::preformatted}, {"main", Element::line},
    {"menu", Element::list},          {"nav", Element::line},           {"ol", Element::ordered_list},
    {"p", Element::paragraph},        {"plaintext", Element::preformatted}, {"pre", Element::preformatted},
    {"script", Element::unseen},      {"section", Element::paragraph},  {"style", Element::unseen},
    {"svg", Element::unseen},         {"table", Element::line},         {"tbody", Element::line},
    {"td", Element::cell},            {"template", Element::unseen},    {"textarea", Element::preformatted},
    {"tfoot", Element::line},         {"th", Element::cell},            {"thead", Element::line},
    {"title", Element::unseen},       {"tr", Element::line},            {"ul", Element::list},
    {"video", Element::unseen},       {"xmp", Element::preformatted},
}};
static_assert(std::is_sorted(elements.begin(), elements.end(),
                             [](const Entry& a, const Entry& b) { return a.first < b.first; }));

}  // namespace

Element element_of(std::string_view name) {
    const auto found = std::lower_bound(elements.begin(), elements.end(), name,
                                        [](const Entry& entry, std::string_view wanted) { return entry.first < wanted; });
    return found != elements.end() && found->first == name ? found->second : Element::inline_text;
}

}  // namespace onevoice::message
