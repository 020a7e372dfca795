// onevoice rearm: ends the trip of a conflict rule's circuit breaker.
#include <iostream>

#include "cli/command.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "holds/breaker.h"
#include "holds/log.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::string rule;
    std::string comment;
};

/// Works with and without a running daemon, which takes it over within a second.
Exit rearm(const Invocation& invocation, const Options& options) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const auto log = holds::Log::open(settings->log.file, settings->log.syslog);
    if (!log) return fail(log.error());
    const Time now = wall_clock();
    const auto trip = holds::Breaker(config::breaker_file_of(*settings)).rearm(options.rule, now);
    if (!trip) return fail(trip.error());
    holds::Entry entry;
    entry.event = holds::Event::breaker_armed;
    entry.at = now;
    entry.rule = trip->rule;
    entry.actor = reviewer_name();
    entry.reason = options.comment;
    (*log)->write(entry);
    std::cout << printable(trip->rule) << " armed again; it had tripped at " << format_time(trip->at) << ": " << holds::text_of(*trip) << '\n';
    return Exit::ok;
}

}  // namespace

void add_rearm(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("rearm", "let a conflict rule hold mail again after its circuit breaker tripped");
    command->add_option("rule", options->rule, "the name of the conflict rule")->required();
    command->add_option("-m,--comment", options->comment, "why; kept in the log")->required();
    command->callback([&invocation, options] { invocation.status = rearm(invocation, *options); });
}

}  // namespace onevoice::cli
