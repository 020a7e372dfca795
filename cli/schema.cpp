// onevoice schema: the JSON schema of rule files or of the settings, for editors that complete and check TOML by one.
#include <iostream>

#include "cli/command.h"

namespace onevoice::cli {

void add_schema(CLI::App& app, Invocation& invocation) {
    const auto kind = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("schema", "print the JSON schema of rule files or settings, for an editor");
    command->add_option("kind", *kind, "rules or settings")->required()->check(CLI::IsMember({"rules", "settings"}));
    command->callback([&invocation, kind] {
        std::cout << grammar::json_schema(*kind == "rules" ? rules::rule_grammar() : config::settings_grammar());
        invocation.status = Exit::ok;
    });
}

}  // namespace onevoice::cli
