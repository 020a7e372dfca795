// onevoice check: are settings and rules right? Needs no root, no socket and no running daemon.
#include <algorithm>
#include <iostream>

#include "cli/command.h"
#include "config/assemble.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::vector<std::string> rule_files;
    bool strict = false;
    bool machine = false;
};

Exit check(const Invocation& invocation, const Options& options) {
    std::vector<grammar::Diagnostic> diagnostics;
    rules::LoadOptions load;
    bool settings_good = true;
    if (options.rule_files.empty()) {
        const std::optional<config::Settings> settings = config::load(invocation.config, diagnostics);
        settings_good = settings.has_value();
        if (settings && options.machine) config::check_machine(*settings, diagnostics);
        if (settings) load = config::load_options_of(*settings, wall_clock());
    } else {
        load.files = options.rule_files;
        load.now = wall_clock();
    }
    std::shared_ptr<const rules::RuleSet> rules;
    if (settings_good) rules = rules::RuleSet::load(load, diagnostics);
    print(diagnostics);
    const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(),
                                      [](const auto& each) { return each.severity == grammar::Severity::error; });
    if (!diagnostics.empty())
        std::cerr << errors << " errors, " << static_cast<std::ptrdiff_t>(diagnostics.size()) - errors << " warnings\n";
    const bool good = rules && !grammar::any_error(diagnostics) && (diagnostics.empty() || !options.strict);
    if (rules)
        std::cout << "rules " << rules->version() << ": " << rules->departments().size() << " departments, "
                  << rules->contacts().size() << " contacts, " << rules->acts().size() << " acts, " << rules->pattern_count()
                  << " patterns, " << rules->text_block_count() << " text blocks, " << rules->conflicts().size() << " conflicts, "
                  << rules->exceptions().size() << " exceptions\n";
    return good ? Exit::ok : Exit::no;
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("check", "read settings and rules, run the rules' examples, say what is wrong and where");
    command->add_option("rule-files", options->rule_files, "rule files or directories to check instead of those of the settings");
    command->add_flag("--strict", options->strict, "warnings are errors");
    command->add_flag("--machine", options->machine, "also look for the directories, users and tools that the settings name");
    command->callback([&invocation, options] { invocation.status = check(invocation, *options); });
}

}  // namespace onevoice::cli
