#include "holds/review.h"

#include <algorithm>
#include <functional>
#include <set>

namespace onevoice::holds {
namespace {

struct Decision {
    HoldState state;
    State told;    ///< what the decisions of the message become in the registry
    Event event;
    std::function<Result<Whereabouts>(const MtaQueue&, std::string_view)> act;
};

std::string ended_text(const Hold& hold) {
    std::string text = std::string(hold_state_name(hold.state)) + " at " + format_time(hold.ended);
    if (!hold.ended_by.empty()) text += " by " + hold.ended_by;
    return text;
}

Entry log_entry(const Hold& hold, Event event, std::string_view by, std::string_view comment, Time now) {
    Entry entry;
    entry.event = event;
    entry.at = now;
    entry.queue_id = hold.queue_id;
    entry.message_id = hold.message_id;
    entry.reference = hold.id;
    entry.department = hold.department;
    entry.sender = hold.sender;
    entry.actor = by;
    entry.reason = comment;
    const std::string verdict(event == Event::released ? "pass" : "hold");  // what was done with it; of a lost one, so far
    for (const std::string& recipient : hold.recipients) entry.recipients.push_back({recipient, verdict, verdict, std::nullopt});
    return entry;
}

/// The registry first, because an act that reached its recipient and is not on record is the worse mistake; settling it
/// twice is harmless. Then the MTA, whose success is verified, then the book, then the log.
Result<Review> end_hold(const Desk& desk, std::string_view id, std::string_view by, std::string_view comment, Time now,
                        const Decision& decision) {
    Review review;
    Result<Hold> changed = desk.book.change(id, [&](Hold& hold) -> Result<void> {
        if (hold.state != HoldState::open)
            return Error{Kind::malformed, "ending hold '" + hold.id + "': it was " + ended_text(hold)};
        const registry::Selector selector{hold.message_id, hold.queue_id, std::nullopt};
        if (const auto settled = desk.registry.settle(selector, decision.told, now); !settled) return settled.error();
        const Result<Whereabouts> moved = decision.act(desk.queue, hold.queue_id);
        if (!moved) {
            // Nobody was told anything after all. (Where it is unknown what the MTA did, the queue reports no error.)
            (void)desk.registry.settle(selector, State::held).ok();
            return moved.error();
        }
        review.whereabouts = *moved;
        hold.state = decision.state;
        hold.ended = now;
        hold.ended_by = by;
        hold.comment = comment;
        return {};
    });
    if (!changed) return changed.error();
    review.hold = *changed;
    desk.log.write(log_entry(review.hold, decision.event, by, comment, now));
    return review;
}

Result<Whereabouts> not_held(const MtaQueue& queue, std::string_view queue_id) {
    const Result<std::vector<QueuedMessage>> messages = queue.list();
    if (!messages) return messages.error();
    Whereabouts where = Whereabouts::left;
    for (const QueuedMessage& message : *messages) {
        if (message.queue_id != queue_id) continue;
        if (message.queue == "hold")
            return Error{Kind::malformed, "closing '" + std::string(queue_id) + "': its message is still in the hold queue, release or return it"};
        where = Whereabouts::queued;
    }
    return where;
}

}  // namespace

Result<Review> release(const Desk& desk, std::string_view id, std::string_view by, std::string_view comment, Time now) {
    return end_hold(desk, id, by, comment, now,
                    {HoldState::released, State::committed, Event::released,
                     [](const MtaQueue& queue, std::string_view queue_id) { return queue.release(queue_id); }});
}

Result<Review> return_to_sender(const Desk& desk, std::string_view id, std::string_view by, std::string_view comment, Time now) {
    return end_hold(desk, id, by, comment, now,
                    {HoldState::returned, State::retracted, Event::returned,
                     [](const MtaQueue& queue, std::string_view queue_id) { return queue.return_to_sender(queue_id); }});
}

Result<Review> close(const Desk& desk, std::string_view id, bool delivered, std::string_view by, std::string_view comment, Time now) {
    return end_hold(desk, id, by, comment, now,
                    {HoldState::gone, delivered ? State::committed : State::retracted, Event::gone,
                     [](const MtaQueue& queue, std::string_view queue_id) { return not_held(queue, queue_id); }});
}

Result<std::vector<JoinedHold>> joined(const Book& book, const MtaQueue& queue, bool all, std::vector<Error>& damaged) {
    Result<std::vector<Hold>> holds = book.list(damaged);
    if (!holds) return holds.error();
    const Result<std::vector<QueuedMessage>> messages = queue.list();
    if (!messages) return messages.error();

    std::vector<JoinedHold> out;
    std::set<std::string> recorded;
    for (Hold& hold : *holds) {
        const auto message = std::find_if(messages->begin(), messages->end(), [&](const QueuedMessage& queued) {
            return queued.queue_id == hold.queue_id && queued.queue == "hold";
        });
        const bool waits = message != messages->end();
        if (waits) recorded.insert(hold.queue_id);
        if (!all && hold.state != HoldState::open) continue;
        out.push_back({std::move(hold), waits ? std::optional(*message) : std::nullopt});
    }
    for (const QueuedMessage& message : *messages)
        if (message.queue == "hold" && !recorded.contains(message.queue_id)) out.push_back({std::nullopt, message});
    return out;
}

}  // namespace onevoice::holds
