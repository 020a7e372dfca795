#include "message/alternatives.h"

#include <algorithm>
#include <array>
#include <string>

#include "message/ascii.h"
#include "message/html_text.h"
#include "message/transfer_encoding.h"

namespace onevoice::message {
namespace {

/// The first text leaf of a part, without looking into attached messages.
const Node* first_text(const Node& node) {
    if (node.content == Content::leaf) return text_kind(node) == TextKind::none ? nullptr : &node;
    if (node.content == Content::message) return nullptr;
    for (const auto& child : node.children)
        if (const Node* found = first_text(*child)) return found;
    return nullptr;
}

/// The visible characters of a leaf. Only base64 hides them; quoted-printable merely makes accented letters count thrice.
std::size_t size_of_text(const Node& leaf) {
    constexpr std::size_t enough = 1 << 20;  // the choice is made long before a megabyte
    std::string store;
    std::string_view body = leaf.entity.body();
    const std::string_view encoding = leaf.entity.first("Content-Transfer-Encoding");
    if (starts_same(trim(encoding), "base64")) body = decode_body(body, encoding, enough, store).bytes;
    body = body.substr(0, enough);
    if (text_kind(leaf) == TextKind::html) return visible_characters(body);
    return static_cast<std::size_t>(std::count_if(body.begin(), body.end(), [](char c) { return !is_blank(c); }));
}

/// "Your program cannot show HTML …" and its like: short, and about HTML or about viewing online.
bool asks_for_html(const Node& leaf, std::size_t characters) {
    constexpr std::size_t longest = 500;  // with a link of some hundred characters
    if (characters > longest) return false;
    std::string store;
    const std::string text =
        lower(decode_body(leaf.entity.body(), leaf.entity.first("Content-Transfer-Encoding"), 4096, store).bytes);
    const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    constexpr std::array<std::string_view, 10> verbs{"view",    "display", "support",  "enable",     "anzeigen",
                                                     "angezeigt", "darstell", "unterst", "afficher", "client"};
    return has("html") && std::any_of(verbs.begin(), verbs.end(), has);
}

bool is_stub(const Node& plain, const Node& html) {
    const std::size_t written = size_of_text(plain);
    if (written == 0) return true;
    // The same text carries a little more in HTML (footers, link texts, entities). Less than a third, and a few
    // sentences fewer, is a summary.
    const std::size_t floor = 3 * written + 200;
    if (html.entity.body().size() > floor && size_of_text(html) > floor) return true;
    return asks_for_html(plain, written) && size_of_text(html) > written;
}

}  // namespace

TextKind text_kind(const Node& leaf) {
    if (leaf.content != Content::leaf || leaf.disposition == "attachment") return TextKind::none;
    const std::string& type = leaf.type.value;
    if (type == "text/html" || type == "application/xhtml+xml" || type == "text/enriched" || type == "text/richtext")
        return TextKind::html;
    return type == "text/plain" || type == "text/markdown" ? TextKind::plain : TextKind::none;
}

const Node* best_alternative(const Node& alternative) {
    const Node* plain = nullptr;
    const Node* plain_text = nullptr;
    const Node* html = nullptr;
    const Node* html_text = nullptr;
    for (const auto& child : alternative.children) {  // the last of a kind is the richest
        const Node* text = first_text(*child);
        if (text == nullptr) continue;
        const bool is_html = text_kind(*text) == TextKind::html;
        (is_html ? html : plain) = child.get();
        (is_html ? html_text : plain_text) = text;
    }
    if (plain == nullptr || html == nullptr) return plain != nullptr ? plain : html;
    return is_stub(*plain_text, *html_text) ? html : plain;
}

}  // namespace onevoice::message
