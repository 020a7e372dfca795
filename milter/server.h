// Server: the daemon from the moment everything is open until it has stopped.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "config/settings.h"
#include "filter/filter.h"
#include "holds/delivery_log.h"
#include "holds/log.h"
#include "milter/control.h"
#include "milter/session.h"
#include "registry/registry.h"

namespace onevoice::milter {

/// Everything that the daemon works with, opened by main() in order.
struct Daemon {
    config::Settings settings;
    std::shared_ptr<const filter::Snapshot> snapshot;
    registry::Registry& registry;
    const holds::Book& book;
    holds::Log& log;
    filter::Journal& journal;
    holds::Breaker& breaker;
    ControlSocket control;
    std::unique_ptr<holds::DeliveryLog> deliveries;  ///< may be empty
};

/// Opens the milter socket, serves until SIGTERM or SIGINT, drains, and returns. Call from the main thread: libmilter
/// takes SIGHUP for a stop everywhere else.
/// Errors: misconfigured, when the socket cannot be opened.
Result<void> serve(Daemon daemon);

}  // namespace onevoice::milter
