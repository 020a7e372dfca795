#include "rules/regex_tree.h"

#include <algorithm>
#include <cctype>

#include "rules/byte_sets.h"

namespace onevoice::rules {
namespace {

using Type = RegexNode::Type;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

RegexNode node(Type type) {
    RegexNode out;
    out.type = type;
    return out;
}

RegexNode set_node(const ByteSet& set) {
    RegexNode out = node(Type::set);
    out.set = set;
    return out;
}

class Parser {
public:
    explicit Parser(std::string_view source) : source_(source) {}

    std::optional<RegexNode> run() {
        RegexNode out = choice();
        if (failed_ || at_ != source_.size()) return std::nullopt;
        return out;
    }

private:
    // Deeper nesting than PCRE2's own default (parens_nest_limit 250) does not compile anyway.
    static constexpr int depth_limit = 250;

    [[nodiscard]] bool end() const { return at_ >= source_.size(); }
    [[nodiscard]] bool stands(std::string_view text) const { return source_.substr(at_).starts_with(text); }
    bool take(std::string_view text) {
        if (!stands(text)) return false;
        at_ += text.size();
        return true;
    }
    RegexNode fail() {
        failed_ = true;
        at_ = source_.size();
        return node(Type::unknown);
    }

    RegexNode choice() {
        if (++depth_ > depth_limit) return fail();
        RegexNode out = node(Type::choice);
        out.children.push_back(sequence());
        while (!failed_ && take("|")) out.children.push_back(sequence());
        --depth_;
        if (out.children.size() == 1) {
            RegexNode only = std::move(out.children.front());
            return only;
        }
        return out;
    }

    RegexNode sequence() {
        RegexNode out = node(Type::sequence);
        while (!failed_ && !end() && source_[at_] != '|' && source_[at_] != ')') {
            if (take("\\E")) continue;
            if (take("\\Q")) {
                take_verbatim(out);
                continue;
            }
            out.children.push_back(quantified(atom()));
        }
        if (out.children.size() == 1) {
            RegexNode only = std::move(out.children.front());
            return only;
        }
        return out;
    }

    void take_verbatim(RegexNode& out) {
        const std::size_t stop = std::min(source_.find("\\E", at_), source_.size());
        while (at_ < stop) out.children.push_back(literal());
        take("\\E");
        if (!out.children.empty()) {
            RegexNode last = quantified(std::move(out.children.back()));
            out.children.back() = std::move(last);
        }
    }

    RegexNode literal() {
        const char c = source_[at_];
        if (static_cast<unsigned char>(c) < 0x80) {
            ++at_;
            RegexNode out = node(Type::character);
            out.byte = lower(c);
            return out;
        }
        RegexNode out = node(Type::wide);
        const std::size_t from = at_++;
        while (!end() && (static_cast<unsigned char>(source_[at_]) & 0xc0) == 0x80) ++at_;
        out.text = source_.substr(from, at_ - from);
        return out;
    }

    RegexNode atom() {
        const char c = source_[at_];
        switch (c) {
            case '.': ++at_; return set_node(ByteSet().set());
            case '^': case '$': ++at_; return node(Type::nothing);
            case '\\': return escape();
            case '[': return character_class();
            case '(': return group();
            case '*': case '+': case '?': return fail();
            default: return literal();
        }
    }

    bool number(std::size_t& value) {
        const std::size_t from = at_;
        value = 0;
        while (!end() && is_digit(source_[at_]) && at_ - from < 6) value = value * 10 + static_cast<std::size_t>(source_[at_++] - '0');
        return at_ > from;
    }

    /// "{n}", "{n,}", "{n,m}"; anything else after a brace is literal text.
    bool counts(std::size_t& min, std::size_t& max) {
        const std::size_t start = at_;
        ++at_;
        if (number(min)) {
            max = min;
            if (take(",") && !number(max)) max = RegexNode::no_limit;
            if (take("}")) return true;
        } else if (take(",")) {
            // "{,n}" is literal to PCRE2 10.42 and a quantifier from 10.43 on: not known for sure.
            fail();
            return false;
        }
        at_ = start;
        return false;
    }

    RegexNode quantified(RegexNode inner) {
        while (!failed_ && !end()) {
            std::size_t min = 0;
            std::size_t max = RegexNode::no_limit;
            if (take("*")) {
            } else if (take("+")) {
                min = 1;
            } else if (take("?")) {
                max = 1;
            } else if (source_[at_] != '{' || !counts(min, max)) {
                return inner;
            }
            RegexNode out = node(Type::repeat);
            out.min = min;
            out.max = max;
            if (take("+")) {
                out.keeps = true;
            } else {
                take("?");
            }
            out.children.push_back(std::move(inner));
            inner = std::move(out);
        }
        return inner;
    }

    RegexNode escape() {
        ++at_;
        if (end()) return fail();
        const char c = source_[at_];
        if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) == 0) return literal();
        ++at_;
        ByteSet set;
        if (c == 'N' && stands("{")) return fail();
        if (shorthand(c, set)) return c == 'R' ? node(Type::unknown) : set_node(set);
        switch (c) {
            case 'b': return node(Type::boundary);
            case 'B': case 'A': case 'z': case 'Z': case 'G': case 'K': return node(Type::nothing);
            case 'X': case 'C': return node(Type::unknown);
            case 'p': case 'P': skip_braces(); return set_node(ByteSet().set());
            case 'x': case 'o': case 'N': {
                skip_hex(c == 'x');
                return set_node(ByteSet().set());
            }
            case 'k': case 'g': skip_name(); return node(Type::unknown);
            case 'c': ++at_; return set_node(ByteSet().set());
            case 'a': case 'e': case 'f': case 'n': case 'r': case 't': return set_node(ByteSet().set());
            default: break;
        }
        if (is_digit(c)) {
            while (!end() && is_digit(source_[at_])) ++at_;
            return node(Type::unknown);
        }
        return fail();
    }

    void skip_braces() {
        if (!take("{")) {
            ++at_;
            return;
        }
        const std::size_t close = source_.find('}', at_);
        if (close == std::string_view::npos) {
            fail();
        } else {
            at_ = close + 1;
        }
    }

    void skip_hex(bool plain_too) {
        if (stands("{")) {
            skip_braces();
        } else if (plain_too) {
            for (int i = 0; i < 2 && !end() && std::isxdigit(static_cast<unsigned char>(source_[at_])) != 0; ++i) ++at_;
        } else {
            fail();
        }
    }

    void skip_name() {
        if (end()) {
            fail();
            return;
        }
        const char open = source_[at_];
        const char close = open == '{' ? '}' : open == '<' ? '>' : open == '\'' ? '\'' : '\0';
        if (close == '\0') {
            if (!take("-")) take("+");
            while (!end() && is_digit(source_[at_])) ++at_;
            return;
        }
        const std::size_t found = source_.find(close, at_ + 1);
        if (found == std::string_view::npos) {
            fail();
        } else {
            at_ = found + 1;
        }
    }

    RegexNode character_class() {
        ++at_;
        const bool negated = take("^");
        ByteSet set;
        bool first = true;
        bool any = false;  // holds something whose extent is not known here
        while (!failed_) {
            if (end()) return fail();
            if (source_[at_] == ']' && !first) break;
            first = false;
            if (take("\\E")) continue;
            if (stands("\\Q")) return fail();
            if (stands("[:") || stands("[.") || stands("[=")) {
                const std::size_t close = source_.find(":]", at_);
                if (close == std::string_view::npos) return fail();
                at_ = close + 2;
                any = true;
                continue;
            }
            member(set, any);
        }
        ++at_;
        if (any) return set_node(ByteSet().set());
        if (negated) {
            set.flip();
            set |= wide_bytes();
        }
        return set_node(set);
    }

    void member(ByteSet& set, bool& any) {
        char from = source_[at_];
        if (from == '\\') {
            ++at_;
            if (end()) {
                fail();
                return;
            }
            from = source_[at_];
            if (std::isalnum(static_cast<unsigned char>(from)) != 0) {
                ++at_;
                if (from == 'p' || from == 'P') skip_braces();
                if (from == 'x' || from == 'o' || from == 'N') skip_hex(from == 'x');
                if (from == 'c') ++at_;
                ByteSet named;
                if (from >= 'a' && shorthand(from, named)) {
                    set |= named;
                } else {
                    any = true;
                }
                return;
            }
        }
        if (static_cast<unsigned char>(from) >= 0x80) {
            literal();
            set |= wide_bytes();
            if (stands("-") && !stands("-]")) any = true;
            return;
        }
        ++at_;
        if (!stands("-") || stands("-]") || at_ + 1 >= source_.size()) {
            add(set, from, from);
            return;
        }
        char to = source_[at_ + 1];
        if (to == '\\' || to == '[' || static_cast<unsigned char>(to) >= 0x80) {
            any = true;  // a range to something written in another way; its end is read as the next member
            ++at_;
            return;
        }
        at_ += 2;
        add(set, from, to);
    }

    RegexNode closed(RegexNode inner) {
        if (!take(")")) return fail();
        return inner;
    }

    RegexNode group() {
        ++at_;
        if (stands("*")) return fail();  // verbs and alphabetic assertions
        if (!take("?")) return closed(choice());
        if (take(":") || take("|")) return closed(choice());
        if (take(">")) {
            RegexNode out = node(Type::repeat);
            out.keeps = true;
            out.children.push_back(closed(choice()));
            return out;
        }
        if (take("=") || take("<=")) {
            RegexNode out = node(Type::look);
            out.children.push_back(closed(choice()));
            return out;
        }
        if (take("!") || take("<!")) {
            closed(choice());
            return node(Type::nothing);
        }
        if (take("#")) {
            const std::size_t close = source_.find(')', at_);
            if (close == std::string_view::npos) return fail();
            at_ = close + 1;
            return node(Type::nothing);
        }
        if (take("<") || take("P<") || take("'")) {
            const std::size_t close = source_.find_first_of(">'", at_);
            if (close == std::string_view::npos) return fail();
            at_ = close + 1;
            return closed(choice());
        }
        if (stands("R") || stands("&") || stands("P>") || stands("P=") || stands("+") || (!end() && is_digit(source_[at_]))) {
            const std::size_t close = source_.find(')', at_);
            if (close == std::string_view::npos) return fail();
            at_ = close + 1;
            return node(Type::unknown);
        }
        return options();
    }

    /// (?i) (?s-m:…): only options that leave the reading of the rest as it is.
    RegexNode options() {
        while (!end() && std::string_view("imsnJU-").find(source_[at_]) != std::string_view::npos) ++at_;
        if (take(")")) return node(Type::nothing);
        if (take(":")) return closed(choice());
        return fail();
    }

    std::string_view source_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool failed_ = false;
};

}  // namespace

std::optional<RegexNode> parse_regex(std::string_view source) { return Parser(source).run(); }

}  // namespace onevoice::rules
