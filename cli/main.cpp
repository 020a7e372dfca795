// onevoice(1): one command with subcommands for those who install, edit rules, read the log and release holds.

#include <iostream>

#include "cli/command.h"
#include "cli/terminal.h"
#include "grammar/grammar.h"
#include "message/reading.h"

namespace {

using namespace onevoice;

/// What to say of a first word that is no subcommand; empty when one was given. CLI11 would only say that one is missing.
std::string unknown_subcommand(const CLI::App& app) {
    const std::vector<std::string> left = app.remaining();
    if (!app.get_subcommands().empty() || left.empty() || left.front().starts_with('-')) return {};
    std::vector<std::string_view> known;
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
    known.assign(names.begin(), names.end());
    const std::string word = cli::printable(left.front());
    return "unknown subcommand '" + word + "'" + grammar::suggestion(word, known) + ", see onevoice --help";
}

}  // namespace

int main(int argc, char** argv) {
    message::prepare_library();

    CLI::App app{"onevoice makes a company speak with one voice: it finds mail that contradicts another department"};
    app.get_formatter()->column_width(36);  // "--allow-wrong-verdicts UINT=0" and two blanks
    app.name("onevoice");
    app.set_version_flag("--version", "onevoice " ONEVOICE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();  // --config may stand behind the subcommand too
    app.failure_message(CLI::FailureMessage::help);
    cli::Invocation invocation;
    app.add_option("-c,--config", invocation.config, "the settings file")->capture_default_str();
    cli::add_check(app, invocation);
    cli::add_explain(app, invocation);
    cli::add_blocks(app, invocation);
    cli::add_replay(app, invocation);
    cli::add_test(app, invocation);
    cli::add_diff(app, invocation);
    cli::add_schema(app, invocation);
    cli::add_log(app, invocation);
    cli::add_holds(app, invocation);
    cli::add_rearm(app, invocation);
    cli::add_contacts(app, invocation);
    cli::add_registry(app, invocation);
    cli::add_daemon(app, invocation);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (const std::string problem = unknown_subcommand(app); !problem.empty()) {
            std::cerr << "onevoice: " << problem << '\n';
            return static_cast<int>(cli::Exit::usage);
        }
        const int status = app.exit(error);
        return status == 0 ? 0 : static_cast<int>(cli::Exit::usage);
    } catch (const std::exception& exception) {
        std::cerr << "onevoice: unexpected: " << exception.what() << '\n';
        return 70;  // EX_SOFTWARE
    }
    return static_cast<int>(invocation.status);
}
