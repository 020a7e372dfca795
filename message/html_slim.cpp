#include "message/html_slim.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "message/ascii.h"
#include "message/html_marks.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

constexpr std::array<bool, 256> make_name_bytes() {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 128; ++c) table[c] = is_alpha(static_cast<char>(c)) || is_digit(static_cast<char>(c));
    for (const char c : {':', '-', '_', '.'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto name_bytes = make_name_bytes();
bool is_name_byte(char c) { return name_bytes[static_cast<unsigned char>(c)]; }

std::size_t end_of_name(std::string_view html, std::size_t at) {
    while (at < html.size() && is_name_byte(html[at])) ++at;
    return at;
}

std::size_t skip_blanks(std::string_view html, std::size_t at) {
    while (at < html.size() && is_blank(html[at])) ++at;
    return at;
}

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

bool keeps_breaks(std::string_view name) {
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
    {"nbsp", " "},  {"auml", "\u00E4"},   {"ouml", "\u00F6"},   {"uuml", "\u00FC"},   {"Auml", "\u00C4"},  {"Ouml", "\u00D6"},
    {"Uuml", "\u00DC"},  {"szlig", "\u00DF"},  {"eacute", "\u00E9"}, {"egrave", "\u00E8"}, {"agrave", "\u00E0"}, {"ecirc", "\u00EA"},
    {"ccedil", "\u00E7"}, {"ugrave", "\u00F9"}, {"ocirc", "\u00F4"},  {"icirc", "\u00EE"},  {"acirc", "\u00E2"}, {"euro", "\u20AC"},
    {"rsquo", "\u2019"}, {"ndash", "\u2013"},  {"mdash", "\u2014"},  {"hellip", "\u2026"}, {"quot", "\""},      {"bdquo", "\u201E"},
}};

class Slimmer {
public:
    Slimmer(std::string_view html, SlimHtml& slim)
        : html_(html), slim_(slim), out_(slim.markup), set_apart_(html.find(stand_in) == std::string_view::npos) {
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
                    if (c == ' ') {
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
            if (!is_name_byte(c) && c != '#' && static_cast<unsigned char>(c) < 0x80) break;
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
        for (const char quote : {'"', '\''})  // a ">" in quotes is not the end
            if (std::count(whole.begin(), whole.end(), quote) % 2 != 0) return false;
        forget_open();
        out_.append(html_, at_, end + 1 - at_);
        at_ = end + 1;
        return true;
    }

    bool end_tag() {
        const std::size_t name_end = end_of_name(html_, at_ + 2);
        const std::string_view name = html_.substr(at_ + 2, name_end - at_ - 2);
        const std::size_t end = skip_blanks(html_, name_end);
        if (name.empty() || !is_alpha(name[0]) || name.size() > longest_name || byte(end) != '>') return false;
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
        const std::size_t name_end = end_of_name(html_, at_ + 1);
        const std::string_view name = html_.substr(at_ + 1, name_end - at_ - 1);
        if (name.size() > longest_name) return false;
        kept_.clear();
        marks_ = {};
        verbatim_style_ = false;
        std::size_t end = name_end;
        if (!attributes(end) || !write_marks()) return false;
        const bool bare = kept_.empty();
        const bool empty = byte(end) == '/';
        const std::size_t behind = end + (empty ? 2 : 1);

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
        out_ += kept_;
        out_ += empty ? " />" : ">";  // a blank, since a value may have no quotes
        if (inline_text) {
            constexpr std::size_t most_open = 8;
            if (open_.size() == most_open) forget_open();
            if (!bare) for (Open& open : open_) open.removable = false;
            open_.push_back({name, from, out_.size(), bare && was_closed && !(anchor && anchor_lost_)});
        }
        if (body_may_follow_ && opens_body(name)) in_body_ = true;
        if (keeps_breaks(name)) collapse_ = false;
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

    /// Reads attributes from `at` to the end of the tag, and writes into kept_ those that mean something.
    bool attributes(std::size_t& at) {
        seen_ = {};
        for (;;) {
            at = skip_blanks(html_, at);
            const char c = byte(at);
            if (c == '>') return true;
            if (c == '/' && byte(at + 1) == '>') return true;
            if (!is_alpha(c) && c != '_') return false;
            const std::size_t name_end = end_of_name(html_, at);
            const std::string_view name = html_.substr(at, name_end - at);
            if (name.size() > longest_name) return false;
            std::string_view value;
            at = skip_blanks(html_, name_end);
            if (byte(at) == '=') {
                at = skip_blanks(html_, at + 1);
                const char quote = byte(at);
                std::size_t end;
                if (quote == '"' || quote == '\'') {
                    end = html_.find(quote, ++at);
                    if (end == std::string_view::npos) return false;
                    value = html_.substr(at, end - at);
                    at = end + 1;
                } else {
                    for (end = at; end < html_.size() && html_[end] != '>' && !is_blank(html_[end]); ++end) {}
                    if (end == html_.size()) return false;
                    value = html_.substr(at, end - at);
                    at = end;
                }
            } else if (at == name_end && byte(at) != '>' && byte(at) != '/') {
                return false;
            }
            if (!keep(name, value)) return false;
        }
    }

    enum Name { style, class_, id, name_, hidden, data, most_names };

    static Name name_of(std::string_view name) {
        switch (name.size()) {
            case 2: return same(name, "id") ? id : most_names;
            case 4: return same(name, "name") ? name_ : most_names;
            case 5: return same(name, "style") ? style : same(name, "class") ? class_ : starts_same(name, "data-") ? data : most_names;
            case 6: if (same(name, "hidden")) return hidden; [[fallthrough]];
            default: return starts_same(name, "data-") ? data : most_names;
        }
    }

    /// Notes what an attribute means. Of those of one name only the first counts, as in the parser.
    bool keep(std::string_view name, std::string_view value) {
        const Name which = name_of(name);
        if (which == most_names || (++seen_[which] > 1 && which != data)) return true;
        if (which == hidden) {
            marks_.hidden = true;
            return true;
        }
        if (which == style) return keep_style(value);
        const bool telling = is_telling(which, name, value);
        if (!telling && !starts_same(value, "mso")) return true;
        if (which == data && seen_[which] > 1) return false;  // perhaps a name that was seen, and then without effect
        if (telling) return write(name, value);
        marks_.tight = true;
        return true;
    }

    /// Mails repeat few values many times.
    bool is_telling(Name which, std::string_view name, std::string_view value) {
        Known& known = known_[(value.size() + 5u * which) % known_.size()];
        if (which == data || known.value != value || known.name != which) {
            const bool telling = value.find('&') != std::string_view::npos || container_of(lower(name), value) != Container::none;
            known = {value, which, {}, telling};
        }
        return known.telling;
    }

    bool keep_style(std::string_view value) {
        Known& known = known_[value.size() % known_.size()];
        if (known.value != value || known.name != style) {
            const auto decoded = without_quote_references(value);
            known = {value, style, decoded ? style_marks(*decoded) : StyleMarks{}, !decoded};
        }
        if (known.telling) {
            collapse_ = false;  // it may say anything
            verbatim_style_ = true;
            return write("style", value);
        }
        const StyleMarks marks = known.marks;
        if (marks.keeps_breaks) collapse_ = false;
        marks_.hidden |= marks.hidden;
        marks_.keeps_breaks |= marks.keeps_breaks;
        marks_.tight |= marks.tight;
        marks_.indents |= marks.indents;
        return true;
    }

    /// An attribute's value with "&quot;" undone; nothing when other references are in it.
    static std::optional<std::string> without_quote_references(std::string_view value) {
        constexpr std::string_view quote = "&quot;";
        std::string out;
        for (std::size_t at = 0; at < value.size();) {
            const std::size_t mark = std::min(value.find('&', at), value.size());
            out.append(value, at, mark - at);
            if (mark == value.size()) break;
            if (!value.substr(mark).starts_with(quote)) return std::nullopt;
            out += '"';
            at = mark + quote.size();
        }
        return out;
    }

    /// All that styles, Word's classes and "hidden" said, as one short attribute.
    bool write_marks() {
        const bool only_tight = !marks_.hidden && !marks_.keeps_breaks && !marks_.indents;
        if (verbatim_style_) {
            if (marks_.hidden) kept_ += " hidden=\"\"";
            if (marks_.tight && seen_[id] != 0) return false;
            if (marks_.tight) kept_ += " id=mso";
            return true;
        }
        if (marks_.tight && only_tight && seen_[id] == 0) {
            kept_ += " id=mso";
            return true;
        }
        const std::string shortest = shortest_style(marks_);
        return shortest.empty() || write("style", shortest);
    }

    bool write(std::string_view name, std::string_view value) {
        const char quote = value.find('"') == std::string_view::npos ? '"' : '\'';
        if (quote == '\'' && value.find('\'') != std::string_view::npos) return false;
        kept_ += ' ';
        kept_ += name;
        kept_ += '=';
        kept_ += quote;
        kept_ += value;
        kept_ += quote;
        return true;
    }

    static constexpr std::size_t longest_name = 60;  // the parser cuts at a hundred

    std::string_view html_;
    SlimHtml& slim_;
    std::string& out_;
    bool set_apart_;
    std::size_t at_ = 0;
    std::string meant_;  // by the reference that is being read
    // Of the tag that is being read:
    std::string kept_;
    StyleMarks marks_;
    bool verbatim_style_ = false;
    std::array<int, most_names> seen_{};

    struct Known {
        std::string_view value;
        Name name = most_names;
        StyleMarks marks;
        bool telling = false;
    };
    std::array<Known, 32> known_{};
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
