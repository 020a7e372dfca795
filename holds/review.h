// Review: a reviewer's decision about one hold carried out everywhere it counts — in the MTA, in the book, in the
// registry (released: told now; returned: never told) and in the log — in an order in which nothing is lost when a step
// fails, and which may be repeated.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "holds/book.h"
#include "holds/log.h"
#include "holds/mta_queue.h"
#include "registry/registry.h"

namespace onevoice::holds {

struct Desk {
    const Book& book;
    const MtaQueue& queue;
    registry::Registry& registry;
    Log& log;
};

struct Review {
    Hold hold;
    Whereabouts whereabouts = Whereabouts::held;
};

/// `id` is a hold ID or queue ID. Errors: malformed (no such hold, already ended: says by whom and when), unavailable
/// (MTA or registry; the hold stays open and the command can be repeated).
Result<Review> release(const Desk& desk, std::string_view id, std::string_view by, std::string_view comment, Time now);
Result<Review> return_to_sender(const Desk& desk, std::string_view id, std::string_view by, std::string_view comment, Time now);
/// Ends a hold whose message somebody took out of the hold queue by other means. `delivered` says whether its recipients
/// got it. Errors: malformed also when the message is still held: then it has to be released or returned.
Result<Review> close(const Desk& desk, std::string_view id, bool delivered, std::string_view by, std::string_view comment, Time now);

/// Holds joined with the MTA's queue.
struct JoinedHold {
    std::optional<Hold> hold;              ///< absent: a held message without a record of ours
    std::optional<QueuedMessage> message;  ///< absent: a record whose message is no longer in the queue
};

/// Open holds and held messages, oldest first; `all` also gives ended holds.
Result<std::vector<JoinedHold>> joined(const Book& book, const MtaQueue& queue, bool all, std::vector<Error>& damaged);

}  // namespace onevoice::holds
