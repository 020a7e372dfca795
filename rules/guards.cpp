#include "rules/guards.h"

#include <algorithm>
#include <unordered_map>

namespace onevoice::rules {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

}  // namespace

Guards::Guards(std::vector<GuardSpec> specs, RegexScratch& scratch, std::vector<grammar::Diagnostic>& diagnostics) {
    std::vector<std::string> literals;
    std::unordered_map<std::string, std::uint32_t> known;
    for (auto& spec : specs) {
        const std::string owner = "guard '" + spec.name + "'";
        const auto index = static_cast<std::uint32_t>(guards_.size());
        for (auto& expression : compile_expressions(spec.match, Unit::sentence, owner, scratch, diagnostics)) {
            const auto entry = static_cast<std::uint32_t>(entries_.size());
            // A guard is tried in a sentence or two: the sharpest set does.
            for (auto& literal : expression.literals.empty() ? LiteralSet() : expression.literals.front()) {
                const auto [at, fresh] = known.try_emplace(literal.text, static_cast<std::uint32_t>(literals.size()));
                if (fresh) {
                    literals.push_back(literal.text);
                    by_literal_.emplace_back();
                }
                by_literal_[at->second].push_back(entry);
            }
            if (expression.literals.empty()) always_.push_back(entry);
            entries_.push_back({index, std::move(expression.regex)});
        }
        auto unless = compile_expressions(spec.unless, Unit::sentence, owner, scratch, diagnostics);
        guards_.push_back({std::move(spec), std::move(unless)});
    }
    auto prefilter = Prefilter::compile(literals);
    if (prefilter) {
        prefilter_ = std::move(prefilter).value();
    } else {
        diagnostics.push_back({grammar::Severity::error, {}, prefilter.error().what});
    }
}

bool Guards::applies(const GuardSpec& guard, const PatternSpec& pattern) {
    if (!guard.language.empty() && !pattern.language.empty() && guard.language != pattern.language) return false;
    if (!guard.acts.empty() && !holds(guard.acts, pattern.act)) return false;
    return !holds(pattern.despite, guard.kind);
}

Guards::Findings::Sentence& Guards::look(const FoldedWords& words, std::size_t sentence, Session& session, Findings& findings) const {
    const auto [at, fresh] = findings.sentences.try_emplace(sentence);
    auto& out = at->second;
    if (!fresh) return out;
    session.hits.clear();
    prefilter_.scan(words.text(words.units.sentences[sentence]), session.prefilter, session.hits);
    out.candidates = always_;
    for (const auto& hit : session.hits) out.candidates.insert(out.candidates.end(), by_literal_[hit.literal].begin(), by_literal_[hit.literal].end());
    std::sort(out.candidates.begin(), out.candidates.end());
    out.candidates.erase(std::unique(out.candidates.begin(), out.candidates.end()), out.candidates.end());
    out.hits.resize(out.candidates.size());
    return out;
}

std::optional<Stretch> Guards::try_entry(const Entry& entry, const FoldedWords& words, std::size_t sentence, Session& session, Effort& effort) const {
    const Stretch& unit = words.units.sentences[sentence];
    const std::string_view text = words.text(unit);
    const auto search = [&](const Regex& regex) {
        if (!effort.spend(text.size())) {
            effort.incomplete = true;
            return false;
        }
        const auto outcome = regex.search(text, 0, session.regex);
        effort.incomplete = effort.incomplete || outcome == Regex::Outcome::limit;
        return outcome == Regex::Outcome::match;
    };
    if (!search(entry.regex)) return std::nullopt;
    const auto [from, to] = session.regex.group(0);
    for (const auto& unless : guards_[entry.guard].unless) {
        if (search(unless.regex)) return std::nullopt;
    }
    return Stretch{unit.from + from, unit.from + to};
}

std::optional<GuardHit> Guards::stops(const PatternSpec& pattern, const FoldedWords& words, std::size_t sentence, Session& session, Findings& findings,
                                      Effort& effort) const {
    const Sentence& unit = words.units.sentences[sentence];
    if (unit.question && !holds(pattern.despite, "question")) return GuardHit{"question", unit};

    const auto first_in = [&](std::size_t index, bool only_previous) -> std::optional<GuardHit> {
        auto& found = look(words, index, session, findings);
        for (std::size_t i = 0; i < found.candidates.size(); ++i) {
            const Entry& entry = entries_[found.candidates[i]];
            const GuardSpec& spec = guards_[entry.guard].spec;
            if ((only_previous && !spec.previous_sentence) || !applies(spec, pattern)) continue;
            if (!found.hits[i]) found.hits[i] = try_entry(entry, words, index, session, effort);
            if (*found.hits[i]) return GuardHit{spec.name, **found.hits[i]};
        }
        return std::nullopt;
    };
    if (auto hit = first_in(sentence, false)) return hit;
    // The subject is no sentence before the first one: nobody reads on from it.
    if (sentence == 0 || words.units.sentences[sentence - 1].subject) return std::nullopt;
    return first_in(sentence - 1, true);
}

void Guards::run_examples(Session& session, std::vector<grammar::Diagnostic>& diagnostics) const {
    const auto matches = [&](std::uint32_t guard, const std::string& example) {
        message::OwnWords words;
        words.text = "\n\n" + example;
        const FoldedWords folded = fold_words(words);
        Effort effort;
        for (const Entry& entry : entries_) {
            if (entry.guard != guard) continue;
            for (std::size_t i = 0; i < folded.units.sentences.size(); ++i) {
                if (try_entry(entry, folded, i, session, effort)) return true;
            }
        }
        return false;
    };
    for (std::uint32_t g = 0; g < guards_.size(); ++g) {
        const GuardSpec& spec = guards_[g].spec;
        const std::string owner = "guard '" + spec.name + "': ";
        for (const auto& example : spec.examples.match) {
            if (!matches(g, example.value)) diagnostics.push_back({grammar::Severity::error, example.place, owner + "does not match its example '" + example.value + "'"});
        }
        for (const auto& example : spec.examples.pass) {
            if (matches(g, example.value)) diagnostics.push_back({grammar::Severity::error, example.place, owner + "matches its counterexample '" + example.value + "'"});
        }
    }
}

}  // namespace onevoice::rules
