#include "filter/filter.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

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

/// Simulation touches no message, whatever fails. What will fail every time is not answered with "come again": the client
/// would, for days; somebody has to look at it.
FailMode fail_mode_for(const Snapshot& snapshot, const rules::Department* department, Kind failure) {
    rules::Mode mode = snapshot.policy.mode;
    if (department != nullptr && department->mode) mode = std::min(mode, *department->mode);
    if (mode <= rules::Mode::simulate) return FailMode::pass;
    if (snapshot.policy.fail_mode == FailMode::tempfail && failure == Kind::malformed) return FailMode::hold;
    return snapshot.policy.fail_mode;
}

std::int64_t microseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Outcome Filter::decide(std::shared_ptr<const Snapshot> snapshot, const Envelope& envelope, std::string_view raw, Time now) {
    const auto start = std::chrono::steady_clock::now();
    const auto tripped = breaker_.tripped();
    const Examination examined = examine(std::move(snapshot), registry_, envelope, raw, now, *tripped);
    if (!examined.skipped) breaker_.looked_at();
    holds::Entry entry = entry_of(examined, envelope, now);
    Outcome outcome;
    std::optional<Error> failure = examined.failure;
    if (!failure && examined.action != Action::pass) {
        entry.reference = outcome.reference = holds::new_hold_id();
        outcome.disposition = Disposition::annotate;
    }
    if (!failure && examined.action == Action::hold) {
        outcome.disposition = Disposition::hold;
        outcome.quarantine_reason = quarantine_reason(outcome.reference, examined);
        // Without a record nobody could find the message again.
        if (const Result<void> written = book_.write(hold_of(examined, envelope, entry)); !written) failure = written.error();
    }
    entry.microseconds = microseconds_since(start);
    if (failure) return apply_fail_mode(examined, envelope, std::move(entry), *failure);
    log_.write(entry);
    if (outcome.disposition == Disposition::hold) count_holds(examined, now);
    return outcome;
}

void Filter::count_holds(const Examination& examined, Time now) {
    const rules::Budget& common = examined.snapshot->policy.budget;
    std::set<std::string_view> counted;
    for (const RecipientVerdict& verdict : examined.recipients) {
        if (verdict.judgement.action != Action::hold) continue;
        const rules::ConflictRule& rule = *verdict.judgement.conflicts.front().rule;
        const rules::Budget& budget = rule.budget ? *rule.budget : common;
        if (budget.holds == 0 || !counted.insert(rule.name).second) continue;
        if (const auto trip = breaker_.held(rule.name, budget, now)) log_.write(tripped_entry(*examined.snapshot, *trip));
    }
}

void Filter::log_skipped(const Snapshot& snapshot, const Envelope& envelope, Skip skip, Time now) {
    log_.write(skipped_entry(snapshot, envelope, skip, now));
}

Outcome Filter::fail(const Snapshot& snapshot, const Envelope& envelope, const std::string& cause, Time now) noexcept {
    try {
        Examination nothing;
        nothing.department = department_of(snapshot, envelope);
        nothing.snapshot = {std::shared_ptr<const Snapshot>(), &snapshot};  // lent: it does not outlive this call
        return apply_fail_mode(nothing, envelope, envelope_entry(snapshot, envelope, now), {Kind::unavailable, cause});
    } catch (...) {
        // Not even a log line can be made (out of memory): the client is asked to come again.
        return {Disposition::tempfail, {}, {}};
    }
}

Outcome Filter::apply_fail_mode(const Examination& examined, const Envelope& envelope, holds::Entry entry, const Error& failure) {
    entry.event = holds::Event::unchecked;
    entry.reason = failure.text();
    entry.reference.clear();
    Outcome outcome;
    Result<void> kept;
    switch (fail_mode_for(*examined.snapshot, examined.department, failure.kind)) {
        case FailMode::pass:
            entry.mode = "pass";
            kept = remember(examined, envelope);
            break;
        case FailMode::tempfail:
            entry.mode = "tempfail";
            outcome.disposition = Disposition::tempfail;
            break;
        case FailMode::hold:
            entry.mode = "hold";
            outcome = {Disposition::hold, holds::new_hold_id(), {}};
            outcome.quarantine_reason = "onevoice " + outcome.reference + " unchecked";
            entry.reference = outcome.reference;
            kept = book_.write(hold_of(examined, envelope, entry));
            break;
    }
    // The last resort is the log: what could not be kept for later stands in this line.
    if (!kept) entry.reason += "; " + kept.error().text();
    for (holds::LoggedRecipient& recipient : entry.recipients) recipient.verdict = entry.mode;
    log_.write(entry);
    return outcome;
}

Result<void> Filter::remember(const Examination& examined, const Envelope& envelope) {
    // Decisions that the registry has already are of a message that could not be held: they were told after all.
    if (!examined.failure && registry_.settle({examined.reading.message_id, envelope.queue_id, std::nullopt}, State::pending)) return {};
    // The others are checked when the registry is back. A late conflict raises an alarm.
    return journal_.append(examined.proposal);
}

}  // namespace onevoice::filter
