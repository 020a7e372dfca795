// onevoice replay: history fed through rules and a registry of its own, with each message's own time as the clock.
#include <unistd.h>

#include <iostream>
#include <map>

#include "cli/command.h"
#include "cli/fingerprint_json.h"
#include "cli/manifest.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "filter/journey.h"
#include "message/address.h"
#include "message/date.h"
#include "message/mailbox.h"
#include "registry/sqlite.h"

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
    Replay(std::shared_ptr<const filter::Snapshot> snapshot, registry::Registry& registry, bool json)
        : snapshot_(std::move(snapshot)), registry_(registry), json_(json) {}

    Result<void> message(const std::string& name, const filter::Envelope& envelope, std::string_view raw, Time at) {
        const filter::Examination examined = filter::examine(snapshot_, registry_, envelope, raw, at);
        if (examined.failure && examined.failure->kind == Kind::unavailable) return *examined.failure;
        if (examined.failure) return unreadable(name, envelope, *examined.failure), Result<void>();
        count(examined);
        if (json_) print(name, envelope, examined);
        return {};
    }

    /// It passes, as its verdict says, and is told on standard error.
    void unreadable(const std::string& name, const filter::Envelope& envelope, const Error& error) {
        ++summary.messages;
        ++summary.unreadable;
        std::cerr << "onevoice: " << printable(name) << ": " << printable(error.text()) << '\n';
        if (json_) print(name, envelope, {});
    }

    Summary summary;

private:
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

    void print(const std::string& name, const filter::Envelope& envelope, const filter::Examination& examined) const {
        nlohmann::ordered_json recipients = nlohmann::ordered_json::array();
        auto judged = examined.recipients.begin();  // in the order of the envelope
        for (const std::string& written : envelope.recipients) {
            const std::string recipient(message::bare(written));
            // Those that were not judged, inside the company or of a message that was not looked at, simply pass.
            if (judged != examined.recipients.end() && judged->recipient == recipient)
                recipients.push_back(json_of(*judged++));
            else
                recipients.push_back({{"recipient", recipient}, {"verdict", rules::action_name(rules::Action::pass)}});
        }
        std::cout << line_of({{"message", name},
                              {"verdict", rules::action_name(examined.action)},
                              {"recipients", recipients},
                              {"fingerprint", json_of(examined.fingerprint)}})
                  << '\n';
    }

    std::shared_ptr<const filter::Snapshot> snapshot_;
    registry::Registry& registry_;
    bool json_;
};

/// A bar between lines on the same screen is a mess.
bool without_bar(const Options& options) { return options.quiet || (options.json && ::isatty(STDOUT_FILENO) == 1); }

/// What the envelope was is no longer known in a mailbox: the header has to stand for it.
filter::Envelope envelope_of(const message::Reading& reading) {
    filter::Envelope envelope;
    envelope.client = "local";
    if (!reading.from.empty()) envelope.sender = reading.from.front().address;
    for (const message::Mailbox& mailbox : reading.to) envelope.recipients.push_back(mailbox.address);
    return envelope;
}

Result<void> replay_manifest(Replay& replay, const Options& options) {
    const auto manifest = read_manifest(options.source);
    if (!manifest) return manifest.error();
    Progress progress(manifest->size(), without_bar(options));
    for (const ManifestEntry& entry : *manifest) {
        const Result<std::string> raw = message::read_file(entry.path);
        if (!raw) return Error{raw.error().kind, raw.error().what, entry.place};
        filter::Envelope envelope{entry.client.empty() ? "local" : entry.client, entry.login, entry.sender, entry.recipients, ""};
        if (Result<void> done = replay.message(entry.message, envelope, *raw, entry.at); !done) return done;
        progress.step();
    }
    return {};
}

Result<void> replay_mailbox(Replay& replay, const Options& options, const message::Limits& limits) {
    std::size_t total = 0;
    std::unique_ptr<Progress> progress;
    // A message without a usable date happened when the one before it did.
    Time last{};
    return message::for_each_message(options.source, total, [&](const message::StoredMessage& stored) -> Result<void> {
        if (!progress) progress = std::make_unique<Progress>(total, without_bar(options));
        progress->step();
        const auto reading = message::read(stored.raw, limits);
        if (!reading) return replay.unreadable(stored.name, {}, reading.error()), Result<void>();
        if (const Result<Time> date = message::parse_date(reading->date)) last = *date;
        return replay.message(stored.name, envelope_of(*reading), stored.raw, last);
    });
}

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
    rules::LoadOptions load = config::load_options_of(*settings, wall_clock());
    if (!options.rule_files.empty()) load.files = options.rule_files;
    auto rules = load_rules(load, false);
    if (!rules) return Exit::misconfigured;
    filter::Policy policy = config::policy_of(*settings);
    policy.mode = rules::Mode::hold;  // what would happen is the question, whatever the daemon does now
    const auto snapshot = std::make_shared<const filter::Snapshot>(filter::Snapshot{std::move(rules), policy});
    const auto registry = registry::open_sqlite({":memory:", "", Seconds{60}});
    if (!registry) return fail(registry.error());

    Replay replay(snapshot, **registry, options.json);
    const Result<void> done =
        is_manifest(options.source) ? replay_manifest(replay, options) : replay_mailbox(replay, options, policy.limits);
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
