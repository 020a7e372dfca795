#include "filter/report.h"

#include <utility>

#include "message/address.h"

namespace onevoice::filter {
namespace {

using rules::Action;

/// Those that the message is about; a mere mention is nothing to report.
std::vector<holds::LoggedName> logged(const std::vector<rules::NamedContact>& named) {
    std::vector<holds::LoggedName> out;
    for (const rules::NamedContact& each : named)
        if (each.ignored.empty())
            out.push_back({each.group->name, each.group->place.text(), each.key, each.words, std::string(rules::naming_name(each.naming))});
    return out;
}

holds::Event event_of(const Examination& examined) {
    if (examined.skipped) return holds::Event::skipped;
    if (examined.action == Action::hold) return holds::Event::held;
    if (examined.action == Action::annotate) return holds::Event::annotated;
    if (examined.intended == Action::hold) return holds::Event::would_hold;
    if (examined.intended == Action::annotate) return holds::Event::would_annotate;
    return holds::Event::passed;
}

}  // namespace

holds::Entry envelope_entry(const Snapshot& snapshot, const Envelope& envelope, Time now) {
    holds::Entry entry;
    entry.at = now;
    entry.queue_id = envelope.queue_id;
    entry.login = envelope.login;
    entry.client = envelope.client;
    entry.sender = message::bare(envelope.sender);
    entry.mode = rules::mode_name(snapshot.policy.mode);
    entry.rules = snapshot.rules->version();
    if (const rules::Department* department = department_of(snapshot, envelope))
        entry.department = department->name;
    return entry;
}

holds::Entry skipped_entry(const Snapshot& snapshot, const Envelope& envelope, Skip skip, Time now) {
    holds::Entry entry = envelope_entry(snapshot, envelope, now);
    entry.event = holds::Event::skipped;
    entry.reason = skip_name(skip);
    return entry;
}

holds::Entry tripped_entry(const Snapshot& snapshot, const holds::Trip& trip) {
    holds::Entry entry;
    entry.event = holds::Event::breaker_tripped;
    entry.at = trip.at;
    entry.rule = trip.rule;
    entry.reason = holds::text_of(trip);
    entry.mode = rules::mode_name(rules::Mode::simulate);
    entry.rules = snapshot.rules->version();
    return entry;
}

holds::Entry entry_of(const Examination& examined, const Envelope& envelope, Time now) {
    holds::Entry entry = envelope_entry(*examined.snapshot, envelope, now);
    entry.event = event_of(examined);
    entry.message_id = examined.reading.message_id;
    if (examined.skipped) entry.reason = skip_name(*examined.skipped);
    for (const RecipientVerdict& verdict : examined.recipients) {
        holds::LoggedRecipient recipient{verdict.recipient, std::string(rules::action_name(verdict.judgement.action)),
                                         std::string(rules::action_name(verdict.judgement.intended)), std::nullopt};
        if (!verdict.judgement.conflicts.empty()) recipient.conflict = holds::logged(verdict.judgement.conflicts.front());
        entry.recipients.push_back(std::move(recipient));
    }
    entry.acts = examined.fingerprint.acts;
    entry.facts = examined.fingerprint.facts;
    entry.named = logged(examined.named);
    for (const message::Oddity& oddity : examined.reading.oddities) entry.oddities.push_back(oddity.code);
    if (envelope.cut) entry.oddities.push_back("message-limit");
    if (examined.fingerprint.incomplete) entry.oddities.push_back("fingerprint-incomplete");
    return entry;
}

holds::Hold hold_of(const Examination& examined, const Envelope& envelope, const holds::Entry& entry) {
    holds::Hold hold;
    hold.id = entry.reference;
    hold.queue_id = entry.queue_id;
    hold.message_id = entry.message_id;
    hold.department = entry.department;
    hold.sender = entry.sender;
    hold.login = entry.login;
    hold.subject = examined.reading.subject;
    for (const std::string& recipient : envelope.recipients) hold.recipients.emplace_back(message::bare(recipient));
    if (entry.event == holds::Event::unchecked) hold.unchecked = entry.reason;
    for (const RecipientVerdict& verdict : examined.recipients)
        if (verdict.judgement.action == Action::hold) hold.reasons.push_back({verdict.recipient, holds::logged(verdict.judgement.conflicts.front())});
    hold.named = entry.named;
    hold.at = entry.at;
    hold.deadline = entry.at + examined.snapshot->policy.hold_deadline;
    return hold;
}

}  // namespace onevoice::filter
