// Points in time and spans, as every room uses them: UTC, milliseconds. No function here reads a clock.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Seconds = std::chrono::seconds;

/// RFC 3339 in UTC with milliseconds: "2026-03-02T09:00:00.000Z".
[[nodiscard]] std::string format_time(Time time);

/// RFC 3339 date-time with any offset ("2026-03-02T10:00:00+01:00"); a bare full-date means midnight UTC.
Result<Time> parse_time(std::string_view text);

/// "90d", "12h", "30m", "45s", "2w", or sums of them ("1d12h"). A bare number is refused.
Result<Seconds> parse_duration(std::string_view text);

/// The shortest exact form that parse_duration reads back: "90d", "1d12h", "0s".
[[nodiscard]] std::string format_duration(Seconds span);

}  // namespace onevoice
