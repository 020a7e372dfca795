#include "cli/command.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "config/assemble.h"

namespace onevoice::cli {

Exit exit_of(const Error& error) {
    switch (error.kind) {
        case Kind::malformed: return Exit::malformed;
        case Kind::unavailable: return Exit::unavailable;
        case Kind::misconfigured: return Exit::misconfigured;
    }
    return Exit::malformed;
}

Exit fail(const Error& error) {
    std::cerr << "onevoice: " << error.text() << '\n';
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

std::shared_ptr<const rules::RuleSet> load_rules(const Invocation& invocation, const std::vector<std::string>& rule_files,
                                                 bool verbose) {
    rules::LoadOptions options;
    if (rule_files.empty()) {
        const std::optional<config::Settings> settings = load_settings(invocation);
        if (!settings) return nullptr;
        options = config::load_options_of(*settings, wall_clock());
    } else {
        options.files = rule_files;
        options.now = wall_clock();
    }
    std::vector<grammar::Diagnostic> diagnostics;
    auto rules = rules::RuleSet::load(options, diagnostics);
    if (!rules || verbose) print(diagnostics);
    return rules;
}

}  // namespace onevoice::cli
