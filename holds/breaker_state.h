// What the circuit breaker remembers: by the minute, how many messages were looked at and how many each rule held; and which
// rules have tripped. A value, with its JSON form.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "rules/rule_set.h"

namespace onevoice::holds {

/// A rule that held more than its budget, and is simulated since.
struct Trip {
    std::string rule;
    Time at{};
    std::uint64_t holds = 0;     ///< within the window
    std::uint64_t messages = 0;  ///< of all departments within the window
    rules::Budget budget{};
};

/// "21 of 300 messages were held within 1h, allowed are 20 and 5 %"
[[nodiscard]] std::string text_of(const Trip& trip);

class BreakerState {
public:
    /// So many messages of departments were looked at.
    void add_messages(std::uint64_t count, Time now);

    /// The rule holds a message. The trip, when that is one too many; nothing when the rule has tripped before.
    std::optional<Trip> add_hold(const std::string& rule, const rules::Budget& budget, Time now);

    /// The trip that ends; what the rule held before counts no more. Nothing when it has not tripped.
    std::optional<Trip> rearm(std::string_view rule);

    [[nodiscard]] const std::map<std::string, Trip, std::less<>>& trips() const { return trips_; }

    [[nodiscard]] std::string to_json() const;
    /// Errors: malformed, without a place.
    static Result<BreakerState> from_json(std::string_view json);

private:
    using Minutes = std::map<std::int64_t, std::uint64_t>;  ///< minute since 1970 → count
    static void forget_old(Minutes& minutes, Time now);
    static std::uint64_t within(const Minutes& minutes, Seconds window, Time now);

    Minutes messages_;
    std::map<std::string, Minutes, std::less<>> holds_;
    std::map<std::string, Trip, std::less<>> trips_;
};

}  // namespace onevoice::holds
