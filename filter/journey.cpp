#include "filter/journey.h"

#include <algorithm>
#include <utility>

#include "filter/addressees.h"

namespace onevoice::filter {
namespace {

/// Bulk mail is compared but not personal: it is annotated at the most.
void soften(rules::Judgement& judgement) {
    judgement.action = std::min(judgement.action, rules::Action::annotate);
    judgement.intended = std::min(judgement.intended, rules::Action::annotate);
}

}  // namespace

std::vector<Decision> decisions_of(const rules::Fingerprint& fingerprint, const rules::Department& department,
                                   const std::string& message_id, Time at) {
    std::vector<Decision> out;
    for (const rules::Act& act : fingerprint.acts)
        out.push_back({department.name, department.voice, act.act, act.about, act.keys, act.values, at, message_id, State::pending,
                       fingerprint.signature});
    for (const Thing& thing : things_of(fingerprint)) {
        Decision stated{department.name, department.voice, "", "", {{thing.name, thing.key}}, {}, at, message_id, State::pending, 0};
        for (const rules::Fact& fact : fingerprint.facts)
            if (fact.key_name == thing.name && fact.key == thing.key) stated.values.emplace(fact.value_name, fact.value);
        out.push_back(std::move(stated));
    }
    return out;
}

std::vector<Thing> things_of(const rules::Fingerprint& fingerprint) {
    std::vector<Thing> out;
    for (const rules::Fact& fact : fingerprint.facts) out.push_back({fact.key_name, fact.key});
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<Recognition> recognise(const rules::RuleSet& rules, const Policy& policy, std::string_view raw, bool with_prevented) {
    Result<message::Reading> reading = message::read(raw, policy.limits);
    if (!reading) return reading.error();
    Recognition out;
    out.reading = std::move(*reading);
    out.skipped = skip_by_content(policy, out.reading);
    out.words = message::own_words(out.reading);
    if (!out.skipped) out.fingerprint = rules.fingerprint(out.words, with_prevented);
    return out;
}

Examination examine(std::shared_ptr<const Snapshot> snapshot, registry::Registry& registry, const Envelope& envelope,
                    std::string_view raw, Time now, const rules::Tripped& tripped) {
    Examination out;
    out.snapshot = snapshot;
    const rules::RuleSet& rules = *snapshot->rules;

    // 1. Is it outbound mail of a department?
    out.skipped = skip_by_envelope(*snapshot, envelope);
    if (out.skipped) return out;
    out.department = department_of(*snapshot, envelope);

    // 2. What does the sender say in it, and what does that do to the recipients?
    Result<Recognition> recognised = recognise(rules, snapshot->policy, raw);
    if (!recognised) {
        out.failure = recognised.error();
        return out;
    }
    out.reading = std::move(recognised->reading);
    out.fingerprint = std::move(recognised->fingerprint);
    out.skipped = recognised->skipped;
    if (out.skipped) return out;
    Addressees addressees = addressees_of(*snapshot, envelope, out.reading.oddities);
    for (const std::string& recipient : addressees.recipients) out.recipients.push_back({recipient, {}});
    if ((out.fingerprint.acts.empty() && out.fingerprint.facts.empty()) || addressees.contacts.empty()) return out;

    // 3. Whom is it about, if not those it is written to? And what were they told before?
    out.named = rules.name_contacts(addressees.contacts, recognised->words, out.fingerprint);
    // Judging and reserving are one transaction.
    const bool bulk = out.reading.bulk && snapshot->policy.bulk == BulkMode::annotate;
    registry::Proposal& proposal = out.proposal;
    for (const rules::Contact& contact : addressees.contacts) proposal.recipients.push_back(identity_of(contact));
    if (!bulk) proposal.decisions = decisions_of(out.fingerprint, *out.department, out.reading.message_id, now);
    proposal.message_id = out.reading.message_id;
    proposal.queue_id = envelope.queue_id;
    proposal.at = now;
    proposal.since = now - rules.longest_window();
    proposal.things = things_of(out.fingerprint);

    std::vector<rules::Judgement> judgements;
    const auto judge = [&](std::span<const std::vector<EarlierDecision>> histories) {
        judgements.clear();
        out.action = out.intended = rules::Action::pass;
        for (std::size_t i = 0; i < histories.size(); ++i) {
            judgements.push_back(rules.judge(out.fingerprint, *out.department, addressees.contacts[i], histories[i], now,
                                             snapshot->policy.mode, tripped, out.reading.message_id));
            if (bulk) soften(judgements.back());
            out.action = std::max(out.action, judgements.back().action);
            out.intended = std::max(out.intended, judgements.back().intended);
        }
        // The MTA holds whole messages: when one recipient's copy is held, nobody was told anything.
        const State state = out.action == rules::Action::hold ? State::held : State::pending;
        return std::vector<State>(histories.size(), state);
    };
    if (const Result<void> reserved = registry.decide(proposal, judge); !reserved) {
        out.failure = reserved.error();
        out.action = out.intended = rules::Action::pass;
        return out;
    }

    // 4. The verdict of each recipient is that of its contact.
    for (std::size_t i = 0; i < out.recipients.size(); ++i) out.recipients[i].judgement = judgements[addressees.contact_of[i]];
    return out;
}

}  // namespace onevoice::filter
