// onevoice replay: history fed through rules and a registry of its own, with each message's own time as the clock.
#include <unistd.h>

#include <iostream>
#include <map>

#include "cli/command.h"
#include "cli/fingerprint_json.h"
#include "cli/history.h"
#include "cli/terminal.h"
#include "message/address.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::string source;
    std::vector<std::string> rule_files;
    bool json = false;
    bool quiet = false;
};

struct Counts {
    std::size_t hold = 0;
    std::size_t annotate = 0;
};

struct Summary {
    std::size_t messages = 0;
    std::size_t unreadable = 0;
    std::map<std::string, std::size_t> skipped;
    std::map<std::string, std::size_t> acts;
    std::map<std::string, Counts> rules;
};

class Replay {
public:
    Replay(Rehearsal rehearsal, bool json) : rehearsal_(std::move(rehearsal)), json_(json) {}

    Result<void> message(const OldMessage& message) {
        const filter::Examination examined = rehearsal_.examine(message);
        if (examined.failure && examined.failure->kind == Kind::unavailable) return *examined.failure;
        if (examined.failure) return unreadable(message, *examined.failure), Result<void>();
        count(examined);
        if (json_) print(message, examined);
        return {};
    }

    Summary summary;

private:
    /// It passes, as its verdict says, and is told on standard error.
    void unreadable(const OldMessage& message, const Error& error) {
        ++summary.messages;
        ++summary.unreadable;
        std::cerr << "onevoice: " << printable(message.name) << ": " << printable(error.text()) << '\n';
        if (json_) print(message, {});
    }

    void count(const filter::Examination& examined) {
        ++summary.messages;
        if (examined.skipped) ++summary.skipped[std::string(filter::skip_name(*examined.skipped))];
        for (const rules::Act& act : examined.fingerprint.acts) ++summary.acts[act.act];
        for (const filter::RecipientVerdict& verdict : examined.recipients) {
            if (verdict.judgement.action == rules::Action::pass) continue;
            Counts& counts = summary.rules[verdict.judgement.conflicts.front().rule->name];
            ++(verdict.judgement.action == rules::Action::hold ? counts.hold : counts.annotate);
        }
    }

    void print(const OldMessage& message, const filter::Examination& examined) const {
        nlohmann::ordered_json recipients = nlohmann::ordered_json::array();
        auto judged = examined.recipients.begin();  // in the order of the envelope
        for (const std::string& written : message.envelope.recipients) {
            const std::string recipient(message::bare(written));
            // Those that were not judged, inside the company or of a message that was not looked at, simply pass.
            if (judged != examined.recipients.end() && judged->recipient == recipient)
                recipients.push_back(json_of(*judged++));
            else
                recipients.push_back({{"recipient", recipient}, {"verdict", rules::action_name(rules::Action::pass)}});
        }
        nlohmann::ordered_json line{{"message", message.name},
                                    {"verdict", rules::action_name(examined.action)},
                                    {"recipients", recipients},
                                    {"fingerprint", json_of(examined.fingerprint)}};
        if (nlohmann::ordered_json named = json_of(examined.named); !named.empty()) line["named"] = std::move(named);
        std::cout << line_of(line) << '\n';
    }

    Rehearsal rehearsal_;
    bool json_;
};

/// A bar between lines on the same screen is a mess.
bool without_bar(const Options& options) { return options.quiet || (options.json && ::isatty(STDOUT_FILENO) == 1); }

void print_summary(const Summary& summary) {
    std::cout << summary.messages << " messages";
    if (summary.unreadable != 0) std::cout << ", " << summary.unreadable << " unreadable";
    for (const auto& [reason, count] : summary.skipped) std::cout << ", " << count << " not looked at (" << reason << ")";
    std::cout << '\n';
    for (const auto& [act, count] : summary.acts) std::cout << "act   " << act << ": " << count << '\n';
    for (const auto& [rule, counts] : summary.rules)
        std::cout << "rule  " << rule << ": " << counts.hold << " would be held, " << counts.annotate << " annotated\n";
    if (summary.rules.empty()) std::cout << "no conflict\n";
}

Exit replay(const Invocation& invocation, const Options& options) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const auto snapshot = rehearsed_snapshot(*settings, options.rule_files);
    if (!snapshot) return Exit::misconfigured;
    Result<Rehearsal> rehearsal = Rehearsal::with(snapshot);
    if (!rehearsal) return fail(rehearsal.error());

    Replay replay(std::move(*rehearsal), options.json);
    const Result<void> done = for_each_old_message(options.source, snapshot->policy.limits, without_bar(options),
                                                   [&](const OldMessage& message) { return replay.message(message); });
    std::cout.flush();
    if (!options.json) print_summary(replay.summary);
    if (!done) return fail(done.error());
    return replay.summary.unreadable == 0 ? Exit::ok : Exit::no;
}

}  // namespace

void add_replay(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("replay", "feed history through the rules, with an empty registry of its own");
    command->add_option("source", options->source, "an mbox, a Maildir, a directory of .eml files, one message, or a manifest")->required();
    command->add_option("--rules", options->rule_files, "rule files instead of those of the settings");
    command->add_flag("--json", options->json, "one JSON object per message instead of the summary");
    command->add_flag("-q,--quiet", options->quiet, "no progress bar");
    command->callback([&invocation, options] { invocation.status = replay(invocation, *options); });
}

}  // namespace onevoice::cli
