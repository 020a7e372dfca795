// Breaker: the circuit breaker of conflict rules. A rule that holds more than its budget trips: it is only simulated, until
// somebody arms it again. A new pattern that holds half of a company's mail does so for some minutes, and not for a night.
//
// What it knows lies in one small file, which all daemons of one registry and the command line share: changed under a lock,
// replaced at one stroke. A trip counts at once in the process that saw it, and in others when they refresh() next. The
// numbers of messages are written at the latest after a minute; who stops before loses them, which makes a rule trip earlier.
//
// When the file cannot be read or written, this process goes on with what it knows itself, and refresh() tells. A damaged
// file is set aside under the name FILE.damaged and begun anew: its trips are lost, and a rule that still holds too much
// trips again. Any thread.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "holds/breaker_state.h"

namespace onevoice::holds {

class Breaker {
public:
    /// Reads the file, which need not be there yet; what was wrong with it is the answer of the next refresh().
    explicit Breaker(std::string file);

    /// The rules that are simulated only. Costs no look at the disk.
    [[nodiscard]] std::shared_ptr<const rules::Tripped> tripped() const;
    [[nodiscard]] std::vector<Trip> trips() const;

    /// A message of a department was looked at. Costs no look at the disk.
    void looked_at() noexcept { messages_.fetch_add(1, std::memory_order_relaxed); }

    /// A message was held by this rule: durable on return, where the file can be written. The trip, when it was one too many;
    /// once for all processes.
    [[nodiscard]] std::optional<Trip> held(const std::string& rule, const rules::Budget& budget, Time now);

    /// Takes over what other processes wrote, and tells them what is not told yet. Called about once a second.
    /// Errors: unavailable, misconfigured (a damaged file was set aside), each with what that means.
    Result<void> refresh(Time now);

    /// Ends a trip; what the rule held before counts no more. Errors: malformed (the rule has not tripped; names those that
    /// have), unavailable.
    Result<Trip> rearm(std::string_view rule, Time now);

private:
    struct Version {
        ino_t inode = 0;
        std::int64_t changed = 0;  ///< nanoseconds
        off_t size = 0;
        friend bool operator==(const Version&, const Version&) = default;
    };
    [[nodiscard]] Version version_on_disk() const;
    Result<void> read();
    Result<void> update(Time now, const std::function<void(BreakerState&)>& change);
    void publish();

    std::string file_;
    std::atomic<std::uint64_t> messages_{0};  ///< not in state_ yet
    mutable std::mutex tripped_mutex_;        ///< guards tripped_, for a moment only: every message asks
    std::shared_ptr<const rules::Tripped> tripped_;
    mutable std::mutex mutex_;                ///< guards all below, while the disk is at work
    BreakerState state_;
    Version version_;                         ///< of the file that state_ came from
    bool unwritten_ = false;                  ///< state_ has what the file lacks
    Time written_{};
    std::optional<Error> failure_;            ///< not told yet
};

}  // namespace onevoice::holds
