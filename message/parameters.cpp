#include "message/parameters.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "message/ascii.h"
#include "message/charset.h"
#include "message/encoded_words.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

// A type has a handful of parameters; RFC 2231 cuts a long file name in some dozens. More is an attack on the sorting.
constexpr std::size_t most_parameters = 200;

/// One "name=value" as written.
struct Written {
    std::string name;       ///< without the RFC 2231 marks
    int section = -1;       ///< the n of name*n, -1 without
    bool coded = false;     ///< a trailing "*": percent coding, and a charset in the first section
    std::string value;
};

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool done() const { return at_ >= text_.size(); }

    /// Up to `stop` or ";" outside comments and quotes; comments left out, quotes undone.
    std::string word(char stop) {
        std::string out;
        bool quoted_once = false;
        while (!done() && text_[at_] != ';' && text_[at_] != stop) {
            if (text_[at_] == '(' && !open_comment_) {
                skip_comment(out);
            } else if (text_[at_] == '"' && trim(out).empty()) {
                out.clear();
                quoted(out);
                quoted_once = true;
            } else if (quoted_once) {
                ++at_;  // what follows the closing quote is noise
            } else {
                out += text_[at_++];
            }
        }
        return quoted_once ? out : std::string(trim(out));
    }

    bool take(char c) {
        if (done() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

private:
    /// A comment ends at its parenthesis; one that never ends is no comment but text.
    void skip_comment(std::string& out) {
        std::size_t depth = 0;
        for (std::size_t i = at_; i < text_.size(); ++i) {
            if (text_[i] == '\\') ++i;
            else if (text_[i] == '(') ++depth;
            else if (text_[i] == ')' && --depth == 0) {
                at_ = i + 1;
                return;
            }
        }
        open_comment_ = true;
        out += text_[at_++];
    }

    void quoted(std::string& out) {
        for (++at_; !done(); ++at_) {
            char c = text_[at_];
            if (c == '"') {
                ++at_;
                return;
            }
            if (c == '\\' && at_ + 1 < text_.size()) c = text_[++at_];
            if (c != '\n') out += c;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool open_comment_ = false;  ///< met one without an end: looking for the end of each further "(" would cost the square
};

/// Cuts the marks of RFC 2231 off the name: "filename*1*" is section 1, coded.
Written written(std::string name, std::string value) {
    Written out;
    out.value = std::move(value);
    name = lower(name);
    if (!name.empty() && name.back() == '*') {
        out.coded = true;
        name.pop_back();
    }
    const std::size_t star = name.rfind('*');
    if (star != std::string::npos && star + 1 < name.size()) {
        int section = 0;
        const char* end = name.data() + name.size();
        const auto [stop, failure] = std::from_chars(name.data() + star + 1, end, section);
        if (failure == std::errc{} && stop == end && section >= 0) {
            out.section = section;
            name.resize(star);
        }
    }
    out.name = std::move(name);
    return out;
}

void append_percent_decoded(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[at + 1]) << 4 | hex_digit(text[at + 2]));
            at += 2;
        } else {
            out += text[at];
        }
    }
}

/// Joins the sections of one parameter, which stand in order in [first, last).
template <class Iterator>
std::string joined(Iterator first, Iterator last) {
    std::string bytes;
    std::string charset;
    bool coded = false;
    for (Iterator part = first; part != last; ++part) {
        std::string_view value = part->value;
        if (!part->coded) {
            bytes += value;
            continue;
        }
        if (part == first) {  // charset'language'text
            const std::size_t one = value.find('\'');
            const std::size_t two = one == std::string_view::npos ? one : value.find('\'', one + 1);
            if (two != std::string_view::npos) {
                charset = value.substr(0, one);
                value.remove_prefix(two + 1);
            }
        }
        coded = true;
        append_percent_decoded(bytes, value);
    }
    if (first->name == "boundary") {  // is compared with lines, byte by byte, and never shown
        while (!bytes.empty() && is_blank(bytes.back())) bytes.pop_back();
        return bytes;
    }
    if (!coded) return decode_header_text(bytes);  // encoded words are against RFC 2047 here, and common
    std::string store;
    CharsetOutcome outcome;
    return one_line(to_utf8(bytes, charset, store, outcome));
}

}  // namespace

std::string_view Parameters::get(std::string_view name) const {
    for (const auto& [key, text] : all)
        if (key == name) return text;
    return {};
}

Parameters parse_parameters(std::string_view field) {
    Parameters out;
    Scanner scanner(field);
    for (const char c : scanner.word(';'))
        if (!is_blank(c)) out.value += lower(c);

    std::vector<Written> found;
    while (scanner.take(';') && found.size() < most_parameters) {
        std::string name = scanner.word('=');
        if (!scanner.take('=')) continue;
        if (std::string value = scanner.word(';'); !name.empty())
            found.push_back(written(std::move(name), std::move(value)));
    }
    // Sections of one name together and in order; between names, and for the same section twice, the order as written.
    // A coded form ("filename*=") goes before the plain one for old readers, which RFC 2231 lets stand beside it.
    std::vector<std::string> names;
    for (const Written& one : found)
        if (std::find(names.begin(), names.end(), one.name) == names.end()) names.push_back(one.name);
    for (const std::string& name : names) {
        std::vector<Written> sections;
        std::optional<Written> whole;
        for (Written& one : found) {
            if (one.name != name) continue;
            if (one.section >= 0) sections.push_back(std::move(one));
            else if (!whole || (one.coded && !whole->coded)) whole = std::move(one);
        }
        if (whole && (whole->coded || sections.empty())) {
            out.all.emplace_back(name, joined(&*whole, &*whole + 1));
            continue;
        }
        std::stable_sort(sections.begin(), sections.end(),
                         [](const Written& a, const Written& b) { return a.section < b.section; });
        const auto twice = [](const Written& a, const Written& b) { return a.section == b.section; };
        sections.erase(std::unique(sections.begin(), sections.end(), twice), sections.end());
        out.all.emplace_back(name, joined(sections.begin(), sections.end()));
    }
    return out;
}

}  // namespace onevoice::message
