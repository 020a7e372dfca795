// onevoice holds, release, return: what waits for a reviewer, and the reviewer's decision.
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/terminal.h"
#include "config/assemble.h"
#include "holds/review.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::vector<std::string> ids;
    std::string comment;
    bool json = false;
    bool all = false;
    bool delivered = false;
};

void print_reason(const holds::Reason& reason, Time held, const Terminal& terminal) {
    const holds::LoggedConflict& conflict = reason.conflict;
    const Decision& earlier = conflict.earlier.decision;
    std::cout << "    " << printable(reason.recipient) << ": " << terminal.strong(printable(holds::what_conflicts(conflict))) << " by " << printable(earlier.department) << ", " << format_time(earlier.at)
              << (conflict.earlier.same_contact ? "" : " (told to another contact of the organisation)")
              << (conflict.earlier.told_as.empty() ? "" : " (told to a stranger about " + printable(conflict.earlier.told_as) + ")") << '\n'
              << "      rule      " << printable(conflict.rule) << " (" << printable(conflict.rule_place) << "), ends by itself "
              << format_time(held + conflict.left) << '\n'
              << "      evidence  \"" << printable(conflict.evidence) << "\" (" << printable(conflict.evidence_rule) << ")\n"
              << "      earlier   " << (earlier.message_id.empty() ? "no Message-ID" : "<" + printable(earlier.message_id) + ">") << '\n';
}

void print_hold(const holds::JoinedHold& joined, Time now, const Terminal& terminal) {
    if (!joined.hold) {
        const holds::QueuedMessage& message = *joined.message;
        std::cout << terminal.strong("-") << "  " << message.queue_id << "  a held message without a record: held by hand, or by another filter\n"
                  << "    from " << printable(message.sender) << " to " << message.recipients.size() << " recipients, queued "
                  << format_time(message.arrived) << '\n';
        return;
    }
    const holds::Hold& hold = *joined.hold;
    std::cout << terminal.strong(hold.id) << "  " << hold.queue_id << "  " << holds::hold_state_name(hold.state) << "  "
              << format_time(hold.at) << "  " << hold.department << " <" << printable(hold.sender) << ">\n";
    if (hold.state == holds::HoldState::open && !joined.message)
        std::cout << "    " << terminal.warning("its message is no longer in the hold queue") << '\n';
    std::cout << "    subject: " << printable(hold.subject) << '\n';
    if (!hold.unchecked.empty())
        std::cout << "    not judged: " << printable(hold.unchecked) << '\n';
    else if (hold.recipients.size() > hold.reasons.size())
        std::cout << "    held whole: " << hold.recipients.size() << " recipients, of whom " << hold.reasons.size() << " conflict\n";
    for (const holds::LoggedName& name : hold.named)
        std::cout << "    about contact " << printable(name.contact) << ", whom it calls \"" << printable(name.words) << "\"\n";
    for (const holds::Reason& reason : hold.reasons) print_reason(reason, hold.at, terminal);
    if (hold.state == holds::HoldState::open)
        std::cout << "    deadline " << format_time(hold.deadline) << (hold.deadline < now ? terminal.warning(" overdue") : "") << '\n';
    else
        std::cout << "    " << holds::hold_state_name(hold.state) << ' ' << format_time(hold.ended)
                  << (hold.ended_by.empty() ? "" : " by " + printable(hold.ended_by)) << (hold.comment.empty() ? "" : ": " + printable(hold.comment)) << '\n';
}

std::string json_of(const holds::JoinedHold& joined) {
    nlohmann::json line = joined.hold ? nlohmann::json::parse(holds::to_json(*joined.hold)) : nlohmann::json::object();
    line["record"] = joined.hold.has_value();
    line["in_hold_queue"] = joined.message.has_value();
    if (!joined.hold) {
        line["queue_id"] = joined.message->queue_id;
        line["sender"] = joined.message->sender;
        line["recipients"] = joined.message->recipients;
    }
    return line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

bool wanted(const holds::JoinedHold& joined, const std::vector<std::string>& ids) {
    if (ids.empty()) return true;
    for (const std::string& id : ids)
        if ((joined.hold && (joined.hold->id == id || joined.hold->queue_id == id)) || (joined.message && joined.message->queue_id == id))
            return true;
    return false;
}

Exit list(const Invocation& invocation, const Options& options) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const auto book = holds::Book::open(settings->holds.directory);
    if (!book) return fail(book.error());
    const auto queue = holds::postfix_queue(config::postfix_options_of(*settings));
    std::vector<Error> damaged;
    const auto joined = holds::joined(*book, *queue, options.all || !options.ids.empty(), damaged);
    for (const Error& error : damaged) (void)fail(error);
    if (!joined) return fail(joined.error());
    const Terminal terminal = Terminal::of_standard_output();
    std::size_t shown = 0;
    for (const holds::JoinedHold& hold : *joined) {
        if (!wanted(hold, options.ids)) continue;
        ++shown;
        if (options.json)
            std::cout << json_of(hold) << '\n';
        else
            print_hold(hold, wall_clock(), terminal);
    }
    if (!options.ids.empty() && shown == 0) return fail({Kind::malformed, "listing holds: none of that hold ID or queue ID"});
    if (shown == 0 && !options.json) std::cout << "no holds\n";
    return damaged.empty() ? Exit::ok : Exit::no;
}

const char* whereabouts_text(holds::Whereabouts whereabouts) {
    switch (whereabouts) {
        case holds::Whereabouts::held: return "still in the hold queue";
        case holds::Whereabouts::queued: return "in the MTA's queue, on its way";
        case holds::Whereabouts::left: return "left the MTA's queue";
        case holds::Whereabouts::unknown: return "taken by the MTA, whose queue cannot be listed now";
    }
    return "";
}

/// How one hold is ended; the options are the command's.
using End = Result<holds::Review> (*)(const holds::Desk&, std::string_view id, const Options&, Time);

Exit end(const Invocation& invocation, const Options& options, End end_hold) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const auto book = holds::Book::open(settings->holds.directory);
    if (!book) return fail(book.error());
    const auto registry = open_registry(*settings);
    if (!registry) return fail(registry.error());
    const auto log = holds::Log::open(settings->log.file, settings->log.syslog);
    if (!log) return fail(log.error());
    const auto queue = holds::postfix_queue(config::postfix_options_of(*settings));
    const holds::Desk desk{*book, *queue, **registry, **log};
    Exit status = Exit::ok;
    for (const std::string& id : options.ids) {
        const auto review = end_hold(desk, id, options, wall_clock());
        if (!review) {
            status = fail(review.error());
            continue;
        }
        std::cout << review->hold.id << ' ' << holds::hold_state_name(review->hold.state) << ": " << review->hold.queue_id << ' '
                  << whereabouts_text(review->whereabouts) << '\n';
    }
    return status;
}

std::shared_ptr<Options> add_end(CLI::App& app, Invocation& invocation, const char* name, const char* help, End end_hold) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("id", options->ids, "hold IDs or queue IDs")->required();
    command->add_option("-m,--comment", options->comment, "why; kept with the hold and in the log");
    command->callback([&invocation, options, end_hold] { invocation.status = end(invocation, *options, end_hold); });
    return options;
}

}  // namespace

void add_holds(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("holds", "list and show held messages, joined with the MTA's hold queue");
    command->add_option("id", options->ids, "only these: hold IDs or queue IDs, ended ones too");
    command->add_flag("-a,--all", options->all, "ended holds too");
    command->add_flag("--json", options->json, "one JSON object per line");
    command->callback([&invocation, options] { invocation.status = list(invocation, *options); });
    add_end(app, invocation, "release", "let held messages go to their recipients",
            [](const holds::Desk& desk, std::string_view id, const Options& given, Time now) {
                return holds::release(desk, id, reviewer_name(), given.comment, now);
            });
    add_end(app, invocation, "return", "send held messages back to their sender",
            [](const holds::Desk& desk, std::string_view id, const Options& given, Time now) {
                return holds::return_to_sender(desk, id, reviewer_name(), given.comment, now);
            });
    const auto closing = add_end(app, invocation, "close", "end holds whose messages left the hold queue by other means",
                                 [](const holds::Desk& desk, std::string_view id, const Options& given, Time now) {
                                     return holds::close(desk, id, given.delivered, reviewer_name(), given.comment, now);
                                 });
    app.get_subcommand("close")->add_flag("--delivered", closing->delivered, "their recipients got them; otherwise nobody was told");
}

}  // namespace onevoice::cli
