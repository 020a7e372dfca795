#include "rules/near_misses.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "rules/expression_parts.h"
#include "rules/literals.h"
#include "rules/pattern_source.h"
#include "rules/regex.h"

namespace onevoice::rules {
namespace {

// An answer for one letter at a terminal: some tenths of a second at the most.
constexpr std::size_t most_candidates = 400;
constexpr std::size_t most_readings = 64;
constexpr std::size_t most_units = 3;  // of one reading
constexpr std::size_t longest_unit = 16u << 10;
// Below, hardly more than "your" and "not" stands there.
constexpr double least_share = 0.5;

/// How far one reading came in a unit.
struct Extent {
    double share = 0;
    Stretch before{};  ///< in the unit: what its first parts matched; empty when nothing did
    Stretch behind{};
    std::string missing;
};

class Search {
public:
    Search(std::string_view reading, std::string_view text, RegexScratch& scratch)
        : reading_(reading), parts_(parts_of(reading)), text_(text), scratch_(scratch) {
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (parts_[i].letters > 0) words_.push_back(i);
    }

    /// nullopt: it matches, or has no words to go by.
    std::optional<Extent> extent() {
        const std::size_t count = parts_.size();
        if (words_.empty() || find(0, count, 0)) return std::nullopt;
        Extent out;
        const std::size_t first = longest(words_.size(), [&](std::size_t n) { return find(0, words_[n - 1] + 1, 0).has_value(); });
        const std::size_t head = first == 0 ? 0 : words_[first - 1] + 1;
        if (first > 0) out.before = *find(0, head, 0);
        const auto last_begins = [&](std::size_t n) { return words_[words_.size() - n]; };
        const std::size_t last = longest(words_.size() - first, [&](std::size_t n) { return find(last_begins(n), count, out.before.to).has_value(); });
        const std::size_t tail = last == 0 ? count : last_begins(last);
        if (last > 0) out.behind = *find(tail, count, out.before.to);
        out.share = static_cast<double>(letters(0, head) + letters(tail, count)) / static_cast<double>(letters(0, count));
        out.missing = missing(head, tail);
        return out;
    }

private:
    [[nodiscard]] std::size_t letters(std::size_t from, std::size_t to) const {
        std::size_t sum = 0;
        for (std::size_t i = from; i < to; ++i) sum += parts_[i].letters;
        return sum;
    }

    /// Where the parts [from, to) match behind `start`; nothing where they are no expression by themselves.
    std::optional<Stretch> find(std::size_t from, std::size_t to, std::size_t start) {
        const std::size_t begin = parts_[from].from;
        const auto regex = Regex::compile(reading_.substr(begin, parts_[to - 1].to - begin));
        if (!regex || start >= text_.size() || regex->search(text_, start, scratch_) != Regex::Outcome::match) return std::nullopt;
        const auto [at, end] = scratch_.group(0);
        return Stretch{at, end};
    }

    /// The most words, up to `all`, for which it holds. A run that matches goes on matching when it is made shorter, so that
    /// halving finds it.
    template <class Holds>
    static std::size_t longest(std::size_t all, const Holds& holds) {
        std::size_t good = 0;
        std::size_t bad = all + 1;
        while (bad - good > 1) {
            const std::size_t middle = good + (bad - good) / 2;
            (holds(middle) ? good : bad) = middle;
        }
        return good;
    }

    /// The source between what matched, without the blanks around it; empty when both match, but not one behind the other.
    [[nodiscard]] std::string missing(std::size_t head, std::size_t tail) const {
        if (head == tail) return {};
        const auto blank = [&](std::size_t i) { return reading_.substr(parts_[i].from, parts_[i].to - parts_[i].from) == " "; };
        while (head + 1 < tail && blank(head)) ++head;
        while (tail > head + 1 && blank(tail - 1)) --tail;
        return std::string(reading_.substr(parts_[head].from, parts_[tail - 1].to - parts_[head].from));
    }

    std::string_view reading_;
    std::vector<Part> parts_;
    std::vector<std::size_t> words_;  ///< the parts that have letters
    std::string_view text_;
    RegexScratch& scratch_;
};

std::vector<Stretch> units_of(const FoldedWords& words, Unit scope) {
    switch (scope) {
        case Unit::sentence: return {words.units.sentences.begin(), words.units.sentences.end()};
        case Unit::paragraph: return words.units.paragraphs;
        case Unit::subject: return words.units.has_subject ? std::vector<Stretch>{words.units.sentences.front()} : std::vector<Stretch>{};
        case Unit::text: return {{0, words.text().size()}};
    }
    return {};
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// One reading of an expression; how much of it may stand in a unit can be told without PCRE2.
class Words {
public:
    Words(std::string_view reading, bool single_blanks) {
        for (const Part& part : parts_of(reading)) {
            letters_ += part.letters;
            const std::string text = lower_case(reading.substr(part.from, part.to - part.from));
            if (part.letters == text.size()) words_.push_back(text);  // no group, no quantifier
            else groups_ += part.letters;
        }
        if (words_.empty()) sets_ = required_literals(reading, single_blanks);
    }

    /// The share of letters that stand there, groups half; 0 when it cannot be enough, or nothing stands there for sure.
    [[nodiscard]] double promise(std::string_view text) const {
        std::size_t sure = 0;
        for (const std::string& word : words_)
            if (text.find(word) != std::string_view::npos) sure += word.size();
        for (const LiteralSet& set : sets_)
            if (std::any_of(set.begin(), set.end(), [&](const Literal& each) { return text.find(each.text) != std::string_view::npos; })) ++sure;
        const auto all = static_cast<double>(letters_);
        if (sure == 0 || static_cast<double>(sure + groups_) <= least_share * all) return 0;
        return (static_cast<double>(sure) + static_cast<double>(groups_) / 2) / all;
    }

private:
    std::vector<std::string> words_;
    std::vector<LiteralSet> sets_;
    std::size_t letters_ = 0;
    std::size_t groups_ = 0;
};

struct Candidate {
    const PatternSpec* spec = nullptr;
    const Place* place = nullptr;
    std::string reading;
    Stretch unit;
    double promise = 0;
};

/// The readings of a pattern in the few units in which most of each stands.
void add_candidates(const PatternSpec& spec, const FoldedWords& words, std::vector<Candidate>& out) {
    const std::vector<Stretch> units = units_of(words, spec.scope);
    for (const grammar::Located& written : spec.match) {
        const auto folded = fold_pattern(written.value);
        if (!folded) continue;
        for (const std::string& reading : readings_of(*folded, most_readings)) {
            const Words known(reading, spec.scope != Unit::text);
            if (known.promise(words.text()) == 0) continue;
            std::vector<Candidate> found;
            for (const Stretch& unit : units) {
                const std::string_view text = words.text(unit);
                const double promise = text.size() > longest_unit ? 0 : known.promise(text);
                if (promise > 0) found.push_back({&spec, &written.place, reading, unit, promise});
            }
            std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.promise > b.promise; });
            if (found.size() > most_units) found.resize(most_units);
            std::move(found.begin(), found.end(), std::back_inserter(out));
        }
    }
}

/// Of each pattern the candidate that came furthest.
std::vector<NearMiss> furthest(std::vector<Candidate> candidates, const FoldedWords& words, RegexScratch& scratch) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.promise > b.promise; });
    if (candidates.size() > most_candidates) candidates.resize(most_candidates);
    std::map<const PatternSpec*, NearMiss> best;
    for (const Candidate& candidate : candidates) {
        const auto extent = Search(candidate.reading, words.text(candidate.unit), scratch).extent();
        const auto known = best.find(candidate.spec);
        if (!extent || extent->share <= std::max(least_share, known == best.end() ? 0 : known->second.share)) continue;
        const auto shown = [&](const Stretch& at) {
            return at.from == at.to ? std::string() : words.evidence({candidate.unit.from + at.from, candidate.unit.from + at.to});
        };
        best.insert_or_assign(candidate.spec, NearMiss{candidate.spec->name, candidate.spec->act, *candidate.place, words.evidence(candidate.unit),
                                                       shown(extent->before), extent->missing, shown(extent->behind), extent->share});
    }
    std::vector<NearMiss> out;
    for (auto& [spec, miss] : best) out.push_back(std::move(miss));
    return out;
}

}  // namespace

std::vector<NearMiss> near_misses(const Patterns& patterns, const FoldedWords& words, const Fingerprint& found, RegexScratch& scratch) {
    std::set<std::string> acts;
    std::set<std::string> matched;
    for (const Act& act : found.acts) acts.insert(act.act), matched.insert(act.rule);
    for (const Prevented& prevented : found.prevented) matched.insert(prevented.rule);

    std::vector<Candidate> candidates;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        const PatternSpec& spec = patterns.spec(i);
        // Of one that did match, the sentences in which it did not are no riddle.
        if (!spec.act.empty() && !matched.contains(spec.name)) add_candidates(spec, words, candidates);
    }
    std::vector<NearMiss> out = furthest(std::move(candidates), words, scratch);
    std::sort(out.begin(), out.end(), [&](const NearMiss& a, const NearMiss& b) {
        return std::tuple(acts.contains(a.act), -a.share, a.rule) < std::tuple(acts.contains(b.act), -b.share, b.rule);
    });
    return out;
}

std::optional<NearMiss> nearest_miss(const PatternSpec& pattern, const FoldedWords& words, RegexScratch& scratch) {
    std::vector<Candidate> candidates;
    add_candidates(pattern, words, candidates);
    std::vector<NearMiss> found = furthest(std::move(candidates), words, scratch);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::string where_it_breaks(const NearMiss& miss) {
    const std::string behind = miss.behind.empty() ? "" : ", and then '" + miss.behind + "'";
    if (miss.missing.empty() || miss.missing == " ") return "'" + miss.before + "'" + behind + " stand there, but not one behind the other";
    if (miss.before.empty()) return "'" + miss.missing + "' fits nothing before '" + miss.behind + "'";
    return "'" + miss.before + "' stands there" + behind + ", but '" + miss.missing + "' fits nothing " + (miss.behind.empty() ? "behind it" : "in between");
}

}  // namespace onevoice::rules
