// onevoice test: labelled mails and scenarios as a test suite of the rules.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <utility>

#include "cli/command.h"
#include "cli/confusion.h"
#include "cli/fingerprint_json.h"
#include "cli/history.h"
#include "cli/labelled_mail.h"
#include "cli/scenario.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "message/mailbox.h"

namespace onevoice::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct Options {
    std::string directory;
    std::vector<std::string> rule_files;
    std::string language;
    std::string source;
    double require_right = 100;
    std::size_t allow_false_alarms = 0;
    std::size_t allow_wrong_verdicts = 0;
    bool verbose = false;
    bool json = false;
};

struct Suite {
    std::vector<LabelledMail> mails;
    std::vector<Scenario> scenarios;
    Company company;
};

struct Verdicts {
    std::size_t mails = 0;
    std::size_t right = 0;
};

Result<Suite> read_suite(const Options& options) {
    Suite out;
    const fs::path directory = options.directory;
    std::error_code failure;
    if (!fs::is_directory(directory, failure)) return Error{Kind::malformed, "reading the tests in '" + options.directory + "': no such directory"};
    auto mails = read_labelled_mails((directory / "mails").string());
    if (!mails) return mails.error();
    for (LabelledMail& mail : *mails)
        if ((options.language.empty() || mail.language == options.language) && mail.source.starts_with(options.source)) out.mails.push_back(std::move(mail));
    if (const fs::path scenarios = directory / "scenarios"; fs::exists(scenarios, failure)) {
        auto company = read_company(scenarios.string());
        if (!company) return company.error();
        out.company = std::move(*company);
        auto read = read_scenarios(scenarios.string());
        if (!read) return read.error();
        out.scenarios = std::move(*read);
    }
    if (out.mails.empty() && out.scenarios.empty())
        return Error{Kind::malformed, "reading the tests in '" + options.directory + "': no label in mails/labels.jsonl or mails/sentences.jsonl that is "
                                      "asked for, and no scenario in scenarios/"};
    return out;
}

/// The rules with the company's departments; the settings count unless rule files were named.
std::shared_ptr<const filter::Snapshot> snapshot_of(const Invocation& invocation, const Options& options, const Company& company) {
    rules::LoadOptions load;
    filter::Policy policy;
    if (options.rule_files.empty()) {
        const auto settings = load_settings(invocation);
        if (!settings) return nullptr;
        load = config::load_options_of(*settings, wall_clock());
        policy = config::policy_of(*settings);
        policy.mode = rules::Mode::hold;
    } else {
        load.files = options.rule_files;
        load.now = wall_clock();
    }
    if (!company.rules.empty()) load.texts.push_back({company.rules, {company.file}});
    if (company.own_domains) policy.own_domains = *company.own_domains;
    auto rules = load_rules(load, options.verbose);
    if (!rules) return nullptr;
    return std::make_shared<const filter::Snapshot>(filter::Snapshot{std::move(rules), policy});
}

/// A label that no rule can ever meet is misspelt.
Result<void> check_labels(const rules::RuleSet& rules, const std::vector<LabelledMail>& mails) {
    std::vector<std::string_view> known{"neutral"};
    for (const rules::ActDefinition& act : rules.acts()) known.push_back(act.name);
    for (const LabelledMail& mail : mails)
        for (const auto* acts : {&mail.labels, &mail.also_ok})
            for (const std::string& act : *acts)
                if (std::find(known.begin(), known.end(), act) == known.end())
                    return Error{Kind::malformed, "reading a label: no rule file has the act '" + act + "'" + grammar::suggestion(act, known), mail.place};
    return {};
}

void print_wrong(const LabelledMail& mail, const std::set<std::string>& acts, const rules::Fingerprint& fingerprint) {
    std::cout << printable(mail.place.text()) << ": " << printable(mail.name) << ": " << joined(mail.labels) << " was taken for " << joined(acts) << '\n';
    for (const rules::Act& act : fingerprint.acts)
        std::cout << "    " << act.act << " by " << act.rule << " (" << act.place.text() << "): \"" << printable(act.evidence) << "\"\n";
    for (const rules::Prevented& none : fingerprint.prevented)
        std::cout << "    no " << none.act << " by " << none.rule << ", prevented by " << none.by << ": \"" << printable(none.because) << "\" beside \""
                  << printable(none.evidence) << "\"\n";
}

ordered_json wrong_mail(const LabelledMail& mail, const std::set<std::string>& acts, const rules::Fingerprint& fingerprint) {
    return {{"message", mail.name}, {"place", mail.place.text()}, {"lang", mail.language}, {"labels", mail.labels}, {"also_ok", mail.also_ok},
            {"found", acts}, {"fingerprint", json_of(fingerprint)}};
}

Result<Confusion> try_mails(const filter::Snapshot& snapshot, const std::vector<LabelledMail>& mails, const Options& options, ordered_json& wrong) {
    Confusion out;
    for (const LabelledMail& mail : mails) {
        const Result<std::string> raw = mail.file.empty() ? Result<std::string>(mail.raw) : message::read_file(mail.file);
        if (!raw) return Error{raw.error().kind, raw.error().what, mail.place};
        const Result<filter::Recognition> recognised = filter::recognise(*snapshot.rules, snapshot.policy, *raw, options.verbose);
        if (!recognised) return Error{recognised.error().kind, mail.name + ": " + recognised.error().what, mail.place};
        std::set<std::string> acts;
        for (const rules::Act& act : recognised->fingerprint.acts) acts.insert(act.act);
        out.add(mail, acts);
        if (outcome_of(mail, acts) == Outcome::right) continue;
        wrong.push_back(wrong_mail(mail, acts, recognised->fingerprint));
        if (options.verbose && !options.json) print_wrong(mail, acts, recognised->fingerprint);
    }
    return out;
}

/// Each scenario with an empty registry of its own; the clock is that of its mails.
Result<Verdicts> play_scenarios(const std::shared_ptr<const filter::Snapshot>& snapshot, const std::vector<Scenario>& scenarios, const Options& options,
                                ordered_json& wrong) {
    Verdicts out;
    for (const Scenario& scenario : scenarios) {
        Result<Rehearsal> rehearsal = Rehearsal::with(snapshot);
        if (!rehearsal) return rehearsal.error();
        for (const ScenarioStep& step : scenario.steps) {
            const Result<std::string> raw = message::read_file(step.entry.path);
            if (!raw) return Error{raw.error().kind, raw.error().what, step.entry.place};
            const auto examined = rehearsal->examine({step.entry.message, *raw, envelope_of(step.entry), step.entry.at, {}});
            if (examined.failure) return Error{examined.failure->kind, step.entry.message + ": " + examined.failure->what, step.entry.place};
            const std::string verdict(rules::action_name(examined.action));
            ++out.mails;
            if (step.expected.contains(verdict)) {
                ++out.right;
                continue;
            }
            wrong.push_back({{"scenario", scenario.name}, {"message", step.entry.message}, {"expected", step.expected}, {"verdict", verdict},
                             {"fingerprint", json_of(examined.fingerprint)}});
            if (options.json) continue;
            std::cout << printable(scenario.name) << ": " << printable(step.entry.message) << ": " << verdict;
            for (const char* between = " instead of "; const std::string& expected : step.expected) std::cout << std::exchange(between, " or ") << expected;
            std::cout << '\n';
        }
    }
    return out;
}

Exit test(const Invocation& invocation, const Options& options) {
    const Result<Suite> suite = read_suite(options);
    if (!suite) return fail(suite.error());
    const auto snapshot = snapshot_of(invocation, options, suite->company);
    if (!snapshot) return Exit::misconfigured;
    if (const Result<void> known = check_labels(*snapshot->rules, suite->mails); !known) return fail(known.error());

    ordered_json wrong_mails = ordered_json::array();
    ordered_json wrong_verdicts = ordered_json::array();
    const Result<Confusion> confusion = try_mails(*snapshot, suite->mails, options, wrong_mails);
    if (!confusion) return fail(confusion.error());
    const Result<Verdicts> verdicts = play_scenarios(snapshot, suite->scenarios, options, wrong_verdicts);
    if (!verdicts) return fail(verdicts.error());

    const bool good = confusion->all().percent() >= options.require_right && confusion->all().false_alarms <= options.allow_false_alarms &&
                      verdicts->mails - verdicts->right <= options.allow_wrong_verdicts;
    if (options.json) {
        ordered_json mails = confusion->json();
        mails["wrong"] = wrong_mails;
        const ordered_json scenarios{{"mails", verdicts->mails}, {"right", verdicts->right}, {"wrong", wrong_verdicts}};
        std::cout << line_of({{"good", good}, {"mails", mails}, {"scenarios", scenarios}}) << '\n';
    } else {
        if (!suite->mails.empty()) confusion->print(std::cout);
        if (verdicts->mails != 0) std::cout << "scenarios: " << verdicts->right << " of " << verdicts->mails << " mails right\n";
    }
    return good ? Exit::ok : Exit::no;
}

}  // namespace

void add_test(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("test", "try the rules on labelled mails and scenarios, and print what was taken for what");
    command->add_option("directory", options->directory, "the folder with mails/ and scenarios/")->required();
    command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
    command->add_option("--language", options->language, "only mails whose label has this language");
    command->add_option("--source", options->source, "only mails whose label has a source that begins so");
    command->add_option("--require-right", options->require_right, "how many of a hundred labelled mails must be right")->capture_default_str();
    command->add_option("--allow-false-alarms", options->allow_false_alarms, "how many neutral mails may be taken for something")->capture_default_str();
    command->add_option("--allow-wrong-verdicts", options->allow_wrong_verdicts, "how many mails of scenarios may get another verdict")
        ->capture_default_str();
    command->add_flag("-v,--verbose", options->verbose, "list what is wrong, and why");
    command->add_flag("--json", options->json, "one JSON object");
    command->callback([&invocation, options] { invocation.status = or_trouble(test(invocation, *options)); });
}

}  // namespace onevoice::cli
