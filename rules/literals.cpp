#include "rules/literals.h"

#include <algorithm>
#include <optional>

#include "rules/fold.h"
#include "rules/regex_tree.h"

namespace onevoice::rules {
namespace {

using Strings = std::vector<std::string>;
using Type = RegexNode::Type;

// Alternations of more spellings than this are cut into pieces: 32 keeps the product of two words with endings whole.
constexpr std::size_t most_exact = 32;
// A required set may be a list of verbs; beyond this many strings it selects nothing any more.
constexpr std::size_t most_required = 128;
// Beyond 24 bytes a literal gets no rarer, and vectorscan no faster.
constexpr std::size_t longest_exact = 24;

struct Known {
    std::optional<Strings> exact;     ///< all texts it can match
    std::optional<Strings> required;  ///< one of them stands in every match
};

std::size_t shortest(const Strings& strings) {
    std::size_t out = strings.empty() ? 0 : strings.front().size();
    for (const auto& s : strings) out = std::min(out, s.size());
    return out;
}

void tidy(Strings& strings) {
    std::sort(strings.begin(), strings.end());
    strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

/// The set that selects more sharply; sets with a member that is too short select nothing.
void keep_better(std::optional<Strings>& best, const std::optional<Strings>& other) {
    if (!other || other->size() > most_required || shortest(*other) < least_literal_bytes) return;
    if (!best) {
        best = other;
        return;
    }
    const std::size_t now = shortest(*best);
    const std::size_t then = shortest(*other);
    if (then > now || (then == now && other->size() < best->size())) best = other;
}

std::optional<Strings> best_of(const Known& known) {
    std::optional<Strings> best = known.required;
    keep_better(best, known.exact);
    return best;
}

std::optional<Strings> product(const Strings& left, const Strings& right) {
    if (left.size() * right.size() > most_exact) return std::nullopt;
    Strings out;
    for (const auto& a : left) {
        for (const auto& b : right) out.push_back(a + b);
    }
    tidy(out);
    return out;
}

class Requirement {
public:
    explicit Requirement(bool single_blanks) : single_blanks_(single_blanks) {}

    std::optional<Strings> members(const ByteSet& set) const {
        Strings out;
        for (std::size_t c = 0; c < 256; ++c) {
            if (!set.test(c) || (c >= 'A' && c <= 'Z')) continue;
            if (c >= '\t' && c <= '\r') {
                if (!single_blanks_) return std::nullopt;
                continue;
            }
            // A class with more letters than this is not worth a string for each.
            if (c >= 0x80 || out.size() == 6) return std::nullopt;
            out.emplace_back(1, static_cast<char>(c));
        }
        if (out.empty()) return std::nullopt;
        return out;
    }

    Known know_sequence(const RegexNode& node) const {
        Known out;
        Strings running{""};
        bool whole = true;  // running is everything since the beginning
        const auto flush = [&] {
            keep_better(out.required, running);
            whole = false;
        };
        for (const RegexNode& child : node.children) {
            const Known known = know(child);
            keep_better(out.required, known.required);
            if (!known.exact) {
                flush();
                running = {""};
                continue;
            }
            auto longer = product(running, *known.exact);
            if (longer && shortest(running) < longest_exact) {
                running = std::move(*longer);
            } else {
                flush();
                running = *known.exact;
            }
        }
        if (whole) {
            out.exact = running;
        } else {
            keep_better(out.required, running);
        }
        return out;
    }

    Known know_choice(const RegexNode& node) const {
        Known out;
        Strings exact;
        Strings required;
        bool all_exact = true;
        bool all_required = true;
        for (const RegexNode& child : node.children) {
            const Known known = know(child);
            if (known.exact && all_exact) {
                exact.insert(exact.end(), known.exact->begin(), known.exact->end());
            } else {
                all_exact = false;
            }
            const auto best = best_of(known);
            if (best && all_required) {
                required.insert(required.end(), best->begin(), best->end());
            } else {
                all_required = false;
            }
        }
        tidy(exact);
        tidy(required);
        if (all_exact && exact.size() <= most_exact) out.exact = std::move(exact);
        if (all_required && required.size() <= most_required) out.required = std::move(required);
        return out;
    }

    Known know_repeat(const RegexNode& node) const {
        const Known inner = know(node.children.front());
        if (node.min == 1 && node.max == 1) return inner;
        Known out;
        if (single_blanks_ && inner.exact && *inner.exact == Strings{" "}) {
            out.exact = node.min == 0 ? Strings{"", " "} : Strings{" "};
            return out;
        }
        if (node.min == 0) {
            if (node.max == 1 && inner.exact && inner.exact->size() < most_exact) {
                out.exact = *inner.exact;
                out.exact->emplace_back();
                tidy(*out.exact);
            }
            return out;
        }
        out.required = best_of(inner);
        return out;
    }

    Known know(const RegexNode& node) const {
        switch (node.type) {
            case Type::nothing: return {Strings{""}, std::nullopt};
            case Type::character: return {Strings{std::string(1, node.byte)}, std::nullopt};
            case Type::wide: {
                // Written where folding left it alone, so text holds it in the same spelling.
                std::string folded = fold_line(node.text);
                if (folded.empty()) return {};
                return {Strings{std::move(folded)}, std::nullopt};
            }
            case Type::set: return {members(node.set), std::nullopt};
            case Type::sequence: return know_sequence(node);
            case Type::choice: return know_choice(node);
            case Type::repeat: return know_repeat(node);
            case Type::look: return {Strings{""}, best_of(know(node.children.front()))};
            case Type::unknown: return {};
        }
        return {};
    }

private:
    bool single_blanks_;
};

}  // namespace

std::vector<std::string> required_literals(std::string_view folded_source, bool single_blanks) {
    const auto tree = parse_regex(folded_source);
    if (!tree) return {};
    auto best = best_of(Requirement(single_blanks).know(*tree));
    if (!best || best->empty()) return {};
    // A string that holds another one of the set adds nothing.
    Strings out;
    for (const auto& s : *best) {
        const bool covered = std::any_of(best->begin(), best->end(), [&](const auto& o) { return o.size() < s.size() && s.find(o) != std::string::npos; });
        if (!covered) out.push_back(s);
    }
    return out;
}

}  // namespace onevoice::rules
