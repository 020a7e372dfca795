#include "rules/pattern_source.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>

#include "rules/fold.h"

namespace onevoice::rules {
namespace {

bool is_punctuation(char c) { return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~'); }

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_punctuation(c)) out += '\\';
        out += c;
    }
    return out;
}

bool one_character(std::string_view text) {
    std::size_t characters = 0;
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return characters == 1;
}

class PatternFolding {
public:
    explicit PatternFolding(std::string_view source) : source_(source) {}

    Result<std::string> run() {
        while (at_ < source_.size()) {
            if (static_cast<unsigned char>(source_[at_]) >= 0x80) {
                if (!take_wide()) return Error{Kind::malformed, problem_};
            } else {
                take_ascii();
            }
        }
        return std::move(out_);
    }

private:
    void copy(std::size_t count) {
        out_ += source_.substr(at_, count);
        at_ += count;
    }

    /// A character that means itself: text is lower case, so the pattern is, too.
    void take_character() {
        const char c = source_[at_++];
        out_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }

    [[nodiscard]] bool stands(std::string_view text) const { return source_.substr(at_).starts_with(text); }

    void take_ascii() {
        if (verbatim_) {
            if (stands("\\E")) {
                verbatim_ = false;
                copy(2);
            } else {
                take_character();
            }
        } else if (stands("\\Q")) {
            verbatim_ = true;
            copy(2);
        } else if (source_[at_] == '\\') {
            take_escape();
        } else if (class_begin_ != std::string_view::npos) {
            const bool first = at_ == class_begin_;
            if (stands("[:")) {
                const std::size_t end = source_.find(":]", at_);
                copy(end == std::string_view::npos ? 1 : end + 2 - at_);
            } else {
                if (source_[at_] == ']' && !first) class_begin_ = std::string_view::npos;
                take_character();
            }
        } else if (source_[at_] == '[') {
            copy(stands("[^") ? 2 : 1);
            class_begin_ = at_;
        } else if (stands("(?<") && !stands("(?<=") && !stands("(?<!")) {
            copy_past('>');
        } else if (stands("(?P<") || stands("(?P>")) {
            copy_past(stands("(?P<") ? '>' : ')');
        } else if (stands("(?'")) {
            copy(3);
            copy_past('\'');
        } else if (stands("(?#") || stands("(?&") || stands("(?P=") || stands("(*")) {
            copy_past(')');
        } else if (stands("(?")) {
            // Options, recursion, kinds of groups: "(?i)", "(?R)", "(?U:".
            copy(std::min(source_.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz^-", at_ + 2), source_.size()) - at_);
        } else {
            take_character();
        }
    }

    void copy_past(char end) {
        const std::size_t found = source_.find(end, at_);
        copy(found == std::string_view::npos ? source_.size() - at_ : found + 1 - at_);
    }

    void take_escape() {
        // A backslash before a character outside ASCII only says "literally".
        if (at_ + 1 < source_.size() && static_cast<unsigned char>(source_[at_ + 1]) >= 0x80) {
            ++at_;
            return;
        }
        const bool names = stands("\\k{") || stands("\\k<") || stands("\\k'") || stands("\\g{") || stands("\\g<") || stands("\\g'") || stands("\\p{") ||
                           stands("\\P{") || stands("\\x{") || stands("\\o{") || stands("\\N{");
        if (!names) {
            copy(2);
            return;
        }
        const char open = source_[at_ + 2];
        copy(3);
        copy_past(open == '{' ? '}' : open == '<' ? '>' : '\'');
    }

    bool take_wide() {
        utf8proc_int32_t c = 0;
        const auto left = static_cast<utf8proc_ssize_t>(source_.size() - at_);
        const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(source_.data() + at_), left, &c);
        if (length <= 0) {
            problem_ = "is not valid utf-8";
            return false;
        }
        const std::string_view written = source_.substr(at_, static_cast<std::size_t>(length));
        at_ += written.size();
        const std::string folded = fold_character(c);
        if (verbatim_) {
            out_ += "\\E(?:" + escaped(folded) + ")\\Q";
        } else if (class_begin_ != std::string_view::npos) {
            if (!one_character(folded)) {
                problem_ = "'" + std::string(written) + "' in a character class stands for '" + folded + "' in folded text: write an alternation like (?:" +
                           escaped(folded) + "|…) instead of the class";
                return false;
            }
            out_ += escaped(folded);
        } else if (one_character(folded)) {
            out_ += escaped(folded);
        } else if (!folded.empty()) {
            out_ += "(?:" + escaped(folded) + ")";
        }
        return true;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    bool verbatim_ = false;
    std::size_t class_begin_ = std::string_view::npos;  ///< where the first member of the open class stands
    std::string problem_;
    std::string out_;
};

}  // namespace

Result<std::string> fold_pattern(std::string_view source) { return PatternFolding(source).run(); }

std::vector<std::string_view> alternatives_of(std::string_view source) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    std::size_t depth = 0;
    bool in_class = false;
    for (std::size_t at = 0; at < source.size(); ++at) {
        const char c = source[at];
        const std::string_view rest = source.substr(at);
        if (c == '\\') {
            const char next = rest.size() > 1 ? rest[1] : '\0';
            // \Q, \1, \g{…}, \k<…>: quotations and references.
            if (next == 'Q' || next == 'g' || next == 'k' || (next >= '1' && next <= '9')) return {source};
            ++at;
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            in_class = true;
            if (rest.starts_with("[^]")) at += 2;
            else if (rest.starts_with("[]")) ++at;
        } else if (c == '(') {
            ++depth;
            static constexpr std::string_view harmless[] = {"(?:", "(?=", "(?!", "(?<", "(?>"};
            const bool plain = std::any_of(std::begin(harmless), std::end(harmless), [&](std::string_view start) { return rest.starts_with(start); });
            if (!plain && (rest.starts_with("(?") || rest.starts_with("(*"))) return {source};
        } else if (c == ')') {
            if (depth == 0) return {source};
            --depth;
        } else if (c == '|' && depth == 0) {
            out.push_back(source.substr(from, at - from));
            from = at + 1;
        }
    }
    out.push_back(source.substr(from));
    return out;
}

}  // namespace onevoice::rules
