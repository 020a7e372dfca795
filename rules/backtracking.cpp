#include "rules/backtracking.h"

#include <algorithm>

#include "rules/regex_tree.h"
#include "rules/units.h"

namespace onevoice::rules {
namespace {

using Type = RegexNode::Type;

// A bounded repeat of fewer rounds cannot grow dangerous by itself.
constexpr std::size_t many_rounds = 64;

bool unbounded(const RegexNode& node) { return node.type == Type::repeat && node.max >= many_rounds && !node.keeps; }

/// Every byte that may stand in a match.
ByteSet bytes_of(const RegexNode& node) {
    ByteSet out;
    switch (node.type) {
        case Type::nothing: case Type::boundary: case Type::look: break;
        case Type::character: out.set(static_cast<unsigned char>(node.byte)); break;
        case Type::wide:
            for (std::size_t c = 0x80; c < 256; ++c) out.set(c);
            break;
        case Type::set: out = node.set; break;
        case Type::unknown: break;  // a reference repeats what is judged where it stands
        case Type::sequence: case Type::choice: case Type::repeat:
            for (const auto& child : node.children) out |= bytes_of(child);
            break;
    }
    return out;
}

bool can_be_empty(const RegexNode& node) {
    switch (node.type) {
        case Type::nothing: case Type::boundary: case Type::look: return true;
        case Type::character: case Type::wide: case Type::set: return false;
        case Type::unknown: return true;
        case Type::sequence: return std::all_of(node.children.begin(), node.children.end(), can_be_empty);
        case Type::choice: return std::any_of(node.children.begin(), node.children.end(), can_be_empty);
        case Type::repeat: return node.min == 0 || can_be_empty(node.children.front());
    }
    return true;
}

/// A part that must match something and shares no byte with `set`: it tells one round from the next.
bool separates(const RegexNode& node, const ByteSet& set) {
    if (node.type == Type::sequence) return std::any_of(node.children.begin(), node.children.end(), [&](const auto& c) { return separates(c, set); });
    return !can_be_empty(node) && (bytes_of(node) & set).none();
}

/// Folded text has no two blanks in a row, so a repeat over blanks has no choice.
bool only_blanks(const RegexNode& node) {
    ByteSet blanks;
    for (const char c : std::string_view(" \t\n\v\f\r")) blanks.set(static_cast<unsigned char>(c));
    return (bytes_of(node) & ~blanks).none();
}

class Lint {
public:
    std::optional<Backtracking> found;

    void look(const RegexNode& node) {
        if (unbounded(node)) look_inside(node.children.front());
        if (node.type == Type::sequence) look_beside(node);
        for (const auto& child : node.children) look(child);
    }

private:
    void report(grammar::Severity severity, std::string what) {
        if (!found || (found->severity == grammar::Severity::warning && severity == grammar::Severity::error)) found = {severity, std::move(what)};
    }

    /// `body` is repeated without bound.
    void look_inside(const RegexNode& body) {
        if (body.type == Type::choice) {
            look_at_branches(body);
            for (const auto& branch : body.children) look_inside(branch);
            return;
        }
        if (unbounded(body)) {
            report(grammar::Severity::error, "can backtrack without bound: a repeat directly inside a repeat, like (a+)+");
            return;
        }
        if (body.type == Type::repeat && !body.keeps) {
            look_inside(body.children.front());
            return;
        }
        if (body.type != Type::sequence) return;
        for (std::size_t i = 0; i < body.children.size(); ++i) {
            const RegexNode& inner = body.children[i];
            if (!unbounded(inner)) continue;
            const ByteSet set = bytes_of(inner);
            bool apart = false;
            for (std::size_t j = 0; j < body.children.size(); ++j) apart = apart || (j != i && separates(body.children[j], set));
            if (!apart) {
                report(grammar::Severity::error,
                       "can backtrack without bound: a repeat inside a repeat, with nothing between the rounds that the inner one cannot match too");
            }
        }
        if (body.children.size() == 1) look_inside(body.children.front());
    }

    /// (\w|\d)*: one text, many ways to go through it.
    void look_at_branches(const RegexNode& choice) {
        for (std::size_t i = 0; i < choice.children.size(); ++i) {
            for (std::size_t j = i + 1; j < choice.children.size(); ++j) {
                if (single(choice.children[i]) && single(choice.children[j]) && (bytes_of(choice.children[i]) & bytes_of(choice.children[j])).any()) {
                    report(grammar::Severity::error, "can backtrack without bound: two branches of a repeated alternation match the same character");
                }
            }
        }
    }

    static bool single(const RegexNode& node) {
        if (node.type == Type::sequence) return node.children.size() == 1 && single(node.children.front());
        return node.type == Type::character || node.type == Type::set || unbounded(node);
    }

    void look_beside(const RegexNode& sequence) {
        std::size_t beside = 0;
        ByteSet shared;
        for (const auto& child : sequence.children) {
            if (unbounded(child) && !only_blanks(child)) {
                const ByteSet set = bytes_of(child);
                shared = beside == 0 ? set : shared & set;
                beside = shared.any() ? beside + 1 : 1;
                if (beside == 1) shared = set;
                if (beside == 2) report(grammar::Severity::warning, "two repeats beside each other match the same characters, like .*.*: one is enough");
                if (beside == 3) report(grammar::Severity::error, "can backtrack without bound: three repeats beside each other over the same characters, like .*.*.*");
            } else if (!can_be_empty(child)) {
                beside = 0;
            }
        }
    }
};

/// One text that the node matches, its repeats driven `rounds` times.
void write_sample(const RegexNode& node, std::size_t rounds, std::string& out) {
    if (out.size() >= window_bytes) return;
    switch (node.type) {
        case Type::nothing: case Type::boundary: case Type::look: case Type::unknown: return;
        case Type::character: out += node.byte; return;
        case Type::wide: out += node.text; return;
        case Type::set:
            // A blank last: text of blanks is folded away and never seen.
            for (const char c : std::string_view("a1-e, ")) {
                if (node.set.test(static_cast<unsigned char>(c))) {
                    out += c;
                    return;
                }
            }
            for (std::size_t c = 0x21; c < 0x80; ++c) {
                if (node.set.test(c)) {
                    out += static_cast<char>(c);
                    return;
                }
            }
            return;
        case Type::sequence:
            for (const auto& child : node.children) write_sample(child, rounds, out);
            return;
        case Type::choice: write_sample(node.children.front(), rounds, out); return;
        case Type::repeat: {
            const std::size_t times = std::max(node.min, std::min(node.max, rounds));
            for (std::size_t i = 0; i < times && out.size() < window_bytes; ++i) write_sample(node.children.front(), rounds, out);
            return;
        }
    }
}

}  // namespace

std::optional<Backtracking> find_backtracking(std::string_view folded_source) {
    const auto tree = parse_regex(folded_source);
    if (!tree) return std::nullopt;
    Lint lint;
    lint.look(*tree);
    return lint.found;
}

std::vector<std::string> adversarial_texts(std::string_view folded_source) {
    std::vector<std::string> out;
    const auto tree = parse_regex(folded_source);
    const auto fill = [](std::string_view piece) {
        std::string text;
        while (text.size() < window_bytes - 1) text += piece;
        return text;
    };
    if (tree) {
        std::string once;
        write_sample(*tree, 1, once);
        std::string driven;
        write_sample(*tree, 200, driven);
        for (std::string* text : {&once, &driven}) {
            if (text->empty()) continue;
            // The end cut off, so that all of it matches but the last step.
            std::string failing = *text;
            while (!failing.empty() && (static_cast<unsigned char>(failing.back()) & 0xc0) == 0x80) failing.pop_back();
            if (!failing.empty()) failing.pop_back();
            out.push_back(failing + "!");
            std::string again = fill(failing + " ");
            again.resize(window_bytes);
            while (!again.empty() && static_cast<unsigned char>(again.back()) >= 0x80) again.pop_back();
            out.push_back(again + "!");
        }
    }
    for (const std::string_view piece : {"a", "1", "a ", "a1 ", "aa, ", " "}) out.push_back(fill(piece) + "!");
    return out;
}

}  // namespace onevoice::rules
