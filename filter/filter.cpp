#include "filter/filter.h"

#include <chrono>

#include "filter/report.h"
#include "message/address.h"

namespace onevoice::filter {
namespace {

using rules::Action;

std::string quarantine_reason(const std::string& reference, const Examination& examined) {
    std::string reason = "onevoice " + reference;
    for (const RecipientVerdict& verdict : examined.recipients)
        if (verdict.judgement.action == Action::hold) {
            reason += " " + verdict.judgement.conflicts.front().rule->name;
            break;
        }
    constexpr std::size_t postfix_keeps = 100;
    if (reason.size() > postfix_keeps) reason.resize(postfix_keeps);
    for (char& c : reason)
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
    return reason;
}

std::int64_t microseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Outcome Filter::decide(std::shared_ptr<const Snapshot> snapshot, const Envelope& envelope, std::string_view raw, Time now) {
    const auto start = std::chrono::steady_clock::now();
    const Examination examined = examine(snapshot, registry_, envelope, raw, now);
    holds::Entry entry = entry_of(examined, envelope, now);

    if (examined.failure) {
        // What was not checked now is checked when the registry is back; a late conflict raises an alarm.
        if (snapshot->policy.fail_mode == FailMode::pass) (void)journal_.append(examined.proposal).ok();
        entry.microseconds = microseconds_since(start);
        return apply_fail_mode(*snapshot, std::move(entry), examined.failure->text());
    }

    Outcome outcome;
    if (examined.action == Action::hold) {
        outcome = {Disposition::hold, holds::new_hold_id(), {}};
        outcome.quarantine_reason = quarantine_reason(outcome.reference, examined);
        if (const Result<void> written = write_hold(examined, envelope, outcome.reference, now); !written) {
            // Without a record nobody could find the message again. When it passes after all, its recipients were told.
            if (snapshot->policy.fail_mode == FailMode::pass)
                (void)registry_.settle({examined.reading.message_id, envelope.queue_id, std::nullopt}, State::pending).ok();
            entry.microseconds = microseconds_since(start);
            return apply_fail_mode(*snapshot, std::move(entry), written.error().text());
        }
    } else if (examined.action == Action::annotate) {
        outcome = {Disposition::annotate, holds::new_hold_id(), {}};
    }
    entry.reference = outcome.reference;
    entry.microseconds = microseconds_since(start);
    log_.write(entry);
    return outcome;
}

void Filter::log_skipped(const Snapshot& snapshot, const Envelope& envelope, Skip skip, Time now) {
    log_.write(skipped_entry(snapshot, envelope, skip, now));
}

Outcome Filter::fail(const Snapshot& snapshot, const Envelope& envelope, const std::string& cause, Time now) noexcept {
    try {
        return apply_fail_mode(snapshot, envelope_entry(snapshot, envelope, now), cause);
    } catch (...) {
        // Not even a log line can be made (out of memory): the client is asked to come again.
        return {Disposition::tempfail, {}, {}};
    }
}

Result<void> Filter::write_hold(const Examination& examined, const Envelope& envelope, const std::string& id, Time now) {
    return book_.write(hold_of(examined, envelope, id, now));
}

Outcome Filter::apply_fail_mode(const Snapshot& snapshot, holds::Entry entry, const std::string& cause) {
    entry.event = holds::Event::unchecked;
    entry.reason = cause;
    Outcome outcome;
    switch (snapshot.policy.fail_mode) {
        case FailMode::pass: entry.mode = "pass"; break;
        case FailMode::tempfail:
            entry.mode = "tempfail";
            outcome.disposition = Disposition::tempfail;
            break;
        case FailMode::hold:
            entry.mode = "hold";
            outcome.disposition = Disposition::hold;
            outcome.reference = holds::new_hold_id();
            outcome.quarantine_reason = "onevoice " + outcome.reference + " unchecked";
            break;
    }
    for (holds::LoggedRecipient& recipient : entry.recipients) recipient.verdict = entry.mode;
    entry.reference = outcome.reference;
    log_.write(entry);
    return outcome;
}

}  // namespace onevoice::filter
