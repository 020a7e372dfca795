// Settings handed down: what each room is told of them. The rooms themselves never see Settings.
#pragma once

#include "config/settings.h"
#include "filter/snapshot.h"
#include "holds/mta_queue.h"
#include "registry/sqlite.h"
#include "rules/rule_set.h"

namespace onevoice::config {

[[nodiscard]] message::Limits limits_of(const Settings& settings);
[[nodiscard]] filter::Policy policy_of(const Settings& settings);
[[nodiscard]] rules::LoadOptions load_options_of(const Settings& settings, Time now);
[[nodiscard]] registry::SqliteOptions registry_options_of(const Settings& settings);
/// Beside the registry: those who share it share the breaker.
[[nodiscard]] std::string breaker_file_of(const Settings& settings);
[[nodiscard]] holds::PostfixOptions postfix_options_of(const Settings& settings);

/// A whole new Snapshot, or nullptr when the rule files have errors; `diagnostics` says which either way.
[[nodiscard]] std::shared_ptr<const filter::Snapshot> snapshot_of(const Settings& settings, Time now,
                                                                 std::vector<grammar::Diagnostic>& diagnostics);

}  // namespace onevoice::config
