#include "cli/command.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "cli/terminal.h"
#include "config/assemble.h"
#include "registry/sqlite.h"

namespace onevoice::cli {

Exit exit_of(const Error& error) {
    switch (error.kind) {
        case Kind::malformed: return Exit::malformed;
        case Kind::unavailable: return Exit::unavailable;
        case Kind::misconfigured: return Exit::misconfigured;
    }
    return Exit::malformed;
}

Exit or_trouble(Exit status) { return status == Exit::ok || status == Exit::no ? status : Exit::trouble; }

Exit fail(const Error& error) {
    std::cerr << "onevoice: " << printable(error.text()) << '\n';
    return exit_of(error);
}

void print(const std::vector<grammar::Diagnostic>& diagnostics) {
    for (const grammar::Diagnostic& diagnostic : diagnostics) std::cerr << diagnostic.text() << '\n';
}

Time wall_clock() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string reviewer_name() {
    if (const char* before_sudo = std::getenv("SUDO_USER"); before_sudo != nullptr && ::geteuid() == 0) return before_sudo;
    const passwd* account = ::getpwuid(::getuid());
    return account == nullptr ? std::to_string(::getuid()) : account->pw_name;
}

std::optional<config::Settings> load_settings(const Invocation& invocation) {
    std::vector<grammar::Diagnostic> diagnostics;
    std::optional<config::Settings> settings = config::load(invocation.config, diagnostics);
    if (!settings) print(diagnostics);
    return settings;
}

std::optional<rules::LoadOptions> load_options(const Invocation& invocation, const std::vector<std::string>& rule_files) {
    if (rule_files.empty()) {
        const std::optional<config::Settings> settings = load_settings(invocation);
        return settings ? std::optional(config::load_options_of(*settings, wall_clock())) : std::nullopt;
    }
    rules::LoadOptions options;
    options.files = rule_files;
    options.now = wall_clock();
    return options;
}

std::shared_ptr<const rules::RuleSet> load_rules(const Invocation& invocation, const std::vector<std::string>& rule_files,
                                                 bool verbose) {
    const auto options = load_options(invocation, rule_files);
    return options ? load_rules(*options, verbose) : nullptr;
}

std::shared_ptr<const rules::RuleSet> load_rules(const rules::LoadOptions& options, bool verbose) {
    std::vector<grammar::Diagnostic> diagnostics;
    auto rules = rules::RuleSet::load(options, diagnostics);
    if (!rules || verbose) print(diagnostics);
    return rules;
}

Result<std::unique_ptr<registry::Registry>> open_registry(const config::Settings& settings) {
    const registry::SqliteOptions options = config::registry_options_of(settings);
    std::error_code failure;
    if (!std::filesystem::exists(options.path, failure) && !failure)
        return Error{Kind::unavailable, "opening the registry '" + options.path + "': there is none yet; the daemon makes it when it starts"};
    return registry::open_sqlite(options);
}

}  // namespace onevoice::cli
