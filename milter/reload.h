// Reload: settings and rules read anew into a whole new Snapshot, or not at all.
#pragma once

#include <string>
#include <vector>

#include "config/settings.h"
#include "holds/log.h"
#include "milter/session.h"

namespace onevoice::milter {

struct ReloadReport {
    bool ok = false;
    std::vector<std::string> messages;  ///< diagnostics, errors and warnings; and what only a restart changes
    std::string rules;                  ///< version of the rule set in force afterwards
};

/// A broken file leaves the old snapshot in force. Logs what happened and reopens the log file. `settings` stays what
/// the daemon was started with, because sockets, registry and user do not change at a reload.
ReloadReport reload(const config::Settings& settings, CurrentSnapshot& current, holds::Log& log);

[[nodiscard]] std::string to_json(const ReloadReport& report);

void log_started(holds::Log& log, const filter::Snapshot& snapshot);
void log_stopped(holds::Log& log, const filter::Snapshot& snapshot);

}  // namespace onevoice::milter
