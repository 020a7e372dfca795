// Upkeep: what the daemon does beside mail. Decisions whose messages were delivered or bounced are settled, unchecked
// messages are checked once the registry is back, and decisions older than their retention are deleted.
#pragma once

#include <chrono>
#include <string>

#include "filter/journal.h"
#include "filter/snapshot.h"
#include "holds/breaker.h"
#include "holds/delivery_log.h"
#include "holds/log.h"
#include "registry/registry.h"

namespace onevoice::milter {

class Upkeep {
public:
    /// `deliveries` may be nullptr: then the MTA's log is not followed.
    Upkeep(registry::Registry& registry, filter::Journal& journal, holds::Log& log, holds::Breaker& breaker, holds::DeliveryLog* deliveries)
        : registry_(registry), journal_(journal), log_(log), breaker_(breaker), deliveries_(deliveries) {}

    /// Does what is due. Called about once a second, from one thread.
    void tick(const filter::Snapshot& snapshot);

private:
    void refresh_breaker(const filter::Snapshot& snapshot);
    void settle_deliveries();
    void check_journal(const filter::Snapshot& snapshot);
    void purge(const filter::Snapshot& snapshot);

    registry::Registry& registry_;
    filter::Journal& journal_;
    holds::Log& log_;
    holds::Breaker& breaker_;
    std::string breaker_failure_;  ///< that was logged last
    holds::DeliveryLog* deliveries_;
    std::chrono::steady_clock::time_point next_journal_{};
    std::chrono::steady_clock::time_point next_purge_{};
};

}  // namespace onevoice::milter
