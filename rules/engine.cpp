#include "rules/engine.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "rules/acts.h"
#include "rules/facts.h"

namespace onevoice::rules {

Engine::Engine(MatcherInput input, std::vector<grammar::Diagnostic>& diagnostics)
    : guards_(std::move(input.guards), compile_scratch_, diagnostics),
      patterns_(std::move(input.patterns), compile_scratch_, diagnostics),
      text_blocks_(std::move(input.text_blocks), diagnostics),
      courtesies_(std::move(input.courtesies)),
      watched_(std::move(input.watched)) {}

std::unique_ptr<Session> Engine::session() const {
    if (auto used = sessions_.take()) return used;
    auto fresh = std::make_unique<Session>();
    guards_.prepare(fresh->prefilter);
    patterns_.prefilter().prepare(fresh->prefilter);
    return fresh;
}

void Engine::run_examples(std::vector<grammar::Diagnostic>& diagnostics) const {
    auto session = this->session();
    guards_.run_examples(*session, diagnostics);
    patterns_.run_examples(guards_, *session, diagnostics);
    sessions_.give(std::move(session));
}

Fingerprint Engine::match(const message::OwnWords& words, bool with_prevented, Confirm confirm) const {
    Fingerprint out;
    const FoldedWords folded = fold_words(words);

    auto session = this->session();
    Sayings sayings = patterns_.match(folded, guards_, *session, with_prevented, confirm);
    sessions_.give(std::move(session));
    out.incomplete = sayings.incomplete;

    const WordHashes hashes = hash_words(folded.text());
    out.signature = signature_of(hashes);
    const auto blocks = text_blocks_.find(hashes);

    out.prevented = std::move(sayings.prevented);
    out.facts = facts_of(folded, patterns_, sayings.said, watched_);
    std::vector<Act> acts = acts_of_patterns(folded, patterns_, sayings.said, out);
    for (const auto& found : blocks) {
        const TextBlockSpec& spec = text_blocks_.spec(found.block);
        const Stretch source = folded.source(found.at);
        out.text_blocks.push_back({spec.name, found.contained, source.from, source.to});
        acts.push_back({spec.act, spec.about, {}, {}, folded.evidence(found.at), spec.name, spec.place, source.from, source.to});
    }
    out.acts = one_per_matter(std::move(acts));
    drop_courtesies(courtesies_, with_prevented, out);
    give_facts(out);
    std::sort(out.prevented.begin(), out.prevented.end(), [](const Prevented& a, const Prevented& b) {
        return std::tie(a.from, a.to, a.rule, a.by, a.because) < std::tie(b.from, b.to, b.rule, b.by, b.because);
    });
    return out;
}

}  // namespace onevoice::rules
