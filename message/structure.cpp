#include "message/structure.h"

#include <algorithm>
#include <utility>

#include "message/ascii.h"
#include "message/multipart.h"
#include "message/oddities.h"
#include "message/transfer_encoding.h"

namespace onevoice::message {
namespace {

constexpr std::string_view text_type = "text/plain";
constexpr std::string_view message_type = "message/rfc822";

bool is_message(std::string_view type) { return type == message_type || type == "message/global" || type == "message/news"; }

class Builder {
public:
    Builder(Structure& out, const Limits& limits, std::vector<Oddity>& oddities)
        : out_(out), limits_(limits), oddities_(oddities) {}

    std::unique_ptr<Node> build(std::string_view text, std::string_view default_type, std::size_t depth) {
        const HeaderBlock block = split_header(text, limits_.header_bytes, limits_.header_fields);
        if (block.cut) note(oddities_, "header-limit", "a header is longer than the limit, its tail was not read");
        if (block.skipped) note(oddities_, "bad-header-line", "a header line without a field name was left out");
        if (block.ended_early && !block.fields.empty())
            note(oddities_, "header-without-end", "the body starts without an empty line");
        auto node = std::make_unique<Node>(block);
        describe(*node, default_type);
        if (node->content == Content::leaf) {
            ++out_.leaves;
            return node;
        }
        if (depth >= limits_.depth) {
            note(oddities_, "depth-limit", "parts nested deeper than the limit were not read");
            as_leaf(*node, "application/octet-stream");
            return node;
        }
        ++containers_;
        const std::string_view body = opened_body(*node);
        if (node->content == Content::message) node->children.push_back(build(body, text_type, depth + 1));
        else split(*node, body, depth);
        return node;
    }

private:
    static void describe(Node& node, std::string_view default_type) {
        const std::string_view field = node.entity.first("Content-Type");
        if (!field.empty()) node.type = parse_parameters(field);
        // "text" alone or no slash at all is no type: RFC 2045 section 5.2 lets the default stand.
        const std::size_t slash = node.type.value.find('/');
        if (field.empty()) node.type.value = default_type;
        else if (slash == std::string::npos || slash == 0 || slash + 1 == node.type.value.size())
            node.type.value = text_type;
        if (const std::string_view disposition = node.entity.first("Content-Disposition"); !disposition.empty())
            node.disposition = parse_parameters(disposition).value;
        if (node.type.value.starts_with("multipart/")) node.content = Content::multipart;
        else if (is_message(node.type.value)) node.content = Content::message;
    }

    void as_leaf(Node& node, std::string_view type) {
        node.content = Content::leaf;
        node.type.value = type;
        ++out_.leaves;
    }

    /// RFC 2045 section 6.4 forbids to encode what contains parts; some clients do it anyway.
    std::string_view opened_body(const Node& node) {
        const std::string_view encoding = trim(node.entity.first("Content-Transfer-Encoding"));
        const std::string_view body = node.entity.body();
        if (!starts_same(encoding, "base64") && !starts_same(encoding, "quoted-printable")) return body;
        std::string store;
        const Decoded decoded = decode_body(body, encoding, limits_.message_bytes, store);
        note(oddities_, "encoded-container", "a multipart or message is itself encoded");
        return out_.decoded.emplace_back(unix_lines(decoded.bytes));
    }

    void split(Node& node, std::string_view body, std::size_t depth) {
        const std::string_view boundary = node.type.get("boundary");
        if (boundary.empty()) note(oddities_, "no-boundary", "a multipart does not name its boundary");
        // The leaves so far bound how many parts can still be read; one more, so that the cut is noticed.
        const std::size_t room = limits_.parts - std::min(limits_.parts, out_.leaves + containers_ - 1);
        Multipart parts;
        if (!boundary.empty()) parts = split_multipart(body, boundary, room);
        if (!parts.opened) {
            if (const std::string_view guess = guess_boundary(body); !guess.empty()) {
                parts = split_multipart(body, guess, room);
                note(oddities_, "wrong-boundary", "a multipart was split at lines that its header does not name");
            }
        }
        if (!parts.opened) {
            note(oddities_, "no-parts", "a multipart without any boundary line was read as text");
            as_leaf(node, text_type);
            return;
        }
        if (!parts.closed) note(oddities_, "no-closing-boundary", "the last boundary line is missing");
        if (parts.more_after_close) note(oddities_, "part-after-close", "parts follow the closing boundary line");
        const bool digest = node.type.value == "multipart/digest";
        for (const std::string_view part : parts.parts) {
            if (out_.leaves + containers_ >= limits_.parts + limits_.depth || out_.leaves >= limits_.parts) parts.cut = true;
            if (parts.cut && out_.leaves >= limits_.parts) break;
            node.children.push_back(build(part, digest ? message_type : text_type, depth + 1));
        }
        if (parts.cut) note(oddities_, "parts-limit", "parts beyond the limit were not read");
    }

    Structure& out_;
    const Limits& limits_;
    std::vector<Oddity>& oddities_;
    std::size_t containers_ = 0;
};

}  // namespace

std::string unix_lines(std::string_view text) {
    std::string out;
    out.resize(text.size());
    char* to = out.data();
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t cr = std::min(text.find('\r', at), text.size());
        to = std::copy(text.data() + at, text.data() + cr, to);
        if (cr < text.size() && (cr + 1 >= text.size() || text[cr + 1] != '\n')) *to++ = '\r';
        at = cr + 1;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return out;
}

Structure parse_structure(std::string_view text, const Limits& limits, std::vector<Oddity>& oddities) {
    Structure out;
    out.root = Builder(out, limits, oddities).build(text, text_type, 0);
    return out;
}

}  // namespace onevoice::message
