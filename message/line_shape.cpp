#include "message/line_shape.h"

#include <algorithm>
#include <array>
#include <limits>

#include "message/ascii.h"
#include "message/fold.h"

namespace onevoice::message {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Reads "> > >", "|" not: leaves `text` behind the marks and says how many there were. ">From" is an mbox's escape.
std::uint8_t take_marks(std::string_view& text) {
    std::uint8_t marks = 0;
    std::string_view rest = text;
    for (;;) {
        std::string_view next = rest;
        // Clients put at most one blank between marks; more than three in front is an indented text.
        for (int blanks = 0; blanks < 3 && !next.empty() && (next.front() == ' ' || next.front() == '\t'); ++blanks) next.remove_prefix(1);
        if (next.empty() || next.front() != '>') break;
        next.remove_prefix(1);
        if (marks == 0 && next.starts_with("From ")) break;
        if (marks < 100) ++marks;  // deeper says nothing more
        rest = next;
    }
    if (marks != 0) text = rest;
    return marks;
}

/// A rule is one kind of stroke, at least twice, and blanks.
Rule rule_of(std::string_view folded, std::string_view raw) {
    if (folded.empty()) return std::count(raw.begin(), raw.end(), '*') >= 3 ? Rule::drawn : Rule::none;  // folding drops '*'
    if (static_cast<unsigned char>(folded[0]) < 0x80 && std::string_view("-_=~#").find(folded[0]) == std::string_view::npos) return Rule::none;
    constexpr std::string_view light = "\xE2\x94\x80", heavy = "\xE2\x94\x81", bar = "\xE2\x94\x85";
    for (const std::string_view stroke : {std::string_view("-"), std::string_view("_"), std::string_view("="), std::string_view("~"),
                                          std::string_view("#"), light, heavy, bar}) {
        if (!folded.starts_with(stroke)) continue;
        std::size_t strokes = 0;
        std::string_view rest = folded;
        while (!rest.empty()) {
            if (rest.starts_with(stroke)) ++strokes, rest.remove_prefix(stroke.size());
            else if (rest.front() == ' ') rest.remove_prefix(1);
            else return Rule::none;
        }
        if (stroke == "-" && strokes == 2) return Rule::dashes;
        return strokes >= 2 ? Rule::drawn : Rule::none;
    }
    return Rule::none;
}

void read_field(LineShape& shape) {
    // The longest field name of the table has 18 letters.
    const std::size_t colon = shape.folded.substr(0, 24).find(':');
    if (colon == std::string_view::npos || colon == 0) return;
    std::string_view name = shape.folded.substr(0, colon);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\'')) name.remove_suffix(1);
    while (!name.empty() && (name.front() == ' ' || name.front() == '|' || name.front() == '_')) name.remove_prefix(1);
    shape.field = field_named(name);
    shape.field_has_value = colon + 1 < shape.folded.size();
}

/// "10:11", "10h11", "10 h 11", "10.11 uhr".
bool clock_time_at(std::string_view text, std::size_t at) {
    std::size_t i = at;
    while (i < text.size() && i < at + 2 && is_digit(text[i])) ++i;
    if (i < text.size() && text[i] == ' ') ++i;
    if (i >= text.size()) return false;
    const char mark = text[i++];
    if (i < text.size() && text[i] == ' ' && mark == 'h') ++i;
    if (i + 2 > text.size() || !is_digit(text[i]) || !is_digit(text[i + 1])) return false;
    if (mark == ':' || mark == 'h') return true;
    return mark == '.' && text.substr(i + 2).starts_with(" uhr");
}

/// A run of digits that begins at `at` and has `length` of them.
void read_number(LineShape& shape, std::size_t at, std::size_t length) {
    const std::string_view text = shape.folded;
    if (length <= 2 && clock_time_at(text, at)) shape.clock_time = true;
    if (length == 4 && (text.substr(at).starts_with("19") || text.substr(at).starts_with("20"))) shape.year = true;
    // 02.03.26 and 02/03/26
    if (length == 2 && at >= 4 && (text[at - 1] == '.' || text[at - 1] == '/') && is_digit(text[at - 2])) shape.year = true;
    const std::size_t after = at + length;
    if ((length == 4 || length == 5) && after + 1 < text.size() && text[after] == ' ' && is_letter(text[after + 1])) shape.postcode = true;
}

/// What one byte of folded text is to a line.
enum class Kind : std::uint8_t { letter, symbol, digit, blank, other };

constexpr std::array<Kind, 256> make_kinds() {
    std::array<Kind, 256> table{};
    for (unsigned c = 0; c < 256; ++c)
        table[c] = is_digit(static_cast<char>(c)) ? Kind::digit : is_letter(static_cast<char>(c)) ? Kind::letter : Kind::other;
    table[' '] = Kind::blank;
    table[0xC2] = table[0xE2] = Kind::symbol;  // how the euro, the pound and the middle dot begin; else letters
    return table;
}
constexpr auto kinds = make_kinds();

Kind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

bool names_money(std::string_view text, std::size_t at) {
    const std::string_view name = text.substr(at, 3);
    return (name == "eur" || name == "chf") && (at + 3 == text.size() || text[at + 3] == ' ');
}

void read_symbol(LineShape& shape, std::size_t at) {
    const std::string_view text = shape.folded;
    const std::string_view symbol = text.substr(at, text[at] == '\xC2' ? 2 : 3);
    if (symbol == "\u00B7" || symbol == "\u2022") shape.parted = true;  // middle dot, bullet
    if (symbol == "\u20AC" || symbol == "\u00A3") shape.money = true;   // euro, pound
}

void read_digit(LineShape& shape, std::size_t at) {
    const std::string_view text = shape.folded;
    ++shape.digits;
    if (at > 0 && is_digit(text[at - 1])) return;
    std::size_t end = at;
    while (end < text.size() && end < at + 6 && is_digit(text[end])) ++end;
    read_number(shape, at, end - at);
}

/// Says what a line is made of, and leaves in `may_begin` the places where a phrase may begin.
void read_characters(LineShape& shape, std::vector<std::uint32_t>& may_begin) {
    const std::string_view text = shape.folded;
    const Beginnings& phrase = beginnings();
    std::size_t letters = 0;  // in the word so far
    bool after_blank = true;
    bool inside = false;  // the byte before is a letter or digit
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const Kind kind = kind_of(c);
        if (kind == Kind::blank) {
            letters = 0;
            after_blank = true;
            inside = false;
            ++i;
            continue;
        }
        if (after_blank) {
            shape.words += kind != Kind::other || text.size() > i + 1;
            if ((c == 'e' || c == 'c') && names_money(text, i)) shape.money = true;
        }
        if (kind == Kind::other) {
            inside = false;
            const bool last_of_word = i + 1 == text.size() || text[i + 1] == ' ';
            if (c == '@' && !after_blank && !last_of_word) shape.address = true;
            if (c == '|') shape.parted = true;
            if (c == '$') shape.money = true;
            // Three letters and fewer before a full stop are mostly an abbreviation.
            const bool stop = (c == '.' && letters > 3) || c == '!' || c == '?';
            if (stop && last_of_word) ++shape.sentences;
            ++i;
        } else {
            if (!inside && phrase.at(text, i)) may_begin.push_back(static_cast<std::uint32_t>(i));
            inside = true;
            if (kind == Kind::digit) {
                read_digit(shape, i++);
            } else {
                if (kind == Kind::symbol) read_symbol(shape, i);
                std::size_t end = i + 1;
                while (end < text.size() && kind_of(text[end]) == Kind::letter) ++end;
                letters += end - i;
                i = end;
            }
        }
        after_blank = false;
    }
    shape.ends_with_colon = text.ends_with(':');
    shape.ends_sentence = text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
    shape.bullet = text.starts_with("- ") || text.starts_with("+ ") || text.starts_with("\xE2\x80\xA2");
    shape.decorated = text.starts_with("--") || text.starts_with("__") || text.starts_with("==");
}

void read_signs(LineShape& shape, const std::vector<std::uint32_t>& may_begin) {
    const std::string_view text = shape.folded;
    bool only_marks = true;       // nothing but punctuation so far
    bool sentence_ended = false;  // a sentence ended before here
    std::size_t seen = 0;
    std::size_t behind_phrase = 0;
    for (const std::uint32_t at : may_begin) {
        if (at < behind_phrase) continue;
        const Found found = phrases_at(text, at);
        if (found.sign == no_sign) continue;
        behind_phrase = found.to;
        for (; seen < found.from; ++seen) {
            only_marks = only_marks && !is_letter(text[seen]) && !is_digit(text[seen]);
            sentence_ended = sentence_ended || text[seen] == '.' || text[seen] == '!' || text[seen] == '?';
        }
        if (only_marks) shape.at_start |= found.sign;
        shape.anywhere |= found.sign;
        constexpr int most = std::numeric_limits<std::uint8_t>::max();
        if ((found.sign & legal) != 0 && shape.legal_signs < most) ++shape.legal_signs;
        // Forty bytes hold "wichtiger rechtlicher hinweis: bitte"; what comes later belongs to a sentence of its own.
        if ((found.sign & disclaimer_sure) != 0 && found.from <= 40 && !sentence_ended) shape.notice = true;
        // "Mit freundlichen Grüßen aus dem schönen Allgäu": at most five words behind the formula, and no numbers.
        if (only_marks && (found.sign & closing) != 0 && shape.digits == 0) {
            const auto behind = text.substr(found.to);
            shape.closing = std::count(behind.begin(), behind.end(), ' ') <= 5 && behind.size() <= 60 && !text.ends_with('?');
        }
        if ((found.sign & closing) != 0 && found.to + 1 >= text.size()) shape.closing = true;  // "Bis dahin! Viele Grüße"
        only_marks = false;
        seen = std::max(seen, found.to);
    }
    shape.link = text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos;
}

}  // namespace

bool LineShape::prose() const { return words >= 16 || (ends_sentence && words >= 6) || (sentences >= 2 && words >= 6); }

int LineShape::contact_strength() const {
    if (blank || money || words > 24 || (prose() && !parted && digits < 8)) return 0;
    if (legal_signs >= 2 || (begins(legal) && (folded.find(':') != std::string_view::npos))) return 2;
    // Five digits are the shortest number that somebody would call; seven stand for themselves.
    if (has(phone) && digits >= 5) return 2;
    if (digits >= 7 && folded.starts_with("+") && words <= 8) return 2;
    const bool street_name = has(street) || folded.find("str. ") != std::string_view::npos ||
                             folded.find("strasse ") != std::string_view::npos || folded.find("weg ") != std::string_view::npos;
    if (postcode && words <= 16 && (street_name || parted || begins(contact) || folded.find(',') != std::string_view::npos)) return 2;
    if (words > 16) return 0;
    return address || link || parted || has(contact) || (street_name && digits > 0) || (postcode && words <= 4) ? 1 : 0;
}

LineShapes::LineShapes(const std::vector<Line>& lines) {
    std::vector<std::size_t> ends;
    ends.reserve(lines.size());
    shapes_.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view text = lines[i].text;
        LineShape& shape = shapes_[i];
        shape.marks = take_marks(text);
        shape.depth = shape.marks + static_cast<std::uint32_t>(std::max(lines[i].quote_depth, 0));
        const std::size_t first = text.find_first_not_of(" \t*_\"");
        shape.begins_lower = first != std::string_view::npos && text[first] >= 'a' && text[first] <= 'z';
        fold_onto(folded_, text);
        ends.push_back(folded_.size());
    }
    std::size_t from = 0;
    std::vector<std::uint32_t> may_begin;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        LineShape& shape = shapes_[i];
        shape.folded = std::string_view(folded_).substr(from, ends[i] - from);
        from = ends[i];
        shape.rule = rule_of(shape.folded, lines[i].text);
        shape.blank = shape.folded.empty() && shape.rule == Rule::none;
        if (shape.blank || shape.rule != Rule::none) continue;
        may_begin.clear();
        read_characters(shape, may_begin);
        read_field(shape);
        read_signs(shape, may_begin);
    }
}

}  // namespace onevoice::message
