#include "rules/guards.h"

#include <algorithm>
#include <utility>

namespace onevoice::rules {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// A salutation, a line of thanks, and then the letter says what it is about.
constexpr std::size_t opening_sentences = 4;

std::size_t end_of_opening(const Units& units) { return opening_sentences + (units.has_subject ? 1 : 0); }

}  // namespace

void Guards::Index::add(std::uint32_t entry, const std::vector<LiteralSet>& literals) {
    if (literals.empty()) {
        always_.push_back(entry);
        return;
    }
    // A guard is tried in few sentences: the sharpest set does.
    for (const auto& literal : literals.front()) {
        const auto [at, fresh] = known_.try_emplace(literal.text, static_cast<std::uint32_t>(literals_.size()));
        if (fresh) {
            literals_.push_back(literal.text);
            by_literal_.emplace_back();
        }
        by_literal_[at->second].push_back(entry);
    }
}

void Guards::Index::compile(std::vector<grammar::Diagnostic>& diagnostics) {
    auto prefilter = Prefilter::compile(literals_);
    if (prefilter) prefilter_ = std::move(prefilter).value();
    else diagnostics.push_back({grammar::Severity::error, {}, prefilter.error().what});
}

void Guards::Index::find(const FoldedWords& words, std::size_t first, std::size_t last, Session& session, std::vector<Findings::Try>& out) const {
    const auto& sentences = words.units.sentences;
    const std::size_t begin = sentences[first].from;
    session.hits.clear();
    prefilter_.scan(words.text({begin, sentences[last - 1].to}), session.prefilter, session.hits);
    for (std::size_t sentence = first; sentence < last; ++sentence) {
        for (const std::uint32_t entry : always_) out.push_back({entry, sentence, {}});
    }
    for (const auto& hit : session.hits) {
        const Stretch at{begin + hit.end - literals_[hit.literal].size(), begin + hit.end};
        // Windows of a long sentence overlap, so the literal may stand in several.
        const auto ends_before = [](const Stretch& stretch, std::size_t end) { return stretch.to < end; };
        const auto from = std::lower_bound(sentences.begin() + static_cast<std::ptrdiff_t>(first), sentences.begin() + static_cast<std::ptrdiff_t>(last), at.to, ends_before);
        for (auto sentence = static_cast<std::size_t>(from - sentences.begin()); sentence < last && sentences[sentence].from <= at.from; ++sentence) {
            if (!sentences[sentence].holds(at.from, at.to)) continue;
            for (const std::uint32_t entry : by_literal_[hit.literal]) out.push_back({entry, sentence, {}});
        }
    }
    const auto place = [](const Findings::Try& t) { return std::pair(t.entry, t.sentence); };
    std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    out.erase(std::unique(out.begin(), out.end(), [&](const auto& a, const auto& b) { return place(a) == place(b); }), out.end());
}

Guards::Guards(std::vector<GuardSpec> specs, RegexScratch& scratch, std::vector<grammar::Diagnostic>& diagnostics) {
    for (auto& spec : specs) {
        const std::string owner = "guard '" + spec.name + "'";
        const auto index = static_cast<std::uint32_t>(guards_.size());
        const bool near = spec.scope == Reach::sentence || spec.scope == Reach::previous;
        whole_text_ = whole_text_ || spec.scope == Reach::text;
        for (auto& expression : compile_expressions(spec.match, Unit::sentence, owner, scratch, diagnostics)) {
            if (!near && expression.literals.empty()) {
                diagnostics.push_back({grammar::Severity::warning, spec.place,
                                       owner + ": has an expression without a word of at least " + std::to_string(least_literal_bytes) +
                                           " letters that every match contains, so it is tried in sentences far from the match"});
            }
            (near ? near_ : far_).add(static_cast<std::uint32_t>(entries_.size()), expression.literals);
            entries_.push_back({index, std::move(expression.regex)});
        }
        auto unless = compile_expressions(spec.unless, Unit::sentence, owner, scratch, diagnostics);
        guards_.push_back({std::move(spec), std::move(unless)});
    }
    near_.compile(diagnostics);
    far_.compile(diagnostics);
}

void Guards::prepare(PrefilterScratch& scratch) const {
    near_.prefilter().prepare(scratch);
    far_.prefilter().prepare(scratch);
}

bool Guards::applies(const GuardSpec& guard, const PatternSpec& pattern) {
    if (!guard.language.empty() && !pattern.language.empty() && guard.language != pattern.language) return false;
    if (pattern.act.empty() ? !guard.of_facts : !guard.of_acts) return false;
    if (!pattern.act.empty() && !guard.acts.empty() && !holds(guard.acts, pattern.act)) return false;
    return !holds(pattern.despite, guard.kind);
}

std::vector<Guards::Findings::Try>& Guards::near(const FoldedWords& words, std::size_t sentence, Session& session, Findings& findings) const {
    const auto [at, fresh] = findings.near.try_emplace(sentence);
    if (fresh) near_.find(words, sentence, sentence + 1, session, at->second);
    return at->second;
}

std::vector<Guards::Findings::Try>& Guards::far(const FoldedWords& words, Session& session, Findings& findings) const {
    if (!findings.far) {
        const auto& units = words.units;
        const std::size_t reach = whole_text_ ? units.sentences.size() : std::min(units.sentences.size(), end_of_opening(units));
        findings.far.emplace();
        if (!far_.empty()) far_.find(words, 0, reach, session, *findings.far);
    }
    return *findings.far;
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

    const auto first_of = [&](std::vector<Findings::Try>& tries, const auto& looks_there) -> std::optional<GuardHit> {
        for (auto& one : tries) {
            const Entry& entry = entries_[one.entry];
            const GuardSpec& spec = guards_[entry.guard].spec;
            if (!looks_there(spec.scope, one.sentence) || !applies(spec, pattern)) continue;
            if (!one.hit) one.hit = try_entry(entry, words, one.sentence, session, effort);
            if (*one.hit) return GuardHit{spec.name, **one.hit};
        }
        return std::nullopt;
    };
    if (auto hit = first_of(near(words, sentence, session, findings), [](Reach, std::size_t) { return true; })) return hit;
    // The subject is no sentence before the first one: nobody reads on from it.
    if (sentence > 0 && !words.units.sentences[sentence - 1].subject) {
        auto hit = first_of(near(words, sentence - 1, session, findings), [](Reach scope, std::size_t) { return scope == Reach::previous; });
        if (hit) return hit;
    }
    return first_of(far(words, session, findings), [&](Reach scope, std::size_t at) {
        if (scope == Reach::subject) return words.units.sentences[at].subject;
        return scope == Reach::text || at < end_of_opening(words.units);
    });
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
