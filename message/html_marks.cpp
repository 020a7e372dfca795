#include "message/html_marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

/// "0", "0px", "0.0em !important": a number that is nought.
bool nought(std::string_view value) {
    std::size_t digits = 0;
    for (const char c : value) {
        if (is_digit(c)) {
            if (c != '0') return false;
            ++digits;
        } else if (c != '.') {
            break;
        }
    }
    return digits != 0;
}

bool tiny(std::string_view value) { return nought(value) || value == "1px" || value == "1pt" || value == "1px!important"; }

struct Named {
    std::string_view attribute;
    std::string_view value;
    Container container;
};

// Seen in mail of the clients named; "x_" is what Outlook on the web puts before the names of what it quotes.
constexpr std::array<Named, 30> containers{{
    {"class", "gmail_quote", Container::quote_mixed},
    {"class", "gmail_quote_container", Container::quote_mixed},
    {"class", "gmail_signature", Container::signature},
    {"data-smartmail", "gmail_signature", Container::signature},
    {"class", "moz-cite-prefix", Container::quote},
    {"class", "moz-forward-container", Container::forward},
    {"class", "moz-signature", Container::signature},
    {"class", "yahoo_quoted", Container::quote},
    {"class", "yahoo-quoted", Container::quote},
    {"id", "yahoo_quoted", Container::quote},
    {"class", "yahoo-signature", Container::signature},
    {"class", "outlookmessageheader", Container::quote_onward},
    {"id", "divrplyfwdmsg", Container::quote_onward},
    {"id", "appendonsend", Container::quote_onward},
    {"id", "mail-editor-reference-message-container", Container::quote},
    {"class", "ms-outlook-mobile-reference-message", Container::quote_onward},
    {"id", "olk_src_body_section", Container::quote},
    {"id", "signature", Container::signature},
    {"id", "ms-outlook-mobile-signature", Container::signature},
    {"id", "applemailsignature", Container::signature},
    {"class", "protonmail_quote", Container::quote},
    {"class", "protonmail_signature_block", Container::signature},
    {"class", "tutanota_quote", Container::quote},
    {"class", "zmail_extra", Container::quote},
    {"id", "reply-intro", Container::quote},
    {"id", "_rc_sig", Container::signature},
    {"name", "quote", Container::quote},
    {"name", "quoted-content", Container::quote},
    {"data-marker", "__quoted_text__", Container::quote},
    {"data-marker", "__sig_post__", Container::signature},
}};

/// The properties that style_marks() looks at.
bool is_known(std::string_view name) {
    constexpr std::array<std::string_view, 14> names{"font-size",  "margin",     "line-height", "display",     "margin-left", "border",   "border-left",
                                                     "height",     "max-height", "overflow",    "white-space", "mso-hide",    "opacity", "visibility"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

StyleMarks style_marks(std::string_view style) {
    StyleMarks marks;
    bool clipped = false, no_height = false, office_hides = false, tiny_text = false, margin = false, border = true;
    std::string name, value;
    while (!style.empty()) {
        const std::size_t end = std::min(style.find(';'), style.size());
        const std::string_view declaration = style.substr(0, end);
        style.remove_prefix(std::min(end + 1, style.size()));
        const std::size_t colon = declaration.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view written = trim(declaration.substr(0, colon));
        if (written.empty() || std::string_view("dvoflhmwbDVOFLHMWB").find(written[0]) == std::string_view::npos) continue;
        name.clear();
        value.clear();
        for (const char c : written)
            if (!is_blank(c)) name += lower(c);
        if (!is_known(name)) continue;
        for (const char c : declaration.substr(colon + 1))
            if (!is_blank(c)) value += lower(c);

        if (name == "display") marks.hidden |= value.starts_with("none");
        else if (name == "visibility") marks.hidden |= value.starts_with("hidden") || value.starts_with("collapse");
        else if (name == "opacity") marks.hidden |= nought(value);
        else if (name == "font-size") {
            marks.hidden |= nought(value);
            tiny_text |= tiny(value);
        } else if (name == "line-height") tiny_text |= tiny(value);
        else if (name == "max-height" || name == "height") no_height |= nought(value);
        else if (name == "overflow") clipped |= value.starts_with("hidden");
        else if (name == "mso-hide") office_hides |= value.starts_with("all");
        else if (name == "white-space") marks.keeps_breaks |= value.starts_with("pre");
        else if (name == "margin") {
            margin |= !nought(value) || value.find_first_of("123456789") != std::string::npos;
            marks.tight |= value.starts_with("0");
        } else if (name == "margin-left") margin |= !nought(value);
        else if (name == "border" || name == "border-left") border = !value.starts_with("none");
    }
    // mso-hide alone hides from Outlook only: buttons that all others see carry it too. A height of nought alone lets the
    // text overflow.
    marks.hidden |= (no_height && (clipped || office_hides)) || (office_hides && tiny_text);
    marks.indents = margin && !border;
    return marks;
}

std::string shortest_style(const StyleMarks& marks) {
    std::string out;
    if (marks.hidden) out += "display:none;";
    if (marks.keeps_breaks) out += "white-space:pre;";
    if (marks.tight) out += "margin:0;";
    if (marks.indents) out += "margin-left:1;border:none;";
    return out;
}

Container container_of(std::string_view attribute, std::string_view value) {
    while (!value.empty()) {  // a class attribute names several
        const std::size_t end = std::min(value.find_first_of(" \t\n"), value.size());
        std::string_view word = value.substr(0, end);
        if (starts_same(word, "yahoo_quoted") || starts_same(word, "yahoo-quoted")) word = word.substr(0, 12);
        if (starts_same(word, "x_")) word.remove_prefix(2);
        if (!word.empty())
            for (const Named& one : containers)
                if (same(one.value, word) && same(one.attribute, attribute)) return one.container;
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return Container::none;
}

}  // namespace onevoice::message
