// What every subcommand of `onevoice` shares: the options before it, its exit status, and how it reports errors.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "config/settings.h"
#include "grammar/grammar.h"
#include "registry/registry.h"
#include "rules/rule_set.h"

namespace onevoice::cli {

/// Exit status of every subcommand; the numbers beyond 1 are those of sysexits.h.
enum class Exit {
    ok = 0,
    no = 1,              ///< done, and the answer is no: errors were found, or not everything could be read
    trouble = 2,         ///< of `test` and `diff`, as of diff(1): there is no answer
    usage = 64,
    malformed = 65,      ///< the input or the name given is wrong: do not try again
    unavailable = 75,    ///< try again later
    misconfigured = 78,  ///< the settings or the rules are wrong
};

/// Options that stand before the subcommand, and what the chosen one returned.
struct Invocation {
    std::string config = "/etc/onevoice/onevoice.toml";
    Exit status = Exit::ok;
};

[[nodiscard]] Exit exit_of(const Error& error);
/// For commands that answer as diff(1) does: whatever kept them from an answer is trouble.
[[nodiscard]] Exit or_trouble(Exit status);
/// Writes "onevoice: …" to standard error, without control characters; the exit status that fits.
Exit fail(const Error& error);
void print(const std::vector<grammar::Diagnostic>& diagnostics);

[[nodiscard]] Time wall_clock();
/// The login name of who runs the command (of the one before sudo, if any).
[[nodiscard]] std::string reviewer_name();

/// The settings, or nothing after the diagnostics were printed.
[[nodiscard]] std::optional<config::Settings> load_settings(const Invocation& invocation);

/// How to load `rule_files`, or the rules of the settings when there are none. Nothing after the diagnostics were printed.
[[nodiscard]] std::optional<rules::LoadOptions> load_options(const Invocation& invocation, const std::vector<std::string>& rule_files);

/// `rule_files` instead of those of the settings when given, and then the settings file need not exist. Nothing after
/// the diagnostics were printed; warnings are printed only with `verbose`.
[[nodiscard]] std::shared_ptr<const rules::RuleSet> load_rules(const Invocation& invocation, const std::vector<std::string>& rule_files,
                                                               bool verbose);

/// The same for options made already; warnings are printed only with `verbose`.
[[nodiscard]] std::shared_ptr<const rules::RuleSet> load_rules(const rules::LoadOptions& options, bool verbose);

/// The registry of the settings. Beside the errors of open_sqlite: unavailable, when there is none yet. Only the daemon
/// makes one: what root made the daemon could not open.
[[nodiscard]] Result<std::unique_ptr<registry::Registry>> open_registry(const config::Settings& settings);

// Each adds one subcommand, or a few that belong together, to the application.
void add_check(CLI::App& app, Invocation& invocation);
void add_explain(CLI::App& app, Invocation& invocation);      // fingerprint, explain
void add_replay(CLI::App& app, Invocation& invocation);
void add_test(CLI::App& app, Invocation& invocation);
void add_diff(CLI::App& app, Invocation& invocation);
void add_schema(CLI::App& app, Invocation& invocation);
void add_log(CLI::App& app, Invocation& invocation);
void add_holds(CLI::App& app, Invocation& invocation);        // holds, release, return
void add_blocks(CLI::App& app, Invocation& invocation);       // blocks learn, blocks match
void add_rearm(CLI::App& app, Invocation& invocation);
void add_daemon(CLI::App& app, Invocation& invocation);       // reload, status
void add_contacts(CLI::App& app, Invocation& invocation);     // list, show, add, merge
void add_registry(CLI::App& app, Invocation& invocation);     // decisions, forget

}  // namespace onevoice::cli
