// onevoice log: the hold log for people.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "cli/terminal.h"
#include "holds/log_line.h"
#include "message/address.h"

namespace onevoice::cli {
namespace {

struct Options {
    std::string file;
    std::vector<std::string> events;
    std::string department;
    std::string recipient;
    std::string id;
    std::string since;
    std::string until;
    bool conflicts = false;
    bool follow = false;
    bool json = false;
    std::size_t last = 0;
};

/// Spellings of one address are one contact. What is no address is only itself.
std::string contact_of(const std::string& recipient) {
    const Result<std::string> canonical = message::canonical_address(recipient);
    return canonical ? *canonical : recipient;
}

/// Which lines are wanted. All conditions must hold.
struct Filter {
    Options options;
    std::optional<Time> since;
    std::optional<Time> until;
    std::vector<holds::Event> events;
    std::string contact;  ///< canonical address; empty: any

    [[nodiscard]] bool operator()(const holds::Entry& entry) const {
        const auto conflicting = [](const holds::LoggedRecipient& recipient) { return recipient.conflict.has_value(); };
        const auto named = [&](const holds::LoggedRecipient& recipient) { return contact_of(recipient.recipient) == contact; };
        if (since && entry.at < *since) return false;
        if (until && entry.at >= *until) return false;
        if (!options.department.empty() && entry.department != options.department) return false;
        if (!options.id.empty() && entry.queue_id != options.id && entry.reference != options.id && entry.message_id != options.id) return false;
        if (!contact.empty() && std::none_of(entry.recipients.begin(), entry.recipients.end(), named)) return false;
        if (options.conflicts && entry.rule.empty() && std::none_of(entry.recipients.begin(), entry.recipients.end(), conflicting)) return false;
        return events.empty() || std::find(events.begin(), events.end(), entry.event) != events.end();
    }
};

/// What the options mean. Errors: malformed (no such event, no time).
Result<Filter> filter_of(const Options& options) {
    Filter filter{options, std::nullopt, std::nullopt, {}, ""};
    for (auto [text, target] : {std::pair{&options.since, &filter.since}, std::pair{&options.until, &filter.until}}) {
        if (text->empty()) continue;
        if (const Result<Seconds> ago = parse_duration(*text)) {
            *target = wall_clock() - *ago;
        } else {
            const Result<Time> time = parse_time(*text);
            if (!time) return Error{Kind::malformed, time.error().what + ", nor a duration such as 2d"};
            *target = *time;
        }
    }
    for (const std::string& name : options.events) {
        const std::optional<holds::Event> event = holds::event_named(name);
        if (event) {
            filter.events.push_back(*event);
            continue;
        }
        std::string known;
        for (const holds::Event each : holds::all_events()) known += (known.empty() ? "" : ", ") + std::string(holds::event_name(each));
        return Error{Kind::malformed, "filtering the log: '" + name + "' is no event: " + known};
    }
    if (!options.recipient.empty()) filter.contact = contact_of(options.recipient);
    return filter;
}

std::string coloured(const Terminal& terminal, holds::Event event) {
    std::string name(holds::event_name(event));
    name.resize(std::max<std::size_t>(name.size(), 14), ' ');
    switch (event) {
        case holds::Event::held:
        case holds::Event::unchecked:
        case holds::Event::late_conflict:
        case holds::Event::breaker_tripped:
        case holds::Event::breaker_failed:
        case holds::Event::reload_failed: return terminal.warning(name);
        case holds::Event::annotated:
        case holds::Event::would_hold:
        case holds::Event::would_annotate: return terminal.notable(name);
        case holds::Event::breaker_armed:
        case holds::Event::released: return terminal.good(name);
        default: return name;
    }
}

void print(const holds::Entry& entry, const Terminal& terminal) {
    std::cout << format_time(entry.at) << "  " << coloured(terminal, entry.event);
    for (const std::string& field : {entry.queue_id, entry.reference, entry.department, entry.rule})
        if (!field.empty()) std::cout << ' ' << printable(field);
    if (!entry.sender.empty()) std::cout << " <" << printable(entry.sender) << '>';
    if (!entry.actor.empty()) std::cout << " by " << printable(entry.actor);
    if (!entry.reason.empty()) std::cout << ": " << printable(entry.reason);
    for (const rules::Act& act : entry.acts) std::cout << ' ' << terminal.strong(printable(act.act));
    std::cout << '\n';
    for (const holds::LoggedName& name : entry.named)
        std::cout << "    about contact " << printable(name.contact) << ", whom it calls \"" << printable(name.words) << "\"\n";
    for (const holds::LoggedRecipient& recipient : entry.recipients) {
        if (!recipient.conflict) continue;
        const holds::LoggedConflict& conflict = *recipient.conflict;
        std::cout << "    " << printable(recipient.recipient) << ": " << printable(recipient.verdict);
        if (recipient.intended != recipient.verdict) std::cout << " (would be: " << printable(recipient.intended) << ')';
        std::cout << ", " << printable(holds::what_conflicts(conflict)) << " by "
                  << printable(conflict.earlier.decision.department) << ", " << format_time(conflict.earlier.decision.at) << "\n        "
                  << printable(conflict.rule) << " (" << printable(conflict.rule_place) << ')';
        if (!conflict.evidence.empty()) std::cout << ", \"" << printable(conflict.evidence) << '"';
        if (conflict.tripped) std::cout << ", its breaker has tripped";
        if (!conflict.earlier.told_as.empty()) std::cout << ", told to a stranger about " << printable(conflict.earlier.told_as);
        if (!conflict.excepted_by.empty()) std::cout << ", excepted by " << printable(conflict.excepted_by);
        std::cout << '\n';
    }
}

/// Shows the lines of one file as they come. Lines that are no entries are counted, not shown: a torn line of a full
/// disk is among them.
class Reader {
public:
    Reader(const Filter& filter, const Options& options) : filter_(filter), options_(options), terminal_(Terminal::of_standard_output()) {}

    void line(const std::string& text) {
        if (text.empty()) return;
        const Result<holds::Entry> entry = holds::entry_from_json(text);
        if (!entry) {
            ++unreadable;
            return;
        }
        if (!filter_(*entry)) return;
        if (options_.last == 0) return show(text, *entry);
        kept_.emplace_back(text, *entry);
        if (kept_.size() > options_.last) kept_.pop_front();
    }

    void end_of_history() {
        for (const auto& [text, entry] : kept_) show(text, entry);
        kept_.clear();
        options_.last = 0;
        std::cout.flush();
    }

    std::size_t unreadable = 0;

private:
    void show(const std::string& text, const holds::Entry& entry) const {
        if (options_.json)
            std::cout << text << '\n';
        else
            print(entry, terminal_);
    }

    Filter filter_;
    Options options_;
    Terminal terminal_;
    std::deque<std::pair<std::string, holds::Entry>> kept_;
};

/// Reads complete lines from where the stream stands; a line that is still being written is left for the next call.
void read_lines(std::ifstream& in, Reader& reader, std::string& rest) {
    in.clear();
    std::array<char, 65536> chunk{};
    while (in.read(chunk.data(), chunk.size()), in.gcount() > 0) {
        rest.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
        std::size_t from = 0;
        for (std::size_t end; (end = rest.find('\n', from)) != std::string::npos; from = end + 1) reader.line(rest.substr(from, end - from));
        rest.erase(0, from);
    }
}

/// Waits for more until interrupted; a file that logrotate replaced is opened anew.
void follow(const std::string& file, std::ifstream& in, Reader& reader, std::string& rest) {
    struct stat open_file {};
    (void)::stat(file.c_str(), &open_file);
    for (;;) {
        constexpr unsigned pause_us = 200'000;  // soon enough for a person, too seldom for a load
        ::usleep(pause_us);
        read_lines(in, reader, rest);
        std::cout.flush();
        struct stat now {};
        if (::stat(file.c_str(), &now) == 0 && (now.st_ino != open_file.st_ino || now.st_size < open_file.st_size)) {
            in.close();
            in.open(file, std::ios::binary);
            rest.clear();
        }
        open_file = now;
        if (!std::cout) return;
    }
}

Exit show_log(const Invocation& invocation, Options options) {
    const Result<Filter> filter = filter_of(options);
    if (!filter) return fail(filter.error());
    if (options.file.empty()) {
        const auto settings = load_settings(invocation);
        if (!settings) return Exit::misconfigured;
        options.file = settings->log.file;
    }
    std::error_code failure;
    if (std::filesystem::is_directory(options.file, failure))
        return fail({Kind::malformed, "reading the log '" + options.file + "': it is a directory"});
    std::ifstream in(options.file, std::ios::binary);
    if (!in) return fail({Kind::unavailable, "reading the log '" + options.file + "': " + std::strerror(errno)});
    Reader reader(*filter, options);
    std::string rest;
    read_lines(in, reader, rest);
    reader.end_of_history();
    if (options.follow) follow(options.file, in, reader, rest);
    if (reader.unreadable != 0)
        std::cerr << "onevoice: reading the log '" << printable(options.file) << "': " << reader.unreadable << " lines are no entries\n";
    return Exit::ok;
}

}  // namespace

void add_log(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("log", "read the hold log");
    command->add_option("file", options->file, "a log file instead of that of the settings");
    command->add_option("-e,--event", options->events, "only these events: held, annotated, passed, … or their codes");
    command->add_option("-d,--department", options->department, "only mail of this department");
    command->add_option("-r,--recipient", options->recipient, "only mail to this recipient");
    command->add_option("-i,--id", options->id, "only this queue ID, hold ID or Message-ID");
    command->add_option("--since", options->since, "a time (RFC 3339) or how long ago (2d)");
    command->add_option("--until", options->until, "a time (RFC 3339) or how long ago (2d)");
    command->add_flag("-x,--conflicts", options->conflicts, "only messages with a conflict, and the breaker's alarms");
    command->add_option("-n,--last", options->last, "only the last lines that match");
    command->add_flag("-f,--follow", options->follow, "wait for more");
    command->add_flag("--json", options->json, "the lines as they are");
    command->callback([&invocation, options] { invocation.status = show_log(invocation, *options); });
}

}  // namespace onevoice::cli
