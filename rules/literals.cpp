#include "rules/literals.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "rules/fold.h"
#include "rules/regex_tree.h"

namespace onevoice::rules {
namespace {

/// While they are put together, literals hold `edge` where a word must begin or end. Folded text has no control characters.
using Strings = std::vector<std::string>;
constexpr char edge = '\x01';
using Type = RegexNode::Type;

// Alternations of more spellings than this are cut into pieces: 32 keeps the product of two words with endings whole.
constexpr std::size_t most_exact = 32;
// A required set may be a list of verbs; beyond this many strings it selects nothing any more.
constexpr std::size_t most_required = 128;
// A further set has to be worth its hits: words of fewer letters stand in most sentences and rule nothing out.
constexpr std::size_t least_further_letters = 4;
// Beyond 24 bytes a literal gets no rarer, and vectorscan no faster.
constexpr std::size_t longest_exact = 24;

struct Known {
    std::optional<Strings> exact;     ///< all texts it can match
    std::optional<Strings> required;  ///< one of them stands in every match
    std::vector<Strings> also{};      ///< of each of these, too; required may be among them
};

std::size_t bytes_of(const std::string& s) { return s.size() - static_cast<std::size_t>(std::count(s.begin(), s.end(), edge)); }

std::size_t shortest(const Strings& strings) {
    std::size_t out = strings.empty() ? 0 : bytes_of(strings.front());
    for (const auto& s : strings) out = std::min(out, bytes_of(s));
    return out;
}

void tidy(Strings& strings) {
    std::sort(strings.begin(), strings.end());
    strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

/// Sets with a member that is too short select nothing.
bool selects(const Strings& set) { return !set.empty() && set.size() <= most_required && shortest(set) >= least_literal_bytes; }

/// Bytes of the shortest without its blanks: "der " is no rarer than "der".
std::size_t fewest_letters(const Strings& strings) {
    std::size_t out = strings.empty() ? 0 : longest_exact;
    for (const auto& s : strings) out = std::min(out, bytes_of(s) - static_cast<std::size_t>(std::count(s.begin(), s.end(), ' ')));
    return out;
}

std::size_t edges(const Strings& strings) {
    std::size_t out = 0;
    for (const auto& s : strings) out += s.size() - bytes_of(s);
    return out;
}

bool selects_better(const Strings& a, const Strings& b) {
    if (fewest_letters(a) != fewest_letters(b)) return fewest_letters(a) > fewest_letters(b);
    return a.size() != b.size() ? a.size() < b.size() : edges(a) > edges(b);
}

/// The set that selects more sharply.
void keep_better(std::optional<Strings>& best, const std::optional<Strings>& other) {
    if (!other || !selects(*other)) return;
    if (!best || selects_better(*other, *best)) best = other;
}

std::optional<Strings> best_of(const Known& known) {
    std::optional<Strings> best = known.required;
    keep_better(best, known.exact);
    return best;
}

/// One behind the other; nothing when the edge between them cannot be: no word ends between two letters.
std::optional<std::string> joined(std::string_view left, std::string_view right) {
    const bool parted = left.ends_with(edge) || right.starts_with(edge);
    if (left.ends_with(edge)) left.remove_suffix(1);
    if (right.starts_with(edge)) right.remove_prefix(1);
    std::string out(left);
    if (parted && (left.empty() || right.empty())) {
        out += edge;
    } else if (parted) {
        // What bytes beyond ASCII are is not looked up: then the edge is forgotten.
        const bool known = static_cast<unsigned char>(left.back()) < 0x80 && static_cast<unsigned char>(right.front()) < 0x80;
        if (known && is_word_byte(left.back()) == is_word_byte(right.front())) return std::nullopt;
    }
    return out += right;
}

std::optional<Strings> product(const Strings& left, const Strings& right) {
    if (left.size() * right.size() > most_exact) return std::nullopt;
    Strings out;
    for (const auto& a : left) {
        for (const auto& b : right) {
            if (auto both = joined(a, b)) out.push_back(std::move(*both));
        }
    }
    if (out.empty()) return std::nullopt;
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
        const auto keep_running = [&] {
            keep_better(out.required, running);
            if (selects(running)) out.also.push_back(running);
        };
        const auto flush = [&] {
            keep_running();
            whole = false;
        };
        for (const RegexNode& child : node.children) {
            Known known = know(child);
            keep_better(out.required, known.required);
            if (known.required) out.also.push_back(*known.required);
            std::move(known.also.begin(), known.also.end(), std::back_inserter(out.also));
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
            keep_running();
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
        out.also = inner.also;
        return out;
    }

    Known know(const RegexNode& node) const {
        switch (node.type) {
            case Type::nothing: return {Strings{""}, std::nullopt};
            case Type::boundary: return {Strings{std::string(1, edge)}, std::nullopt};
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
            case Type::look: {
                Known inner = know(node.children.front());
                return {Strings{""}, best_of(inner), std::move(inner.also)};
            }
            case Type::unknown: return {};
        }
        return {};
    }

private:
    bool single_blanks_;
};

/// A string that holds another one of the set adds nothing.
Strings without_covered(const Strings& set) {
    Strings out;
    for (const auto& s : set) {
        const bool covered = std::any_of(set.begin(), set.end(), [&](const auto& o) { return o.size() < s.size() && s.find(o) != std::string::npos; });
        if (!covered) out.push_back(s);
    }
    return out;
}

/// Whether a text that meets `strict` always meets `loose`, too: then only `strict` is worth looking for.
bool implies(const Strings& strict, const Strings& loose) {
    return std::all_of(strict.begin(), strict.end(), [&](const std::string& s) {
        return std::any_of(loose.begin(), loose.end(), [&](const std::string& l) { return s.find(l) != std::string::npos; });
    });
}

LiteralSet literals_of(const Strings& strings) {
    LiteralSet out;
    for (std::string_view s : strings) {
        Literal literal;
        literal.begins_word = s.starts_with(edge);
        literal.ends_word = s.ends_with(edge);
        if (literal.begins_word) s.remove_prefix(1);
        if (literal.ends_word) s.remove_suffix(1);
        // An edge beside a comma says that a letter stands on its other side; only words are looked at.
        literal.begins_word = literal.begins_word && is_word_byte(s.front());
        literal.ends_word = literal.ends_word && is_word_byte(s.back());
        literal.text = s;
        out.push_back(std::move(literal));
    }
    return out;
}

}  // namespace

std::vector<LiteralSet> required_literals(std::string_view folded_source, bool single_blanks) {
    const auto tree = parse_regex(folded_source);
    if (!tree) return {};
    Known known = Requirement(single_blanks).know(*tree);
    const auto best = best_of(known);
    if (!best || best->empty()) return {};
    std::vector<Strings> sets = std::move(known.also);
    std::stable_sort(sets.begin(), sets.end(), selects_better);
    sets.insert(sets.begin(), *best);
    for (Strings& set : sets) set = without_covered(set);
    std::vector<Strings> kept;
    for (Strings& set : sets) {
        if (!kept.empty() && fewest_letters(set) < least_further_letters) break;
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const Strings& other) { return implies(other, set) || implies(set, other); });
        if (same != kept.end()) {
            if (!implies(*same, set)) *same = std::move(set);
        } else if (kept.size() < most_literal_sets) {
            kept.push_back(std::move(set));
        }
    }
    std::vector<LiteralSet> out;
    for (const Strings& set : kept) out.push_back(literals_of(set));
    return out;
}

}  // namespace onevoice::rules
