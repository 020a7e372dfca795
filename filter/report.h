// What an examination looks like outside: its log entry, and its hold record.
#pragma once

#include <string>

#include "filter/journey.h"
#include "holds/breaker_state.h"
#include "holds/hold.h"
#include "holds/log.h"

namespace onevoice::filter {

/// The fields that the envelope alone gives.
[[nodiscard]] holds::Entry envelope_entry(const Snapshot& snapshot, const Envelope& envelope, Time now);

[[nodiscard]] holds::Entry skipped_entry(const Snapshot& snapshot, const Envelope& envelope, Skip skip, Time now);

[[nodiscard]] holds::Entry tripped_entry(const Snapshot& snapshot, const holds::Trip& trip);

/// Event, recipients, acts and oddities; the reference and the time spent are the caller's.
[[nodiscard]] holds::Entry entry_of(const Examination& examined, const Envelope& envelope, Time now);

/// The record of a message that is held, by its verdict or by the fail mode; `entry` is its log entry, reference included.
[[nodiscard]] holds::Hold hold_of(const Examination& examined, const Envelope& envelope, const holds::Entry& entry);

}  // namespace onevoice::filter
