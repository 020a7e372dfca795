// onevoice contacts: which contact somebody belongs to and why, and changes to the rule files that say so.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/contact_edit.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "message/address.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::vector<std::string> who;
    ContactAddition addition;
    std::string file;
    bool json = false;
};

nlohmann::ordered_json json_of(const rules::ContactGroup& group) {
    return {{"contact", group.name}, {"addresses", group.addresses}, {"names", group.names}, {"urls", group.urls}, {"place", group.place.text()}};
}

void print(const nlohmann::ordered_json& line) { std::cout << line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) << '\n'; }

void print(const rules::ContactGroup& group) {
    std::cout << printable(group.name) << "  (" << printable(group.place.text()) << ")\n";
    const auto list = [](const char* what, const std::vector<std::string>& values) {
        for (const std::string& value : values) std::cout << "    " << what << printable(value) << '\n';
    };
    list("address  ", group.addresses);
    list("name     ", group.names);
    list("url      ", group.urls);
}

std::shared_ptr<const rules::RuleSet> rules_of_settings(const Invocation& invocation) { return load_rules(invocation, {}, false); }

Exit list(const Invocation& invocation, const Options& options) {
    const auto rules = rules_of_settings(invocation);
    if (!rules) return Exit::misconfigured;
    for (const rules::ContactGroup& group : rules->contacts()) {
        if (options.json) print(json_of(group));
        else print(group);
    }
    if (rules->contacts().empty() && !options.json) std::cout << "no contacts\n";
    return Exit::ok;
}

/// Exit 1 when one of them belongs to no group.
Exit show(const Invocation& invocation, const Options& options) {
    const auto rules = rules_of_settings(invocation);
    if (!rules) return Exit::misconfigured;
    Exit status = Exit::ok;
    for (const std::string& who : options.who) {
        std::string because;
        const rules::ContactGroup* group = rules->group_of(who, because);
        if (group == nullptr) status = Exit::no;
        if (options.json) {
            nlohmann::ordered_json line{{"asked", who}};
            if (group != nullptr) line.update(json_of(*group)), line["because"] = because;
            print(line);
        } else if (group != nullptr) {
            std::cout << printable(who) << ": by " << printable(because) << '\n';
            print(*group);
        } else if (const Result<std::string> address = message::canonical_address(who)) {
            std::cout << printable(who) << ": no contact lists it; " << printable(*address) << " is a contact of its own\n";
        } else {
            std::cout << printable(who) << ": no contact goes by it\n";
        }
    }
    return status;
}

Exit report(const Result<ContactChange>& change) {
    if (!change) return fail(change.error());
    for (const grammar::Diagnostic& each : change->warnings) std::cerr << printable(each.text()) << '\n';
    std::cout << printable(change->what) << '\n';
    return Exit::ok;
}

Result<rules::LoadOptions> load_options(const Invocation& invocation) {
    const auto settings = load_settings(invocation);
    if (!settings) return Error{Kind::misconfigured, "reading the settings: see above"};
    return config::load_options_of(*settings, wall_clock());
}

Exit add(const Invocation& invocation, const Options& options) {
    const auto load = load_options(invocation);
    if (!load) return fail(load.error());
    return report(add_contact(*load, options.addition, options.file));
}

Exit merge(const Invocation& invocation, const Options& options) {
    const auto load = load_options(invocation);
    if (!load) return fail(load.error());
    return report(merge_contacts(*load, options.who[0], options.who[1]));
}

}  // namespace

void add_contacts(CLI::App& app, Invocation& invocation) {
    CLI::App* contacts = app.add_subcommand("contacts", "the people and firms behind several addresses: show, add, merge");
    contacts->require_subcommand(1);
    contacts->fallthrough();
    {
        const auto options = std::make_shared<Options>();
        CLI::App* command = contacts->add_subcommand("list", "all contacts of the rule files");
        command->add_flag("--json", options->json, "one JSON object per contact");
        command->callback([&invocation, options] { invocation.status = list(invocation, *options); });
    }
    {
        const auto options = std::make_shared<Options>();
        CLI::App* command = contacts->add_subcommand("show", "which contact somebody belongs to, and why");
        command->add_option("who", options->who, "names, mail addresses or web addresses")->required();
        command->add_flag("--json", options->json, "one JSON object per name or address");
        command->callback([&invocation, options] { invocation.status = show(invocation, *options); });
    }
    {
        const auto options = std::make_shared<Options>();
        CLI::App* command = contacts->add_subcommand("add", "make a contact, or add to one, in a rule file");
        command->add_option("contact", options->addition.contact, "the name of its section")->required();
        command->add_option("--address", options->addition.addresses, "mail addresses of it");
        command->add_option("--name", options->addition.names, "names that it goes by in mail");
        command->add_option("--url", options->addition.urls, "web addresses of it");
        command->add_option("--file", options->file, "the rule file for a new contact; contacts.toml in the last folder of the rules without it");
        command->callback([&invocation, options] { invocation.status = add(invocation, *options); });
    }
    const auto options = std::make_shared<Options>();
    CLI::App* command = contacts->add_subcommand("merge", "make one contact of two, where the first one stands");
    command->add_option("contacts", options->who, "the contact that stays, and the one that goes into it")->required()->expected(2);
    command->callback([&invocation, options] { invocation.status = merge(invocation, *options); });
}

}  // namespace onevoice::cli
