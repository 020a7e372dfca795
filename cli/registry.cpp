// onevoice decisions, forget: what the registry knows about one contact, and how to erase it.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "filter/addressees.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::string address;
    bool json = false;
};

struct Opened {
    registry::Identity identity;
    std::unique_ptr<registry::Registry> registry;
};

Result<Opened> open(const Invocation& invocation, const std::string& address) {
    const auto settings = load_settings(invocation);
    const Error wrong{Kind::misconfigured, "reading the settings: see above"};
    if (!settings) return wrong;
    const auto rules = load_rules(config::load_options_of(*settings, wall_clock()), false);
    if (!rules) return wrong;
    const auto contact = rules->contact_of(address);
    if (!contact) return contact.error();
    auto registry = open_registry(*settings);
    if (!registry) return registry.error();
    return Opened{filter::identity_of(*contact), std::move(*registry)};
}

/// "invite about event", "order 4711: date_delivery 2026-09-03".
std::string told_by(const Decision& decision) {
    const auto thing = thing_of(decision);
    if (!thing) return decision.act + (decision.about.empty() ? "" : " about " + decision.about);
    std::string out = thing->name + " " + thing->key + ":";
    for (const auto& [name, value] : decision.values) out += (out.ends_with(':') ? " " : ", ") + name + " " + value;
    return out;
}

nlohmann::ordered_json json_of(const EarlierDecision& earlier) {
    const Decision& decision = earlier.decision;
    nlohmann::ordered_json out{{"at", format_time(decision.at)}, {"department", decision.department}, {"act", decision.act},
                               {"about", decision.about}, {"state", state_name(decision.state)},
                               {"message_id", decision.message_id}, {"same_contact", earlier.same_contact}};
    if (!decision.keys.empty()) out["keys"] = decision.keys;
    if (!decision.values.empty()) out["values"] = decision.values;
    if (!earlier.told_as.empty()) out["told_as"] = earlier.told_as;
    return out;
}

Exit decisions(const Invocation& invocation, const Options& options) {
    auto opened = open(invocation, options.address);
    if (!opened) return fail(opened.error());
    const auto history = opened->registry->history(opened->identity, Time{});
    if (!history) return fail(history.error());
    for (const EarlierDecision& earlier : *history) {
        const Decision& decision = earlier.decision;
        if (options.json)
            std::cout << json_of(earlier).dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) << '\n';
        else
            std::cout << format_time(decision.at) << "  " << decision.department << "  " << printable(told_by(decision)) << "  " << state_name(decision.state) << "  <"
                      << printable(decision.message_id) << ">" << (earlier.same_contact ? "" : "  (another contact of the organisation)")
                      << (earlier.told_as.empty() ? "" : "  (told to a stranger about " + printable(earlier.told_as) + ")") << '\n';
    }
    if (history->empty() && !options.json) std::cout << "no decisions\n";
    return Exit::ok;
}

Exit forget(const Invocation& invocation, const Options& options) {
    auto opened = open(invocation, options.address);
    if (!opened) return fail(opened.error());
    const auto erased = opened->registry->forget(opened->identity);
    if (!erased) return fail(erased.error());
    std::cout << *erased << " decisions erased\n";
    return Exit::ok;
}

}  // namespace

void add_registry(CLI::App& app, Invocation& invocation) {
    {
        const auto options = std::make_shared<Options>();
        CLI::App* command = app.add_subcommand("decisions", "what a contact was told, by whom and when");
        command->add_option("address", options->address, "mail address of the contact")->required();
        command->add_flag("--json", options->json, "one JSON object per decision");
        command->callback([&invocation, options] { invocation.status = decisions(invocation, *options); });
    }
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("forget", "erase everything that the registry knows about a contact");
    command->add_option("address", options->address, "mail address of the contact")->required();
    command->callback([&invocation, options] { invocation.status = forget(invocation, *options); });
}

}  // namespace onevoice::cli
