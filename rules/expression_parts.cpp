#include "rules/expression_parts.h"

#include <algorithm>

#include "rules/pattern_source.h"

namespace onevoice::rules {
namespace {

/// What a group of words weighs: about one word, however many it offers.
constexpr std::size_t group_letters = 6;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0; }

class Cutter {
public:
    explicit Cutter(std::string_view source) : source_(source) {}

    std::vector<Part> cut() {
        std::vector<Part> out;
        while (at_ < source_.size()) {
            const std::size_t from = at_;
            std::size_t letters = one();
            const bool may_be_absent = quantifier();
            out.push_back({from, at_, may_be_absent ? 0 : letters});
        }
        return out;
    }

private:
    /// Moves behind the next element; its letters.
    std::size_t one() {
        const char c = source_[at_];
        if (c == '\\') return escape(), 0;
        if (c == '[') return character_class(), 0;
        if (c == '(') return group();
        if (!is_letter(c)) return ++at_, 0;
        return word();
    }

    /// Letters in a row. One before a quantifier stands alone.
    std::size_t word() {
        const std::size_t from = at_;
        std::size_t last = at_;
        while (at_ < source_.size() && is_letter(source_[at_])) {
            last = at_++;
            while (at_ < source_.size() && (static_cast<unsigned char>(source_[at_]) & 0xc0) == 0x80) ++at_;
        }
        if (last != from && at_ < source_.size() && begins_quantifier()) at_ = last;
        return at_ - from > 1 ? at_ - from : 0;
    }

    void escape() {
        const char next = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
        if (next == 'Q') {
            const std::size_t end = source_.find("\\E", at_);
            at_ = end == std::string_view::npos ? source_.size() : end + 2;
            return;
        }
        at_ = std::min(source_.size(), at_ + 2);
        if (std::string_view("pPxoNgk").find(next) == std::string_view::npos || at_ >= source_.size()) return;
        const char open = source_[at_];
        const char close = open == '{' ? '}' : open == '<' ? '>' : open == '\'' ? '\'' : '\0';
        if (close == '\0') return;
        const std::size_t end = source_.find(close, at_ + 1);
        at_ = end == std::string_view::npos ? source_.size() : end + 1;
    }

    void character_class() {
        ++at_;
        if (at_ < source_.size() && source_[at_] == '^') ++at_;
        if (at_ < source_.size() && source_[at_] == ']') ++at_;
        while (at_ < source_.size() && source_[at_] != ']') {
            if (source_.substr(at_).starts_with("[:")) {
                const std::size_t end = source_.find(":]", at_);
                at_ = end == std::string_view::npos ? source_.size() : end + 2;
            } else if (source_[at_] == '\\') {
                at_ = std::min(source_.size(), at_ + 2);
            } else {
                ++at_;
            }
        }
        at_ = std::min(source_.size(), at_ + 1);
    }

    std::size_t group() {
        const std::string_view rest = source_.substr(at_);
        const bool forbids = rest.starts_with("(?!") || rest.starts_with("(?<!");
        ++at_;
        if (at_ < source_.size() && source_[at_] == '?') {
            // "?:", "?<name>" and the like are no words of the group.
            ++at_;
            if (at_ < source_.size() && (source_[at_] == '<' || source_[at_] == 'P' || source_[at_] == '\'') && !forbids && !rest.starts_with("(?<=")) {
                const std::size_t end = source_.find_first_of(">'", at_ + 1);
                at_ = end == std::string_view::npos ? source_.size() : end + 1;
            }
        }
        bool words = false;
        while (at_ < source_.size() && source_[at_] != ')') words = one() > 0 || words;
        at_ = std::min(source_.size(), at_ + 1);
        return words && !forbids ? group_letters : 0;
    }

    [[nodiscard]] bool begins_quantifier() const {
        const char c = source_[at_];
        return c == '*' || c == '+' || c == '?' || (c == '{' && at_ + 1 < source_.size() && source_[at_ + 1] >= '0' && source_[at_ + 1] <= '9');
    }

    /// Moves behind a quantifier, if there is one; whether it allows for nothing at all.
    bool quantifier() {
        if (at_ >= source_.size() || !begins_quantifier()) return false;
        const bool none = source_[at_] == '*' || source_[at_] == '?' || source_.substr(at_).starts_with("{0");
        if (source_[at_] == '{') {
            const std::size_t end = source_.find('}', at_);
            at_ = end == std::string_view::npos ? source_.size() : end + 1;
        } else {
            ++at_;
        }
        if (at_ < source_.size() && (source_[at_] == '?' || source_[at_] == '+')) ++at_;
        return none;
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

void read(std::string_view source, std::size_t depth, std::size_t most, std::vector<std::string>& out) {
    for (const std::string_view alternative : alternatives_of(source)) {
        if (out.size() >= most) return;
        const std::vector<Part> parts = parts_of(alternative);
        const auto has_words = [](const Part& part) { return part.letters > 0; };
        const auto only = std::find_if(parts.begin(), parts.end(), has_words);
        const std::string_view text = only == parts.end() ? std::string_view() : alternative.substr(only->from, only->to - only->from);
        const bool opens = text.starts_with("(?:") && text.ends_with(')') && std::count_if(parts.begin(), parts.end(), has_words) == 1;
        if (!opens || depth == 0) {
            out.emplace_back(alternative);
            continue;
        }
        for (const std::string_view inner : alternatives_of(text.substr(3, text.size() - 4)))
            read(std::string(alternative.substr(0, only->from)) + std::string(inner) + std::string(alternative.substr(only->to)), depth - 1, most, out);
    }
}

}  // namespace

std::vector<Part> parts_of(std::string_view folded_source) { return Cutter(folded_source).cut(); }

std::vector<std::string> readings_of(std::string_view folded_source, std::size_t most) {
    constexpr std::size_t deepest = 3;
    std::vector<std::string> out;
    read(folded_source, deepest, most, out);
    return out;
}

}  // namespace onevoice::rules
