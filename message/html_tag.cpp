#include "message/html_tag.h"

#include <algorithm>
#include <optional>

namespace onevoice::message {
namespace {

constexpr std::array<bool, 256> make_name_bytes() {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 128; ++c) table[c] = is_alpha(static_cast<char>(c)) || is_digit(static_cast<char>(c));
    for (const char c : {':', '-', '_', '.'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto name_bytes = make_name_bytes();

/// An attribute's value with "&quot;" undone; nothing when other references are in it.
std::optional<std::string> without_quote_references(std::string_view value) {
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

}  // namespace

bool is_html_name_byte(char c) { return name_bytes[static_cast<unsigned char>(c)]; }

std::size_t end_of_html_name(std::string_view html, std::size_t at) {
    while (at < html.size() && is_html_name_byte(html[at])) ++at;
    return at;
}

std::size_t skip_blanks(std::string_view html, std::size_t at) {
    while (at < html.size() && is_blank(html[at])) ++at;
    return at;
}

bool TagReader::read(std::size_t at) {
    const std::size_t name_end = end_of_html_name(html_, at + 1);
    name_ = html_.substr(at + 1, name_end - at - 1);
    kept_.clear();
    marks_ = {};
    keeps_breaks_ = verbatim_style_ = false;
    std::size_t end = name_end;
    if (name_.size() > longest_html_name || !read_attributes(end) || !write_marks()) return false;
    empty_ = byte(end) == '/';
    end_ = end + (empty_ ? 2 : 1);
    return true;
}

/// Reads attributes from `at` to the end of the tag, and writes into kept_ those that mean something.
bool TagReader::read_attributes(std::size_t& at) {
    seen_ = {};
    for (;;) {
        at = skip_blanks(html_, at);
        const char c = byte(at);
        if (c == '>') return true;
        if (c == '/' && byte(at + 1) == '>') return true;
        if (!is_alpha(c) && c != '_') return false;
        const std::size_t name_end = end_of_html_name(html_, at);
        const std::string_view name = html_.substr(at, name_end - at);
        if (name.size() > longest_html_name) return false;
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

TagReader::Name TagReader::name_of(std::string_view name) {
    switch (name.size()) {
        case 2: return same(name, "id") ? id : most_names;
        case 4: return same(name, "name") ? name_attribute : most_names;
        case 5: return same(name, "style") ? style : same(name, "class") ? class_ : starts_same(name, "data-") ? data : most_names;
        case 6: if (same(name, "hidden")) return hidden; [[fallthrough]];
        default: return starts_same(name, "data-") ? data : most_names;
    }
}

/// Notes what an attribute means. Of those of one name only the first counts, as in the parser.
bool TagReader::keep(std::string_view name, std::string_view value) {
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
bool TagReader::is_telling(Name which, std::string_view name, std::string_view value) {
    Known& known = known_[(value.size() + 5u * which) % known_.size()];
    if (which == data || known.value != value || known.name != which) {
        const bool telling = value.find('&') != std::string_view::npos || container_of(lower(name), value) != Container::none;
        known = {value, which, {}, telling};
    }
    return known.telling;
}

bool TagReader::keep_style(std::string_view value) {
    Known& known = known_[value.size() % known_.size()];
    if (known.value != value || known.name != style) {
        const auto decoded = without_quote_references(value);
        known = {value, style, decoded ? style_marks(*decoded) : StyleMarks{}, !decoded};
    }
    if (known.telling) {
        keeps_breaks_ = true;  // it may say anything
        verbatim_style_ = true;
        return write("style", value);
    }
    const StyleMarks marks = known.marks;
    if (marks.keeps_breaks) keeps_breaks_ = true;
    marks_.hidden |= marks.hidden;
    marks_.keeps_breaks |= marks.keeps_breaks;
    marks_.tight |= marks.tight;
    marks_.indents |= marks.indents;
    return true;
}

/// All that styles, Word's classes and "hidden" said, as one short attribute.
bool TagReader::write_marks() {
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

bool TagReader::write(std::string_view name, std::string_view value) {
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

}  // namespace onevoice::message
