#include "milter/reload.h"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <nlohmann/json.hpp>

#include "config/assemble.h"
#include "milter/clock.h"

namespace onevoice::milter {
namespace {

holds::Entry life_event(holds::Event event, const filter::Snapshot& snapshot) {
    holds::Entry entry;
    entry.event = event;
    entry.at = wall_clock();
    entry.mode = rules::mode_name(snapshot.policy.mode);
    entry.rules = snapshot.rules->version();
    return entry;
}

/// systemd 253 and later match RELOADING against the monotonic clock.
void tell_systemd_reloading() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const long long microseconds = now.tv_sec * 1'000'000LL + now.tv_nsec / 1000;
    ::sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", microseconds);
}

bool needs_restart(const config::Settings& old, const config::Settings& fresh) {
    return old.milter.socket != fresh.milter.socket || old.milter.socket_mode != fresh.milter.socket_mode ||
           old.milter.user != fresh.milter.user || old.milter.group != fresh.milter.group ||
           old.milter.control != fresh.milter.control || old.milter.pid_file != fresh.milter.pid_file ||
           old.registry.path != fresh.registry.path || old.registry.key_file != fresh.registry.key_file ||
           old.registry.journal != fresh.registry.journal || old.holds.directory != fresh.holds.directory ||
           old.log.file != fresh.log.file || old.log.syslog != fresh.log.syslog ||
           old.filter.time_budget != fresh.filter.time_budget;
}

}  // namespace

ReloadReport reload(const config::Settings& settings, CurrentSnapshot& current, holds::Log& log) {
    tell_systemd_reloading();
    ReloadReport report;
    if (const Result<void> reopened = log.reopen(); !reopened) report.messages.push_back(reopened.error().text());

    std::vector<grammar::Diagnostic> diagnostics;
    const std::optional<config::Settings> fresh = config::load(settings.file, diagnostics);
    std::shared_ptr<const filter::Snapshot> next;
    if (fresh) next = config::snapshot_of(*fresh, wall_clock(), diagnostics);
    for (const grammar::Diagnostic& diagnostic : diagnostics) report.messages.push_back(diagnostic.text());

    if (next) {
        current.replace(next);
        report.ok = true;
        if (needs_restart(settings, *fresh))
            report.messages.emplace_back("warning: changed sockets, users, paths or time budgets take effect at the next restart");
    }
    const auto in_force = current.get();
    report.rules = in_force->rules->version();
    holds::Entry entry = life_event(report.ok ? holds::Event::reloaded : holds::Event::reload_failed, *in_force);
    for (const std::string& message : report.messages) entry.reason += (entry.reason.empty() ? "" : "; ") + message;
    log.write(entry);
    ::sd_notify(0, "READY=1");
    return report;
}

std::string to_json(const ReloadReport& report) {
    return nlohmann::json{{"ok", report.ok}, {"messages", report.messages}, {"rules", report.rules}}.dump(
        -1, ' ', true, nlohmann::json::error_handler_t::replace);
}

void log_started(holds::Log& log, const filter::Snapshot& snapshot) { log.write(life_event(holds::Event::started, snapshot)); }
void log_stopped(holds::Log& log, const filter::Snapshot& snapshot) { log.write(life_event(holds::Event::stopped, snapshot)); }

}  // namespace onevoice::milter
