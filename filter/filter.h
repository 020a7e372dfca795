// Filter: the journey as the daemon makes it. Adds to examine() what must be durable or seen: the hold record, the log
// line, the fail mode and the journal.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "filter/envelope.h"
#include "filter/journal.h"
#include "filter/journey.h"
#include "filter/snapshot.h"
#include "holds/book.h"
#include "holds/breaker.h"
#include "holds/log.h"
#include "registry/registry.h"

namespace onevoice::filter {

/// What the MTA is to do with the whole message.
enum class Disposition { pass, annotate, hold, tempfail };

struct Outcome {
    Disposition disposition = Disposition::pass;
    std::string reference;          ///< of annotate and hold: opaque, may leave the company
    std::string quarantine_reason;  ///< of hold: for the MTA's own queue, at most 100 bytes (Postfix cuts there)
};

class Filter {
public:
    /// All of these must outlive the Filter.
    Filter(registry::Registry& registry, const holds::Book& book, holds::Log& log, Journal& journal, holds::Breaker& breaker)
        : registry_(registry), book_(book), log_(log), journal_(journal), breaker_(breaker) {}

    /// Any thread. Writes exactly one log line about the message, and one more when a rule's breaker trips. When it returns `hold`, the hold is on disk; only where the record itself
    /// cannot be written and the fail mode is hold, the message is held without one, and the log line says so.
    [[nodiscard]] Outcome decide(std::shared_ptr<const Snapshot> snapshot, const Envelope& envelope, std::string_view raw, Time now);

    /// For a message that skip_by_envelope() already set aside.
    void log_skipped(const Snapshot& snapshot, const Envelope& envelope, Skip skip, Time now);

    /// For what nobody foresaw (an exception): the fail mode, and a log line with the cause. Does not throw.
    [[nodiscard]] Outcome fail(const Snapshot& snapshot, const Envelope& envelope, const std::string& cause, Time now) noexcept;

private:
    Outcome apply_fail_mode(const Examination& examined, const Envelope& envelope, holds::Entry entry, const Error& failure);
    void count_holds(const Examination& examined, Time now);
    Result<void> remember(const Examination& examined, const Envelope& envelope);

    registry::Registry& registry_;
    const holds::Book& book_;
    holds::Log& log_;
    Journal& journal_;
    holds::Breaker& breaker_;
};

}  // namespace onevoice::filter
