#include "rules/units.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "rules/abbreviations.h"

namespace onevoice::rules {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\n'; }
/// Tells nearly all characters apart by one look.
constexpr std::array<bool, 256> make_sentence_ends() {
    std::array<bool, 256> table{};
    for (const char c : {'.', '!', '?', '\n'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto sentence_ends = make_sentence_ends();
bool may_end_sentence(char c) { return sentence_ends[static_cast<unsigned char>(c)]; }

bool is_closing(char c) { return c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '_'; }

class Cutter {
public:
    Cutter(Folded& folded, std::string_view source) : folded_(folded), text_(folded.text), source_(source) {}

    Units run(std::size_t subject_bytes) {
        const std::size_t subject_end = cut_subject(subject_bytes);
        std::size_t from = subject_end;
        while (from < text_.size()) {
            while (from < text_.size() && is_blank(text_[from])) ++from;
            std::size_t to = text_.find("\n\n", from);
            if (to == std::string::npos) to = text_.size();
            if (from < to) cut_paragraph(from, to);
            from = to;
        }
        return std::move(units_);
    }

private:
    std::size_t cut_subject(std::size_t subject_bytes) {
        if (subject_bytes == 0) return 0;
        const std::size_t end = folded_.folded_at(subject_bytes);
        std::size_t to = end;
        while (to > 0 && is_blank(text_[to - 1])) --to;
        if (to == 0) return end;
        units_.has_subject = true;
        join_lines(0, to);
        units_.paragraphs.push_back({0, to});
        add_sentence(0, to, true);
        return end;
    }

    void join_lines(std::size_t from, std::size_t to) {
        for (std::size_t at = text_.find('\n', from); at < to; at = text_.find('\n', at + 1)) text_[at] = ' ';
    }

    void cut_paragraph(std::size_t from, std::size_t to) {
        units_.paragraphs.push_back({from, to});
        std::size_t begin = from;
        std::size_t item = item_marker(from, to);  // a number of the list itself, "1. ", ends nothing
        for (std::size_t at = from; at < to; ++at) {
            const char c = text_[at];
            if (!may_end_sentence(c)) continue;
            std::size_t end = 0;
            if (c == '.' || c == '!' || c == '?') {
                if (at >= item) end = end_of_stop(at, begin, to);
                // Stops in a row are judged once, as one.
                while (end == 0 && at + 1 < to && (text_[at + 1] == '.' || text_[at + 1] == '!' || text_[at + 1] == '?')) ++at;
            } else if (c == '\n') {
                if (text_[at - 1] == ':') end = at;
                const std::size_t marker = item_marker(at + 1, to);
                if (marker > at + 1) {
                    end = at;
                    item = marker;
                }
            }
            if (end != 0) {
                add_sentence(begin, end, false);
                begin = end;
                at = std::max(at, end - 1);
            }
        }
        add_sentence(begin, to, false);
        join_lines(from, to);
    }

    /// The end of the sentence that the stop at `at` closes; 0 when it closes none.
    [[nodiscard]] std::size_t end_of_stop(std::size_t at, std::size_t begin, std::size_t to) const {
        std::size_t end = at + 1;
        while (end < to && (text_[end] == '.' || text_[end] == '!' || text_[end] == '?')) ++end;
        const std::size_t stops = end - at;
        while (end < to && is_closing(text_[end])) ++end;
        if (end < to && !is_blank(text_[end])) return 0;
        if (end >= to) return end;
        std::size_t next = end;
        while (next < to && is_blank(text_[next])) ++next;
        const Next kind = kind_at(next, to);
        // Said in brackets or quotes, and the sentence goes on behind them.
        if (end > at + stops && kind == Next::lower) return 0;
        if (text_[at] != '.' || text_[at + stops - 1] != '.') return end;
        if (stops > 1) {
            // An ellipsis that stands alone is left-out text in the middle of a sentence.
            const bool alone = at == begin || is_blank(text_[at - 1]);
            return alone || kind == Next::lower ? 0 : end;
        }
        // 16 bytes hold every abbreviation of the lists.
        std::size_t word = at;
        while (word > begin && at - word < 16 && !is_blank(text_[word - 1])) --word;
        const std::string_view whole(text_);
        return stop_ends_sentence(whole.substr(word, at - word), kind, whole.substr(next, std::min<std::size_t>(to - next, 24))) ? end : 0;
    }

    [[nodiscard]] Next kind_at(std::size_t at, std::size_t to) const {
        while (at < to && (text_[at] == '"' || text_[at] == '\'' || text_[at] == '(')) ++at;
        if (at >= to) return Next::other;
        if (is_digit(text_[at])) return Next::digit;
        const std::size_t from = folded_.source_from(at);
        utf8proc_int32_t c = 0;
        if (utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(source_.data() + from), static_cast<utf8proc_ssize_t>(source_.size() - from), &c) <= 0) {
            return Next::other;
        }
        const auto category = utf8proc_category(c);
        if (category == UTF8PROC_CATEGORY_LL) return Next::lower;
        return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT ? Next::upper : Next::other;
    }

    /// Where the text of a list item begins whose marker stands at `at`; `at` itself when none stands there.
    [[nodiscard]] std::size_t item_marker(std::size_t at, std::size_t to) const {
        std::size_t end = at;
        const std::string_view rest = std::string_view(text_).substr(at, std::min<std::size_t>(to - at, 8));
        if (rest.empty()) return at;
        if (rest[0] == '-' || rest[0] == '*' || rest[0] == '+') {
            end = at + 1;
        } else if (rest.starts_with("\u2022") || rest.starts_with("\u25aa") || rest.starts_with("\u25cf") || rest.starts_with("\u25e6") ||
                   rest.starts_with("\u2713") || rest.starts_with("\u27a2")) {
            end = at + 3;
        } else if (rest.starts_with("\u00b7")) {
            end = at + 2;
        } else {
            std::size_t digits = 0;
            while (digits < 2 && digits < rest.size() && is_digit(rest[digits])) ++digits;
            // A date in numbers or an ordinal at the start of a line is none: "12. Mai", "12.05.".
            if (digits == 0 && rest.size() > 1 && rest[0] >= 'a' && rest[0] <= 'z' && rest[1] == ')') {
                end = at + 2;
            } else if (digits > 0 && digits < rest.size() && rest[digits] == ')') {
                end = at + digits + 1;
            } else if (digits > 0 && digits < rest.size() && rest[digits] == '.') {
                std::size_t next = at + digits + 1;
                while (next < to && is_blank(text_[next])) ++next;
                const std::string_view following = std::string_view(text_).substr(next, std::min<std::size_t>(to - next, 24));
                if (!stop_ends_sentence(rest.substr(0, digits), kind_at(next, to), following)) return at;
                end = at + digits + 1;
            }
        }
        if (end == at || end >= to || !is_blank(text_[end])) return at;
        return end + 1;
    }

    void add_sentence(std::size_t from, std::size_t to, bool subject) {
        while (from < to && is_blank(text_[from])) ++from;
        while (to > from && is_blank(text_[to - 1])) --to;
        if (from == to) return;
        std::size_t last = to;
        while (last > from && is_closing(text_[last - 1])) --last;
        // "?!" asks too.
        while (last > from && text_[last - 1] == '!') --last;
        const bool question = last > from && text_[last - 1] == '?';
        if (to - from <= window_bytes) {
            units_.sentences.push_back({{from, to}, question, subject});
            return;
        }
        for (std::size_t begin = from;;) {
            const std::size_t end = boundary(std::min(to, begin + window_bytes), begin + window_overlap, to);
            units_.sentences.push_back({{begin, end}, question, subject});
            if (end == to) return;
            begin = boundary(end - window_overlap, begin + 1, to);
        }
    }

    /// The last blank at or before `at`, so that windows cut no word; where there is none above `least`, a character's start.
    [[nodiscard]] std::size_t boundary(std::size_t at, std::size_t least, std::size_t to) const {
        if (at >= to) return to;
        // 100 bytes: no word of a language is longer.
        for (std::size_t i = at; i > least && at - i < 100; --i) {
            if (is_blank(text_[i])) return i;
        }
        while (at < to && (static_cast<unsigned char>(text_[at]) & 0xc0) == 0x80) ++at;
        return at;
    }

    Folded& folded_;
    std::string& text_;
    std::string_view source_;
    Units units_;
};

}  // namespace

std::size_t Units::sentence_at(std::size_t at) const {
    const auto after = std::upper_bound(sentences.begin(), sentences.end(), at, [](std::size_t value, const Sentence& s) { return value < s.from; });
    return after == sentences.begin() ? 0 : static_cast<std::size_t>(after - sentences.begin()) - 1;
}

Units cut_units(Folded& folded, std::string_view source, std::size_t subject_bytes) { return Cutter(folded, source).run(subject_bytes); }

}  // namespace onevoice::rules
