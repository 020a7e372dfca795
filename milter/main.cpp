// onevoice-milter(8): the daemon. One straight line: arguments, settings, privileges, rules, stores, serve.

#include <getopt.h>
#include <sysexits.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "config/assemble.h"
#include "config/settings.h"
#include "message/reading.h"
#include "milter/clock.h"
#include "milter/privileges.h"
#include "milter/server.h"
#include "registry/sqlite.h"

namespace {

using namespace onevoice;

struct Arguments {
    std::string config = "/etc/onevoice/onevoice.toml";
    bool check_only = false;
};

void usage(std::ostream& out) {
    out << "usage: onevoice-milter [--config FILE] [--check]\n"
           "  -c, --config FILE  the settings; /etc/onevoice/onevoice.toml unless given\n"
           "  -n, --check        read settings and rules, say what is wrong, and stop\n"
           "  -V, --version      print the version\n"
           "  -h, --help         print this\n"
           "The daemon stays in the foreground and tells systemd when it is ready. SIGHUP reloads, SIGTERM stops.\n";
}

/// Nothing: go on; otherwise the exit status.
std::optional<int> read_arguments(int argc, char** argv, Arguments& arguments) {
    const option known[] = {{"config", required_argument, nullptr, 'c'}, {"check", no_argument, nullptr, 'n'},
                            {"version", no_argument, nullptr, 'V'},     {"help", no_argument, nullptr, 'h'},
                            {nullptr, 0, nullptr, 0}};
    for (int letter; (letter = ::getopt_long(argc, argv, "c:nVh", known, nullptr)) != -1;) switch (letter) {
            case 'c': arguments.config = optarg; break;
            case 'n': arguments.check_only = true; break;
            case 'V': std::cout << "onevoice-milter " ONEVOICE_VERSION "\n"; return EX_OK;
            case 'h': usage(std::cout); return EX_OK;
            default: usage(std::cerr); return EX_USAGE;
        }
    if (optind != argc) {
        usage(std::cerr);
        return EX_USAGE;
    }
    return std::nullopt;
}

int report(const Error& error) {
    std::cerr << "onevoice-milter: " << error.text() << '\n';
    switch (error.kind) {
        case Kind::unavailable: return EX_TEMPFAIL;
        case Kind::malformed: return EX_DATAERR;
        case Kind::misconfigured: return EX_CONFIG;
    }
    return EX_SOFTWARE;
}

void print(const std::vector<grammar::Diagnostic>& diagnostics) {
    for (const grammar::Diagnostic& diagnostic : diagnostics) std::cerr << diagnostic.text() << '\n';
}

Result<void> write_pid_file(const std::string& file) {
    if (file.empty()) return {};
    std::ofstream out(file, std::ios::trunc);
    out << ::getpid() << '\n';
    if (!out.flush()) return Error{Kind::misconfigured, "writing the pid file '" + file + "': it cannot be written"};
    return {};
}

int run(const Arguments& arguments) {
    message::prepare_library();

    std::vector<grammar::Diagnostic> diagnostics;
    const std::optional<config::Settings> settings = config::load(arguments.config, diagnostics);
    std::shared_ptr<const filter::Snapshot> snapshot;
    if (settings) snapshot = config::snapshot_of(*settings, milter::wall_clock(), diagnostics);
    print(diagnostics);
    if (!snapshot) return EX_CONFIG;
    if (arguments.check_only) return EX_OK;

    // Everything is opened by the user that will use it, so that a missing right shows now and not with the first mail.
    if (const auto dropped = milter::become(settings->milter.user, settings->milter.group); !dropped) return report(dropped.error());

    auto registry = registry::open_sqlite(config::registry_options_of(*settings));
    if (!registry) return report(registry.error());
    const auto book = holds::Book::open(settings->holds.directory);
    if (!book) return report(book.error());
    const auto log = holds::Log::open(settings->log.file, settings->log.syslog);
    if (!log) return report(log.error());
    filter::Journal journal(settings->registry.journal);
    holds::Breaker breaker(config::breaker_file_of(*settings));
    std::unique_ptr<holds::DeliveryLog> deliveries;
    if (!settings->mta.log.empty()) {
        auto opened = holds::DeliveryLog::open(settings->mta.log);
        if (!opened) return report(opened.error());
        deliveries = std::move(*opened);
    }
    auto control = milter::ControlSocket::open(settings->milter.control);
    if (!control) return report(control.error());
    if (const auto written = write_pid_file(settings->milter.pid_file); !written) return report(written.error());

    const auto served = milter::serve({*settings, snapshot, **registry, *book, **log, journal, breaker, std::move(*control), std::move(deliveries)});
    if (!settings->milter.pid_file.empty()) std::remove(settings->milter.pid_file.c_str());
    return served ? EX_OK : report(served.error());
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    if (const auto status = read_arguments(argc, argv, arguments)) return *status;
    try {
        return run(arguments);
    } catch (const std::exception& exception) {
        std::cerr << "onevoice-milter: unexpected: " << exception.what() << '\n';
        return EX_SOFTWARE;
    }
}
