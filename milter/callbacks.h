// libmilter's callbacks. Each is a few lines: it turns C arguments into values, calls the Session, and answers. No
// exception crosses the boundary.
#pragma once

#include <cstddef>

#include "filter/filter.h"
#include "milter/session.h"

namespace onevoice::milter {

/// What every connection needs. Must outlive smfi_main().
struct Services {
    const CurrentSnapshot& current;
    filter::Filter& filter;
};

/// Registers the callbacks with libmilter. libmilter's callbacks carry no pointer of ours, so the services are kept in
/// one variable of callbacks.cpp: call this once. False: libmilter refused (out of memory, version mismatch).
[[nodiscard]] bool register_callbacks(const Services& services);

/// How many end-of-message callbacks are running now: smfi_main() returns while some still are.
[[nodiscard]] std::size_t deciding_now();

}  // namespace onevoice::milter
