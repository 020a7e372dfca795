// onevoice diff: history under two rule sets, and what only one of them would hold.
#include <unistd.h>

#include <charconv>
#include <iostream>
#include <optional>

#include "cli/command.h"
#include "cli/comparison.h"
#include "cli/fingerprint_json.h"
#include "cli/history.h"
#include "cli/terminal.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::string before;
    std::string after;
    std::string source;
    std::vector<std::string> with;
    std::string budget = "0";
    bool json = false;
    bool quiet = false;
};

/// How many messages may change: "12", or "0.5%" of all.
struct Budget {
    double amount = 0;
    bool percent = false;

    static std::optional<Budget> read(std::string_view text) {
        Budget out;
        out.percent = text.ends_with('%');
        if (out.percent) text.remove_suffix(1);
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), out.amount);
        if (failure != std::errc() || end != text.data() + text.size() || !(out.amount >= 0 && out.amount <= 1e15)) return std::nullopt;
        return out;
    }
    [[nodiscard]] bool holds(std::size_t changes, std::size_t messages) const {
        return static_cast<double>(changes) <= (percent ? amount / 100 * static_cast<double>(messages) : amount);
    }
};

std::vector<std::string> files_of(const std::string& own, std::vector<std::string> with) {
    with.push_back(own);
    return with;
}

Exit diff(const Invocation& invocation, const Options& options) {
    const auto budget = Budget::read(options.budget);
    if (!budget) return fail({Kind::malformed, "reading the budget: '" + options.budget + "' is neither a number of messages nor a percentage such as 0.5%"});
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const auto old_rules = rehearsed_snapshot(*settings, files_of(options.before, options.with));
    if (!old_rules) return Exit::misconfigured;
    const auto new_rules = rehearsed_snapshot(*settings, files_of(options.after, options.with));
    if (!new_rules) return Exit::misconfigured;
    Result<Rehearsal> before = Rehearsal::with(old_rules);
    if (!before) return fail(before.error());
    Result<Rehearsal> after = Rehearsal::with(new_rules);
    if (!after) return fail(after.error());

    Comparison comparison;
    const bool quiet = options.quiet || (options.json && ::isatty(STDOUT_FILENO) == 1);
    const Result<void> done = for_each_old_message(options.source, new_rules->policy.limits, quiet, [&](const OldMessage& message) -> Result<void> {
        const filter::Examination old_examined = before->examine(message);
        const filter::Examination new_examined = after->examine(message);
        for (const filter::Examination* examined : {&old_examined, &new_examined}) {
            if (!examined->failure) continue;
            if (examined->failure->kind == Kind::unavailable) return *examined->failure;
            fail({examined->failure->kind, message.name + ": " + examined->failure->what, examined->failure->place});
            comparison.add_unreadable();
            return {};
        }
        comparison.add(message, old_examined, new_examined);
        return {};
    });
    if (!done) return fail(done.error());
    const bool within = budget->holds(comparison.changes(), comparison.messages());
    if (options.json) {
        nlohmann::ordered_json object = comparison.json();
        object["within_budget"] = within;
        std::cout << line_of(object) << '\n';
    } else {
        comparison.print(std::cout, Terminal::of_standard_output());
        if (!within) std::cout << comparison.changes() << " changes are more than the budget of " << options.budget << '\n';
    }
    return within && comparison.unreadable() == 0 ? Exit::ok : Exit::no;
}

}  // namespace

void add_diff(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("diff", "feed history through two rule sets, and print what only one of them would hold");
    command->add_option("old", options->before, "the rule file or directory in force")->required();
    command->add_option("new", options->after, "the rule file or directory that is to replace it")->required();
    command->add_option("source", options->source, "an mbox, a Maildir, a directory of .eml files, one message, or a manifest")->required();
    command->add_option("--with", options->with, "rule files that both rule sets have");
    command->add_option("--budget", options->budget, "how many messages may change: a number, or a percentage of all such as 0.5%")
        ->capture_default_str();
    command->add_flag("--json", options->json, "one JSON object");
    command->add_flag("-q,--quiet", options->quiet, "no progress bar");
    command->callback([&invocation, options] { invocation.status = or_trouble(diff(invocation, *options)); });
}

}  // namespace onevoice::cli
