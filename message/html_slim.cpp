#include "message/html_slim.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "message/ascii.h"
#include "message/html_tag.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view one) { return same(one, name); });
}

/// Elements that the parser neither closes others for nor closes for others within the text that they hold, and that say
/// nothing about lines. What has a prefix is Word's own ("o:p").
bool is_plain_inline(std::string_view name) {
    constexpr std::array<std::string_view, 22> names{"span", "b",   "font",  "strong", "a",    "em",   "i",   "u",    "small",   "o:p", "sup",
                                                     "sub",  "big", "s",     "strike", "tt",   "code", "var", "cite", "label", "del", "ins"};
    return is_one_of(names, name) || name.find(':') != std::string_view::npos;
}

/// Elements that stand in the body wherever they are written: the parser opens one for them.
bool opens_body(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"body", "div", "p", "table"};
    return is_one_of(names, name);
}

bool is_preformatted(std::string_view name) {
    constexpr std::array<std::string_view, 5> names{"pre", "textarea", "listing", "plaintext", "xmp"};
    return is_one_of(names, name);
}

/// Neither blank nor markup.
constexpr std::array<bool, 256> make_in_words() {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 256; ++c) table[c] = !is_blank(static_cast<char>(c)) && c != '<' && c != '&';
    return table;
}
constexpr auto in_words = make_in_words();

struct Reference {
    std::string_view name;
    std::string_view text;
};

/// The references that mail programs write most, as visible text, but for those that could become markup.
constexpr std::array<Reference, 24> references{{
    {"nbsp", " "},       {"auml", "\u00E4"},   {"ouml", "\u00F6"},   {"uuml", "\u00FC"},   {"Auml", "\u00C4"},  {"Ouml", "\u00D6"},
    {"Uuml", "\u00DC"},  {"szlig", "\u00DF"},  {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"agrave", "\u00E0"}, {"ecirc", "\u00EA"},
    {"ccedil", "\u00E7"}, {"ugrave", "\u00F9"}, {"ocirc", "\u00F4"},  {"icirc", "\u00EE"},  {"acirc", "\u00E2"}, {"euro", "\u20AC"},
    {"rsquo", "\u2019"}, {"ndash", "\u2013"},  {"mdash", "\u2014"},  {"hellip", "\u2026"}, {"quot", "\""},      {"bdquo", "\u201E"},
}};

class Slimmer {
public:
    Slimmer(std::string_view html, SlimHtml& slim)
        : html_(html), slim_(slim), out_(slim.markup), set_apart_(html.find(stand_in) == std::string_view::npos), tag_(html) {
        out_.reserve(html.size() / 2);
        slim_.words.reserve(html.size() / 4);
    }

    void run() {
        while (at_ < html_.size()) {
            const bool as_expected = text();
            if (as_expected && at_ == html_.size()) return;
            if (!as_expected || !markup()) {
                out_.append(html_.substr(at_));
                return;
            }
        }
    }

private:
    /// An inline element that may turn out to hold nothing but text.
    struct Open {
        std::string_view name;
        std::size_t from = 0;  ///< its tag in out_
        std::size_t to = 0;
        bool removable = false;
    };

    [[nodiscard]] char byte(std::size_t at) const { return at < html_.size() ? html_[at] : '\0'; }

    /// Up to the next "<"; false when there is a reference to the stand-in.
    bool text() {
        while (at_ < html_.size() && html_[at_] != '<') {
            const char c = html_[at_];
            if (is_blank(c)) {
                const std::size_t end = skip_blanks(html_, at_);
                if (collapse_) out_ += ' ';
                else out_.append(html_, at_, end - at_);
                at_ = end;
            } else if (set_apart_ && in_body_ && collapse_ && closed() && words()) {
            } else if (c == '&') {
                if (is_stand_in(at_)) return false;
                out_ += '&';
                ++at_;
            } else {
                const std::size_t end = end_of_word(html_, at_);
                out_.append(html_, at_, end - at_);
                at_ = end;
            }
        }
        return true;
    }

    static std::size_t end_of_word(std::string_view html, std::size_t at) {
        while (at < html.size() && in_words[static_cast<unsigned char>(html[at])]) ++at;
        return at;
    }

    /// Sets the words at at_ apart; false when there are none.
    bool words() {
        std::string& words = slim_.words;
        const std::size_t from = words.size();
        const std::size_t began = at_;
        bool blank_due = false;
        const auto blank = [&] {
            if (words.size() != from) blank_due = true;
            else if (!out_.ends_with(' ')) out_ += ' ';
        };
        while (at_ < html_.size() && html_[at_] != '<') {
            const std::size_t end = end_of_word(html_, at_);
            if (end != at_) {
                if (blank_due) words += ' ';
                blank_due = false;
                words.append(html_, at_, end - at_);
                at_ = end;
            } else if (is_blank(html_[at_])) {
                blank();
                at_ = skip_blanks(html_, at_);
            } else {
                const std::string_view meant = reference();
                if (meant.empty()) break;
                for (const char c : meant) {
                    if (is_blank(c)) {
                        blank();
                        continue;
                    }
                    if (blank_due) words += ' ';
                    blank_due = false;
                    words += c;
                }
            }
        }
        if (words.size() == from) return at_ != began;
        if (blank_due) words += ' ';
        slim_.ends.push_back(words.size());
        out_ += stand_in;
        return true;
    }

    /// The visible text that the reference at at_ stands for, and goes past it; empty when that is left to the parser.
    std::string_view reference() {
        constexpr std::size_t longest = 8;  // "&eacute;" and "&#8211;"
        const std::string_view name = html_.substr(at_ + 1, html_.substr(at_ + 1, longest).find(';'));
        if (name.size() >= longest || byte(at_ + 1 + name.size()) != ';') return {};
        meant_.clear();
        if (name.starts_with('#') && name.size() > 3) {
            char32_t value = 0;
            for (const char c : name.substr(1)) {
                if (!is_digit(c)) return {};
                value = value * 10 + static_cast<char32_t>(c - '0');
            }
            // From the no-break space on and before the surrogates all are characters, and none is markup.
            if (value < 0xA0 || value >= 0xD800) return {};
            std::string written;
            append_utf8(written, value);
            append_visible(meant_, written);
            if (meant_.empty()) return {};
        } else {
            for (const Reference& one : references)
                if (one.name == name) meant_ = one.text;
            if (meant_.empty()) return {};
        }
        at_ += name.size() + 2;
        return meant_;
    }

    /// Whether "&#64976;", "&#xFDD0" or the like is at `at`.
    [[nodiscard]] bool is_stand_in(std::size_t at) const {
        if (byte(++at) != '#') return false;
        const bool hexadecimal = lower(byte(++at)) == 'x';
        const std::uint32_t base = hexadecimal ? 16 : 10;
        std::uint32_t value = 0;
        for (at += hexadecimal; hexadecimal ? hex_digit(byte(at)) >= 0 : is_digit(byte(at)); ++at)
            value = std::min<std::uint32_t>(value * base + static_cast<std::uint32_t>(hex_digit(byte(at))), 0x110000);
        return value == 0xFDD0;
    }

    /// Whether text that follows out_ cannot complete a tag or a reference that out_ ends in.
    [[nodiscard]] bool closed() const {
        if (out_.ends_with(stand_in)) return true;
        std::size_t at = out_.size();
        // No reference has thirty letters; what goes on longer is left as it is.
        for (int steps = 0; at > 0; --at, ++steps) {
            if (steps == 32) return false;
            const char c = out_[at - 1];
            if (!is_html_name_byte(c) && c != '#' && static_cast<unsigned char>(c) < 0x80) break;
        }
        if (at == 0) return true;
        const char c = out_[at - 1];
        if (c == '&' || c == '<') return false;
        return !(c == '/' || c == '!' || c == '?') || at < 2 || out_[at - 2] != '<';
    }

    /// Writes the markup at at_, a "<"; false when it is not what it should be.
    bool markup() {
        const char next = byte(at_ + 1);
        if (is_alpha(next)) return start_tag();
        if (next == '/') return end_tag();
        if (next == '!' || next == '?') return html_.substr(at_).starts_with("<!--") ? comment() : declaration();
        if (next == '_' || next == ':' || next == '.' || next == '\0') return false;
        forget_open();
        out_ += '<';
        ++at_;
        return true;
    }

    bool comment() {
        const std::size_t end = html_.find("-->", at_ + 4);
        if (end == std::string_view::npos) return false;
        if (html_.substr(at_ + 4, end - at_ - 4).find("--!>") != std::string_view::npos) return false;
        out_ += "<!---->";
        at_ = end + 3;
        return true;
    }

    /// "<!DOCTYPE …>", "<?xml …?>"
    bool declaration() {
        const std::size_t end = html_.find_first_of("<>", at_ + 1);
        if (end == std::string_view::npos || html_[end] == '<') return false;
        const std::string_view whole = html_.substr(at_, end - at_);
        if (whole.find('&') != std::string_view::npos) return false;  // what is no declaration is text after all
        for (const char quote : {'"', '\''})  // a ">" in quotes is not the end
            if (std::count(whole.begin(), whole.end(), quote) % 2 != 0) return false;
        forget_open();
        out_.append(html_, at_, end + 1 - at_);
        at_ = end + 1;
        return true;
    }

    bool end_tag() {
        const std::size_t name_end = end_of_html_name(html_, at_ + 2);
        const std::string_view name = html_.substr(at_ + 2, name_end - at_ - 2);
        const std::size_t end = skip_blanks(html_, name_end);
        if (name.empty() || !is_alpha(name[0]) || name.size() > longest_html_name || byte(end) != '>') return false;
        if (same(name, "body") || same(name, "html")) in_body_ = body_may_follow_ = false;
        if (same(name, "head") || same(name, "title")) in_body_ = false;
        at_ = end + 1;
        if (!open_.empty() && same(open_.back().name, name)) {
            const Open open = open_.back();
            open_.pop_back();
            constexpr std::size_t most_moved = 1024;  // so that rubbish costs no more than letters
            if (open.removable && out_.size() - open.to <= most_moved && closed()) {
                out_.erase(open.from, open.to - open.from);
                return true;
            }
            for (Open& outer : open_) outer.removable = false;
        } else {
            forget_open();
        }
        out_ += "</";
        out_ += name;
        out_ += '>';
        return true;
    }

    bool start_tag() {
        if (!tag_.read(at_)) return false;
        const std::string_view name = tag_.name();
        const bool bare = tag_.attributes().empty();
        const bool empty = tag_.empty();
        const std::size_t behind = tag_.end();

        const bool raw = !empty && (same(name, "style") || same(name, "script"));
        std::size_t raw_end = behind;
        if (raw && !find_raw_end(name, behind, raw_end)) return false;

        const bool inline_text = !empty && is_plain_inline(name);
        const bool anchor = same(name, "a");
        const bool was_closed = inline_text && in_body_ && closed();
        if (!inline_text) {
            const bool within = same(name, "img") || same(name, "br");  // elements without content, which close nothing
            if (within) for (Open& open : open_) open.removable = false;
            else forget_open();
        } else if (anchor && std::any_of(open_.begin(), open_.end(), [](const Open& open) { return same(open.name, "a"); })) {
            forget_open();  // a link in a link closes the outer one
        }
        const std::size_t from = out_.size();
        out_ += '<';
        out_ += name;
        out_ += tag_.attributes();
        out_ += empty ? " />" : ">";  // a blank, since a value may have no quotes
        if (inline_text) {
            constexpr std::size_t most_open = 8;
            if (open_.size() == most_open) forget_open();
            if (!bare) for (Open& open : open_) open.removable = false;
            open_.push_back({name, from, out_.size(), bare && was_closed && !(anchor && anchor_lost_)});
        }
        if (body_may_follow_ && opens_body(name)) in_body_ = true;
        if (tag_.keeps_breaks() || is_preformatted(name)) collapse_ = false;
        at_ = raw_end;
        return true;
    }

    /// Elements that are still open may now be closed by others, or hold more than text.
    void forget_open() {
        for (const Open& open : open_)
            if (same(open.name, "a")) anchor_lost_ = true;
        open_.clear();
    }

    /// Where the text of a script or style ends; false when the parser might see an end before.
    [[nodiscard]] bool find_raw_end(std::string_view name, std::size_t from, std::size_t& end) const {
        const char second = byte(from + 1);
        if (byte(from) == '<' && second != '/' && second != '!') return false;
        end = html_.find("</", from);
        if (end == std::string_view::npos) return false;
        const char behind = byte(end + 2 + name.size());
        return starts_same(html_.substr(end + 2), name) && (behind == '>' || is_blank(behind));
    }

    std::string_view html_;
    SlimHtml& slim_;
    std::string& out_;
    bool set_apart_;
    std::size_t at_ = 0;
    std::string meant_;  // by the reference that is being read
    TagReader tag_;
    std::vector<Open> open_;
    bool in_body_ = false;  ///< the parser's innermost element takes text without opening a paragraph for it
    bool body_may_follow_ = true;
    bool collapse_ = true;  ///< no element so far keeps its line breaks
    bool anchor_lost_ = false;  ///< a link may be open somewhere, and the next one would close it
};

}  // namespace

SlimHtml slim_html(std::string_view html) {
    SlimHtml slim;
    Slimmer(html, slim).run();
    return slim;
}

}  // namespace onevoice::message
