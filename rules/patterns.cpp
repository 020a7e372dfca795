#include "rules/patterns.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

#include "rules/findings.h"
#include "rules/literals.h"
#include "rules/near_misses.h"
#include "rules/values.h"

namespace onevoice::rules {

/// One call of match().
struct Patterns::Round {
    const FoldedWords& words;
    const Guards& guards;
    Session& session;
    bool with_prevented = false;
    Guards::Findings findings{};
    Effort effort{};
    Sayings out{};

    /// Whether `regex` matches; group positions are in session.regex then.
    bool search(const Regex& regex, std::string_view text, std::size_t from = 0) {
        if (!effort.spend(text.size() - from)) {
            effort.incomplete = true;
            return false;
        }
        const auto outcome = regex.search(text, from, session.regex);
        if (outcome == Regex::Outcome::limit) {
            effort.incomplete = true;
            // What a search costs that met its limit, in bytes: so that a few hundred of them end the message.
            effort.spend(256u << 10);
        }
        return outcome == Regex::Outcome::match;
    }
};

Patterns::Patterns(std::vector<PatternSpec> specs, RegexScratch& scratch, std::vector<grammar::Diagnostic>& diagnostics) {
    Literals literals;
    patterns_.reserve(specs.size());
    for (auto& spec : specs) {
        const std::string owner = "pattern '" + spec.name + "'";
        Pattern pattern;
        pattern.first_entry = static_cast<std::uint32_t>(entries_.size());
        for (const auto& source : spec.match) {
            for (Expression& expression : compile_expression(source, spec.scope, owner, scratch, diagnostics)) {
                if (expression.literals.empty()) {
                    always_.push_back(static_cast<std::uint32_t>(entries_.size()));
                    diagnostics.push_back({grammar::Severity::warning, source.place,
                                           owner + ": has no word of at least " + std::to_string(least_literal_bytes) + " letters that every match contains, so it is tried on every " +
                                               (spec.scope == Unit::sentence ? "sentence" : "unit of every message")});
                }
                add(std::move(expression), spec.scope, literals);
            }
        }
        for (auto& unless : compile_expressions(spec.unless, spec.scope, owner, scratch, diagnostics)) pattern.unless.push_back(std::move(unless.regex));
        pattern.last_entry = static_cast<std::uint32_t>(entries_.size());
        pattern.spec = std::move(spec);
        patterns_.push_back(std::move(pattern));
    }
    for (std::size_t l = 0; l < literals.texts.size(); ++l) {
        const auto from = static_cast<std::uint32_t>(wants_.size());
        wants_.insert(wants_.end(), literals.wants[l].begin(), literals.wants[l].end());
        by_literal_.push_back({static_cast<std::uint32_t>(literals.texts[l].size()), from, static_cast<std::uint32_t>(wants_.size())});
    }
    auto prefilter = Prefilter::compile(literals.texts);
    if (prefilter) {
        prefilter_ = std::move(prefilter).value();
    } else {
        diagnostics.push_back({grammar::Severity::error, {}, prefilter.error().what});
    }
}

void Patterns::add(Expression expression, Unit scope, Literals& literals) {
    const auto index = static_cast<std::uint32_t>(entries_.size());
    const auto pattern = static_cast<std::uint32_t>(patterns_.size());
    static_assert(most_literal_sets <= 8);
    std::uint8_t sets = 0;
    for (const LiteralSet& set : expression.literals) {
        const auto bit = static_cast<std::uint8_t>(sets + 1);  // the lowest that is not set yet
        sets |= bit;
        for (const Literal& literal : set) {
            const auto [at, fresh] = literals.known.try_emplace(literal.text, static_cast<std::uint32_t>(literals.texts.size()));
            if (fresh) {
                literals.texts.push_back(literal.text);
                literals.wants.emplace_back();
            }
            literals.wants[at->second].push_back({index, bit, scope, literal.begins_word, literal.ends_word});
        }
    }
    std::vector<Capture> captures;
    for (const auto& [name, group] : expression.regex.names()) {
        if (name.starts_with("key_")) captures.push_back({group, true, name.substr(4)});
        if (name.starts_with("value_")) captures.push_back({group, false, name.substr(6)});
    }
    sets_.push_back(sets);
    entries_.push_back({pattern, std::move(expression.regex), std::move(captures)});
}

Sayings Patterns::match(const FoldedWords& words, const Guards& guards, Session& session, bool with_prevented, Confirm how) const {
    Round round{words, guards, session, with_prevented};
    if (how == Confirm::everywhere) round.effort = Effort(std::numeric_limits<std::uint64_t>::max());
    const auto proposals = how == Confirm::where_literals_stand ? propose(words, session) : propose_all(words);
    for (const Proposal& proposal : proposals) {
        if (round.effort.exhausted()) break;
        confirm(proposal, round);
    }
    round.out.incomplete = round.effort.incomplete || round.effort.exhausted();
    return std::move(round.out);
}

/// Which literal sets of which expressions were met in one unit after the other. An expression is proposed as soon as all
/// of its sets were met.
class Patterns::Meetings {
public:
    Meetings(const std::vector<std::uint8_t>& sets, Session& session) : sets_(sets), session_(session) { session.met.resize(sets.size()); }

    void begin(std::size_t unit) {
        unit_ = static_cast<std::uint32_t>(unit);
        ++session_.unit;
    }
    void meet(const Want& want) {
        Session::Met& met = session_.met[want.entry];
        if (met.unit != session_.unit) met = {session_.unit, 0};
        if (met.sets == sets_[want.entry]) return;
        met.sets |= want.set;
        if (met.sets == sets_[want.entry]) out.push_back({want.entry, unit_});
    }

    std::vector<Proposal> out;

private:
    const std::vector<std::uint8_t>& sets_;
    Session& session_;
    std::uint32_t unit_ = 0;
};

std::vector<Patterns::Proposal> Patterns::propose(const FoldedWords& words, Session& session) const {
    const std::string_view text = words.text();
    session.hits.clear();
    prefilter_.scan(text, session.prefilter, session.hits);
    Meetings meetings(sets_, session);
    bool in_larger_units = false;
    const auto meet = [&](const LiteralHit& hit, const Stretch& unit, Unit scope) {
        const Posting& posting = by_literal_[hit.literal];
        const std::size_t from = hit.end - posting.bytes;
        if (!unit.holds(from, hit.end)) return;
        const bool begins_word = from == unit.from || !is_word_byte(text[from - 1]);
        const bool ends_word = hit.end == unit.to || !is_word_byte(text[hit.end]);
        for (std::uint32_t w = posting.from; w < posting.to; ++w) {
            const Want& want = wants_[w];
            if (want.scope != scope) in_larger_units = true;
            else if ((begins_word || !want.begins_word) && (ends_word || !want.ends_word)) meetings.meet(want);
        }
    };
    // Both hits and units stand in the order of the text. Windows of long sentences overlap, so hits are gone back to.
    const auto meet_all = [&](const auto& units, Unit scope) {
        std::size_t first = 0;
        for (std::size_t u = 0; u < units.size(); ++u) {
            while (first < session.hits.size() && session.hits[first].end <= units[u].from) ++first;
            if (first == session.hits.size()) return;
            meetings.begin(u);
            for (std::size_t h = first; h < session.hits.size() && session.hits[h].end <= units[u].to; ++h) meet(session.hits[h], units[u], scope);
        }
    };
    meet_all(words.units.sentences, Unit::sentence);
    if (in_larger_units) {
        if (words.units.has_subject) meet_all(std::span(words.units.sentences).first(1), Unit::subject);
        meet_all(words.units.paragraphs, Unit::paragraph);
        const Stretch whole[] = {{0, text.size()}};
        meet_all(std::span(whole), Unit::text);
    }
    for (const std::uint32_t entry : always_) propose_everywhere(entry, words, meetings.out);
    return std::move(meetings.out);
}

std::vector<Patterns::Proposal> Patterns::propose_all(const FoldedWords& words) const {
    std::vector<Proposal> out;
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) propose_everywhere(entry, words, out);
    return out;
}

void Patterns::propose_everywhere(std::uint32_t entry, const FoldedWords& words, std::vector<Proposal>& out) const {
    std::size_t count = 0;
    switch (patterns_[entries_[entry].pattern].spec.scope) {
        case Unit::sentence: count = words.units.sentences.size(); break;
        case Unit::subject: count = words.units.has_subject ? 1 : 0; break;
        case Unit::paragraph: count = words.units.paragraphs.size(); break;
        case Unit::text: count = words.units.sentences.empty() ? 0 : 1; break;
    }
    for (std::size_t unit = 0; unit < count; ++unit) out.push_back({entry, static_cast<std::uint32_t>(unit)});
}

void Patterns::confirm(const Proposal& proposal, Round& round) const {
    const Entry& entry = entries_[proposal.entry];
    const Pattern& pattern = patterns_[entry.pattern];
    const auto& sentences = round.words.units.sentences;
    const Unit scope = pattern.spec.scope;
    const bool one_sentence = scope == Unit::sentence || scope == Unit::subject;

    Stretch unit{0, round.words.text().size()};
    if (one_sentence) unit = sentences[proposal.unit];
    if (scope == Unit::paragraph) unit = round.words.units.paragraphs[proposal.unit];
    if (pattern.spec.act.empty()) return confirm_facts(entry, unit, round);

    const std::string_view text = round.words.text(unit);
    for (std::size_t from = 0; from < text.size() && round.search(entry.regex, text, from);) {
        Said said = say(entry, unit, round);
        const std::size_t sentence = one_sentence ? proposal.unit : round.words.units.sentence_at(said.at.from);
        if (excluded(entry, unit, said.at, round)) return;
        if (!guarded(entry, said.at, sentence, round)) {
            round.out.said.push_back(std::move(said));
            return;
        }
        // A guard speaks for its sentence only; in a larger unit another sentence may say it freely.
        if (one_sentence || sentence + 1 >= sentences.size() || sentences[sentence + 1].from >= unit.to) return;
        from = std::max(sentences[sentence + 1].from, said.at.from + 1) - unit.from;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) ++from;
    }
}

/// All that a unit says: two orders in one sentence are two keys, and no date of that sentence belongs to one of them.
void Patterns::confirm_facts(const Entry& entry, const Stretch& unit, Round& round) const {
    // A list of more numbers than this is not about one of them; and each search counts for the whole rest of the unit.
    constexpr std::size_t most = 16;
    const std::string_view text = round.words.text(unit);
    std::size_t from = 0;
    for (std::size_t found = 0; found < most && from < text.size() && round.search(entry.regex, text, from); ++found) {
        Said said = say(entry, unit, round);
        if (found == 0 && excluded(entry, unit, said.at, round)) return;
        // A key stays a key in a question or a condition; a value is only stated outside of them.
        said.stated = said.values.empty() || !guarded(entry, said.at, round.words.units.sentence_at(said.at.from), round);
        from = said.at.to - unit.from;
        round.out.said.push_back(std::move(said));
    }
}

void Patterns::note(const Entry& entry, std::string by, const Stretch& at, const Stretch& because, Round& round) const {
    if (!round.with_prevented) return;
    const PatternSpec& spec = patterns_[entry.pattern].spec;
    const FoldedWords& words = round.words;
    const Stretch source = words.source(at);
    round.out.prevented.push_back(
        {spec.name, spec.act, std::move(by), words.evidence(at), words.evidence(because), spec.place, source.from, source.to});
}

bool Patterns::excluded(const Entry& entry, const Stretch& unit, const Stretch& at, Round& round) const {
    for (const Regex& unless : patterns_[entry.pattern].unless) {
        if (!round.search(unless, round.words.text(unit))) continue;
        const auto [from, to] = round.session.regex.group(0);
        note(entry, "unless", at, {unit.from + from, unit.from + to}, round);
        return true;
    }
    return false;
}

bool Patterns::guarded(const Entry& entry, const Stretch& at, std::size_t sentence, Round& round) const {
    const auto stopped = round.guards.stops(patterns_[entry.pattern].spec, round.words, sentence, round.session, round.findings, round.effort);
    if (stopped) note(entry, stopped->by, at, stopped->at, round);
    return stopped.has_value();
}

Said Patterns::say(const Entry& entry, const Stretch& unit, Round& round) const {
    const auto [from, to] = round.session.regex.group(0);
    Said out{entry.pattern, {unit.from + from, unit.from + to}, {}, {}};
    for (const Capture& capture : entry.captures) {
        const auto [begin, end] = round.session.regex.group(capture.group);
        if (begin == std::string::npos || begin >= end) continue;
        const std::string_view written = round.words.written({unit.from + begin, unit.from + end});
        auto normal = capture.key ? normal_key(written) : normal_value(capture.name, written);
        if (!normal.empty()) (capture.key ? out.keys : out.values).try_emplace(capture.name, std::move(normal));
    }
    return out;
}

void Patterns::run_examples(const Guards& guards, Session& session, std::vector<grammar::Diagnostic>& diagnostics) const {
    const auto words_of = [](const Pattern& pattern, const std::string& example) {
        message::OwnWords words;
        words.text = pattern.spec.scope == Unit::subject ? example + "\n\n" : "\n\n" + example;
        if (pattern.spec.scope == Unit::subject) words.subject_bytes = example.size();
        return words;
    };
    const auto try_on = [&](const Pattern& pattern, const std::string& example) {
        const message::OwnWords words = words_of(pattern, example);
        const FoldedWords folded = fold_words(words);
        Round round{folded, guards, session, true};
        std::vector<Proposal> proposals;
        for (std::uint32_t entry = pattern.first_entry; entry < pattern.last_entry; ++entry) propose_everywhere(entry, folded, proposals);
        for (const Proposal& proposal : proposals) confirm(proposal, round);
        std::erase_if(round.out.said, [](const Said& said) { return !said.stated; });
        return std::move(round.out);
    };
    for (const Pattern& pattern : patterns_) {
        const auto report = [&](const grammar::Located& example, const std::string& what, const std::string& why = "") {
            diagnostics.push_back({grammar::Severity::error, example.place, "pattern '" + pattern.spec.name + "': " + what + ' ' + quoted(example.value) + why});
        };
        for (const auto& example : pattern.spec.examples.match) {
            const Sayings found = try_on(pattern, example.value);
            if (!found.said.empty()) continue;
            if (found.prevented.empty()) {
                const message::OwnWords words = words_of(pattern, example.value);
                const auto miss = nearest_miss(pattern.spec, fold_words(words), session.regex);
                report(example, "does not match its example", miss ? ": " + where_it_breaks(*miss) : "");
            } else {
                const Prevented& first = found.prevented.front();
                report(example, "is prevented by " + first.by + " ('" + first.because + "') in its example");
            }
        }
        for (const auto& example : pattern.spec.examples.pass) {
            if (!try_on(pattern, example.value).said.empty()) report(example, "matches its counterexample");
        }
    }
}

}  // namespace onevoice::rules
