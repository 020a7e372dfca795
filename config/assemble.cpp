#include "config/assemble.h"

namespace onevoice::config {
namespace {

rules::Mode mode_of(Mode mode) {
    switch (mode) {
        case Mode::off: return rules::Mode::off;
        case Mode::simulate: return rules::Mode::simulate;
        case Mode::annotate: return rules::Mode::annotate;
        case Mode::hold: return rules::Mode::hold;
    }
    return rules::Mode::hold;
}

filter::FailMode fail_mode_of(FailMode mode) {
    switch (mode) {
        case FailMode::pass: return filter::FailMode::pass;
        case FailMode::tempfail: return filter::FailMode::tempfail;
        case FailMode::hold: return filter::FailMode::hold;
    }
    return filter::FailMode::pass;
}

filter::BulkMode bulk_mode_of(BulkMode mode) {
    switch (mode) {
        case BulkMode::skip: return filter::BulkMode::skip;
        case BulkMode::annotate: return filter::BulkMode::annotate;
        case BulkMode::full: return filter::BulkMode::full;
    }
    return filter::BulkMode::annotate;
}

}  // namespace

message::Limits limits_of(const Settings& settings) {
    const Settings::Limits& limits = settings.limits;
    return {limits.message, limits.header, limits.header_fields, limits.parts, limits.depth, limits.text};
}

filter::Policy policy_of(const Settings& settings) {
    filter::Policy policy;
    policy.own_domains = settings.company.own_domains;
    policy.inside = settings.company.inside;
    policy.mode = mode_of(settings.filter.mode);
    policy.fail_mode = fail_mode_of(settings.filter.fail_mode);
    policy.bulk = bulk_mode_of(settings.filter.bulk);
    policy.reference_header = settings.filter.reference_header;
    policy.hold_deadline = settings.holds.deadline;
    policy.retention = settings.registry.retention;
    policy.budget = {settings.breaker.holds, settings.breaker.share, settings.breaker.window};
    policy.recipients = settings.limits.recipients;
    policy.limits = limits_of(settings);
    return policy;
}

rules::LoadOptions load_options_of(const Settings& settings, Time now) {
    rules::LoadOptions options;
    options.files = settings.rules.files;
    options.shared_providers = settings.company.shared_providers;
    options.retention = settings.registry.retention;
    options.now = now;
    return options;
}

registry::SqliteOptions registry_options_of(const Settings& settings) {
    // The registry is the only stage that waits for somebody else: the time budget of a message is how long it may.
    return {settings.registry.path, settings.registry.key_file, settings.filter.time_budget};
}

std::string breaker_file_of(const Settings& settings) { return settings.registry.path + ".breaker"; }

holds::PostfixOptions postfix_options_of(const Settings& settings) {
    return {settings.mta.config_directory, settings.mta.tools};
}

std::shared_ptr<const filter::Snapshot> snapshot_of(const Settings& settings, Time now,
                                                    std::vector<grammar::Diagnostic>& diagnostics) {
    auto rules = rules::RuleSet::load(load_options_of(settings, now), diagnostics);
    if (!rules) return nullptr;
    return std::make_shared<const filter::Snapshot>(filter::Snapshot{std::move(rules), policy_of(settings)});
}

}  // namespace onevoice::config
