// onevoice fingerprint, explain: what onevoice sees in a message, and why.
#include <algorithm>
#include <iostream>
#include <span>

#include "cli/command.h"
#include "cli/explanation.h"
#include "cli/fingerprint_json.h"
#include "cli/terminal.h"
#include "filter/addressees.h"
#include "filter/journey.h"
#include "message/address.h"
#include "message/mailbox.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::vector<std::string> files;
    std::vector<std::string> rule_files;
    bool json = false;
    std::string login;
    std::string sender;
    std::vector<std::string> recipients;
    std::size_t near = 3;
};

Result<filter::Recognition> recognise_file(const rules::RuleSet& rules, const std::string& file, bool with_prevented) {
    const Result<std::string> raw = message::read_file(file);
    if (!raw) return raw.error();
    Result<filter::Recognition> recognised = filter::recognise(rules, {}, *raw, with_prevented);
    if (!recognised) return Error{recognised.error().kind, recognised.error().what, {file, 0, 0}};
    return recognised;
}

Exit fingerprint(const Invocation& invocation, const Options& options) {
    const auto rules = load_rules(invocation, options.rule_files, false);
    if (!rules) return Exit::misconfigured;
    Exit status = Exit::ok;
    for (const std::string& file : options.files) {
        const auto recognised = recognise_file(*rules, file, false);
        if (!recognised) {
            status = fail(recognised.error());
            continue;
        }
        if (options.json) {
            std::cout << line_of({{"file", file}, {"fingerprint", json_of(recognised->fingerprint)}}) << '\n';
            continue;
        }
        std::cout << printable(file) << ':';
        if (recognised->skipped) std::cout << " not looked at: " << filter::skip_name(*recognised->skipped);
        if (recognised->fingerprint.acts.empty() && !recognised->skipped) std::cout << " no act";
        for (const rules::Act& act : recognised->fingerprint.acts)
            std::cout << ' ' << act.act << (act.about.empty() ? "" : "(" + act.about + ")");
        for (const rules::Fact& fact : recognised->fingerprint.facts)
            std::cout << ", " << printable(fact.key_name + " " + fact.key + " " + fact.value_name + " " + fact.value);
        std::cout << '\n';
    }
    return status;
}

/// What the registry says to this message, for the recipients given. Looks only: nothing is reserved.
Exit explain_conflicts(const Invocation& invocation, const Options& options, const rules::RuleSet& rules,
                       const filter::Recognition& recognised, const std::vector<rules::Contact>& contacts, const Terminal& terminal) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const rules::Department* department = rules.department_of({options.login, "", options.sender});
    if (department == nullptr) {
        std::cout << "department: none of login '" << printable(options.login) << "', sender '" << printable(options.sender)
                  << "': the message would not be looked at\n";
        return Exit::ok;
    }
    const auto registry = open_registry(*settings);
    if (!registry) return fail(registry.error());
    std::cout << "department: " << department->name << " (" << department->place.text() << ")\n";
    const Time now = wall_clock();
    for (std::size_t i = 0; i < contacts.size(); ++i) {
        // The question that the daemon asks; without decisions it stores nothing.
        registry::Proposal question;
        question.recipients = {filter::identity_of(contacts[i])};
        question.at = now;
        question.since = now - rules.longest_window();
        question.things = filter::things_of(recognised.fingerprint);
        rules::Judgement judgement;
        const auto asked = (*registry)->decide(question, [&](std::span<const std::vector<EarlierDecision>> histories) {
            judgement = rules.judge(recognised.fingerprint, *department, contacts[i], histories.front(), now, rules::Mode::hold, {},
                                    recognised.reading.message_id);
            return std::vector<State>();
        });
        if (!asked) return fail(asked.error());
        print_judgement(std::cout, options.recipients[i], judgement, terminal);
    }
    return Exit::ok;
}

Result<std::vector<rules::Contact>> contacts_of(const rules::RuleSet& rules, const std::vector<std::string>& recipients) {
    std::vector<rules::Contact> out;
    for (const std::string& recipient : recipients) {
        auto contact = rules.contact_of(recipient);
        if (!contact) return contact.error();
        out.push_back(std::move(*contact));
    }
    return out;
}

Exit explain(const Invocation& invocation, const Options& options) {
    const auto rules = load_rules(invocation, options.rule_files, false);
    if (!rules) return Exit::misconfigured;
    const Terminal terminal = Terminal::of_standard_output();
    Exit status = Exit::ok;
    for (const std::string& file : options.files) {
        const auto recognised = recognise_file(*rules, file, true);
        if (!recognised) {
            status = fail(recognised.error());
            continue;
        }
        if (options.files.size() > 1) std::cout << terminal.strong(printable(file)) << '\n';
        print_recognition(std::cout, *recognised, terminal);
        if (!recognised->skipped && options.near != 0)
            print_near_misses(std::cout, rules->near_misses(recognised->words, recognised->fingerprint), options.near, terminal);
        auto contacts = contacts_of(*rules, options.recipients);
        if (!contacts) return fail(contacts.error());
        print_named(std::cout, rules->name_contacts(*contacts, recognised->words, recognised->fingerprint), terminal);
        if (!options.recipients.empty())
            if (const Exit looked = explain_conflicts(invocation, options, *rules, *recognised, *contacts, terminal); looked != Exit::ok) status = looked;
    }
    return status;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation) {
    {
        const auto options = std::make_shared<Options>();
        CLI::App* command = app.add_subcommand("fingerprint", "print the acts that messages contain");
        command->add_option("file", options->files, "messages (RFC 5322)")->required();
        command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
        command->add_flag("--json", options->json, "one JSON object per message");
        command->callback([&invocation, options] { invocation.status = fingerprint(invocation, *options); });
    }
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("explain", "show what was read of messages, which acts were found, and why others were not");
    command->add_option("file", options->files, "messages (RFC 5322)")->required();
    command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
    command->add_option("--near", options->near, "how many rules to show that nearly match; 0 for none")->capture_default_str();
    command->add_option("--login", options->login, "with --recipient: the login it would be sent with");
    command->add_option("--sender", options->sender, "with --recipient: the envelope sender");
    command->add_option("--recipient", options->recipients, "also say what the registry knows against sending it to them");
    command->callback([&invocation, options] { invocation.status = explain(invocation, *options); });
}

}  // namespace onevoice::cli
