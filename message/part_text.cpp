#include "message/part_text.h"

#include <algorithm>
#include <string>
#include <utility>

#include "message/alternatives.h"
#include "message/ascii.h"
#include "message/charset.h"
#include "message/html_text.h"
#include "message/oddities.h"
#include "message/plain_text.h"
#include "message/transfer_encoding.h"
#include "message/uuencoded_files.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

// Of an HTML part. Real ones reach a few hundred kilobytes, and megabytes when pictures are written into them; the parser
// takes up to a microsecond for a byte of rubbish, so that fifty megabytes would take most of a minute.
constexpr std::size_t most_html = 4u << 20;

bool blank(const std::string& text) { return text.find_first_not_of(" \t") == std::string::npos; }

class Collector {
public:
    Collector(const Limits& limits, std::vector<Oddity>& oddities) : limits_(limits), oddities_(oddities) {}

    /// `seen`: whether the reader sees the text of this part; parts that are not seen are counted.
    void visit(const Node& node, Role hint, bool seen) {
        if (node.content == Content::leaf) return leaf(node, hint, seen, false);
        if (node.content == Content::message) hint = Role::forward;
        const bool choose = node.type.value == "multipart/alternative";
        const Node* best = choose ? best_alternative(node) : nullptr;
        for (const auto& child : node.children) visit(*child, hint, seen && (best == nullptr || best == child.get()));
        if (node.type.value == "multipart/encrypted") note(oddities_, "encrypted", "the text is encrypted and was not read");
    }

    void leaf(const Node& node, Role hint, bool seen, bool whole_message) {
        const std::string& type = node.type.value;
        if (type == "text/calendar") calendar(node);
        if (type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime") {
            const bool is_signed = node.type.get("smime-type") == "signed-data";
            note(oddities_, is_signed ? "opaque-signature" : "encrypted", "the text is wrapped in S/MIME and was not read");
        }
        TextKind kind = text_kind(node);
        // A message that is nothing but a text marked as attachment is still read by people.
        if (kind == TextKind::none && whole_message && (type == "text/plain" || type == "text/html"))
            kind = type == "text/plain" ? TextKind::plain : TextKind::html;
        if (kind == TextKind::none) {
            ++out_.attachments;
        } else if (seen && bytes_ < limits_.text_bytes) {
            read_text(node, kind, hint);
        } else if (seen) {
            note(oddities_, "text-limit", "text beyond the limit was not read");
        }
    }

    PartText finish() {
        while (!out_.lines.empty() && blank(out_.lines.back().text)) out_.lines.pop_back();
        return std::move(out_);
    }

private:
    void read_text(const Node& node, TextKind kind, Role hint) {
        const std::size_t room = limits_.text_bytes - bytes_;
        // No charset spends more than four bytes on a character, nor HTML as much markup as most_html on a text.
        const std::size_t most = kind == TextKind::html ? most_html : room * 4 + 4;
        std::string decoded_store;
        const Decoded decoded =
            decode_body(node.entity.body(), node.entity.first("Content-Transfer-Encoding"), most, decoded_store);
        if (!decoded.well_formed) note(oddities_, "bad-transfer-encoding", "a body is not what its transfer encoding says");
        if (!decoded.known) note(oddities_, "unknown-transfer-encoding", node.entity.first("Content-Transfer-Encoding"));
        if (decoded.cut) note(oddities_, "text-limit", "text beyond the limit was not read");

        std::string_view charset = node.type.get("charset");
        if (charset.empty() && kind == TextKind::html) charset = charset_of_meta(decoded.bytes);
        std::string utf8_store;
        CharsetOutcome outcome;
        const std::string_view utf8 = to_utf8(decoded.bytes, charset, utf8_store, outcome);
        if (outcome == CharsetOutcome::unknown) note(oddities_, "unknown-charset", charset);
        if (outcome == CharsetOutcome::guessed)
            note(oddities_, "bad-charset", "text is not in its charset, and was read as windows-1252");

        visible_.clear();
        append_visible(visible_, utf8);
        const std::size_t first = begin_part(hint);
        if (kind == TextKind::html) {
            const HtmlOutcome html = append_html_lines(out_.lines, visible_, room);
            if (html.too_deep) note(oddities_, "html-depth-limit", "HTML nested deeper than the limit was not read");
            if (html.cut) note(oddities_, "text-limit", "text beyond the limit was not read");
        } else {
            const std::size_t files = remove_uuencoded_files(visible_);
            out_.attachments += files;
            out_.files_in_text += files;
            if (visible_.size() > room) {  // before each of its bytes becomes a line
                cut(visible_, room);
                note(oddities_, "text-limit", "text beyond the limit was not read");
            }
            const Flow flow{same(node.type.get("format"), "flowed"), same(node.type.get("delsp"), "yes")};
            append_plain_lines(out_.lines, visible_, flow);
        }
        end_part(first, hint);
    }

    /// An empty line between two parts; returns where the part starts.
    std::size_t begin_part(Role hint) {
        if (!out_.lines.empty() && !blank(out_.lines.back().text)) {
            out_.lines.push_back({"", 0, out_.lines.back().hint == hint ? hint : Role::own});
            ++bytes_;
        }
        return out_.lines.size();
    }

    void end_part(std::size_t first, Role hint) {
        auto& lines = out_.lines;
        const auto from = lines.begin() + static_cast<std::ptrdiff_t>(first);
        lines.erase(from, std::find_if(from, lines.end(), [](const Line& line) { return !blank(line.text); }));
        while (lines.size() > first && blank(lines.back().text)) lines.pop_back();
        if (lines.size() > first) lines[first].starts_part = true;
        for (std::size_t i = first; i < lines.size(); ++i) {
            if (hint != Role::own) lines[i].hint = hint;
            const std::size_t room = limits_.text_bytes - bytes_;
            if (lines[i].text.size() + 1 > room) {
                cut(lines[i].text, room);
                lines.resize(i + 1);
                bytes_ = limits_.text_bytes;
                note(oddities_, "text-limit", "text beyond the limit was not read");
                return;
            }
            bytes_ += lines[i].text.size() + 1;
        }
    }

    /// Shortens to at most `size` bytes without cutting a character.
    static void cut(std::string& text, std::size_t size) {
        if (size >= text.size()) return;
        while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
        text.resize(size);
    }

    /// <meta charset=…> or <meta http-equiv… content="…; charset=…">, which HTML wants in the first kilobyte.
    static std::string_view charset_of_meta(std::string_view html) {
        constexpr std::string_view key = "charset=";
        html = html.substr(0, 1024);
        const auto found =
            std::search(html.begin(), html.end(), key.begin(), key.end(), [](char a, char b) { return lower(a) == b; });
        if (found == html.end()) return {};
        html.remove_prefix(static_cast<std::size_t>(found - html.begin()) + key.size());
        if (html.starts_with('"') || html.starts_with('\'')) html.remove_prefix(1);
        return html.substr(0, html.find_first_of("\"'> ;/"));
    }

    void calendar(const Node& node) {
        std::string method = lower(node.type.get("method"));
        if (method.empty()) {  // RFC 6047 wants the parameter, and clients forget it; the property stands near the top
            std::string store;
            const std::string_view text =
                decode_body(node.entity.body(), node.entity.first("Content-Transfer-Encoding"), 4096, store).bytes;
            const std::string start = "\n" + lower(text);
            if (const std::size_t at = start.find("\nmethod:"); at != std::string::npos)
                method = trim(std::string_view(start).substr(at + 8, 10));
            method = method.substr(0, method.find_first_of("\r\n"));
        }
        if (method == "reply" || method == "cancel" || method == "counter") out_.calendar_reply = true;
    }

    const Limits& limits_;
    std::vector<Oddity>& oddities_;
    PartText out_;
    std::size_t bytes_ = 0;
    std::string visible_;
};

}  // namespace

PartText collect_text(const Node& root, const Limits& limits, std::vector<Oddity>& oddities) {
    Collector collector(limits, oddities);
    if (root.content == Content::leaf) collector.leaf(root, Role::own, true, true);
    else collector.visit(root, Role::own, true);
    return collector.finish();
}

}  // namespace onevoice::message
