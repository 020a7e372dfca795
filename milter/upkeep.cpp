#include "milter/upkeep.h"

#include "message/address.h"
#include "milter/clock.h"

namespace onevoice::milter {
namespace {

using SteadyClock = std::chrono::steady_clock;

// A registry that is away is often back within a minute; asking it more often would only fill the log.
constexpr auto journal_interval = std::chrono::seconds(10);
// Retention is counted in days.
constexpr auto purge_interval = std::chrono::hours(1);

bool due(SteadyClock::time_point& next, SteadyClock::duration interval) {
    const auto now = SteadyClock::now();
    if (now < next) return false;
    next = now + interval;
    return true;
}

holds::Entry alarm_of(const filter::Journal::Late& late, const filter::Snapshot& snapshot) {
    holds::Entry entry;
    entry.event = holds::Event::late_conflict;
    entry.at = wall_clock();
    entry.queue_id = late.proposal.queue_id;
    entry.message_id = late.proposal.message_id;
    entry.department = late.proposal.decisions.front().department;
    entry.rules = snapshot.rules->version();
    const rules::Conflict& conflict = late.conflict;
    holds::LoggedRecipient recipient{late.recipient, "pass", std::string(rules::action_name(conflict.rule->action)), std::nullopt};
    recipient.conflict = holds::logged(conflict);
    entry.recipients.push_back(std::move(recipient));
    return entry;
}

}  // namespace

void Upkeep::tick(const filter::Snapshot& snapshot) {
    refresh_breaker(snapshot);
    settle_deliveries();
    if (due(next_journal_, journal_interval)) check_journal(snapshot);
    if (due(next_purge_, purge_interval)) purge(snapshot);
}

void Upkeep::refresh_breaker(const filter::Snapshot& snapshot) {
    const Result<void> refreshed = breaker_.refresh(wall_clock());
    const std::string failure = refreshed ? std::string() : refreshed.error().text();
    // What fails every second is told once.
    if (!failure.empty() && failure != breaker_failure_) {
        holds::Entry entry;
        entry.event = holds::Event::breaker_failed;
        entry.at = wall_clock();
        entry.reason = failure;
        entry.rules = snapshot.rules->version();
        log_.write(entry);
    }
    breaker_failure_ = failure;
}

void Upkeep::settle_deliveries() {
    if (deliveries_ == nullptr) return;
    deliveries_->poll([&](const holds::Delivery& delivery) {
        registry::Selector selector{"", delivery.queue_id, std::nullopt};
        if (delivery.recipient) {
            const Result<std::string> address = message::canonical_address(*delivery.recipient);
            if (!address) return;
            selector.address = *address;
        }
        // Most messages decide nothing: looking costs little, writing would wait for the disk.
        const auto found = registry_.find(selector);
        if (!found || found->empty()) return;
        // When the registry is away the decision stays pending and counts, which errs on the careful side.
        (void)registry_.settle(selector, delivery.delivered ? State::committed : State::retracted).ok();
    });
}

void Upkeep::check_journal(const filter::Snapshot& snapshot) {
    // An error means that the registry is still away; every message says so in the log already.
    (void)journal_.replay(registry_, *snapshot.rules, [&](const filter::Journal::Late& late) { log_.write(alarm_of(late, snapshot)); })
        .ok();
}

void Upkeep::purge(const filter::Snapshot& snapshot) {
    // What could not be deleted now is deleted in an hour.
    (void)registry_.purge(wall_clock(), [&](std::string_view act) { return snapshot.rules->retention_of(act, snapshot.policy.retention); })
        .ok();
}

}  // namespace onevoice::milter
