#include "filter/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace onevoice::filter {
namespace {

using nlohmann::json;

std::int64_t milliseconds(Time time) { return time.time_since_epoch().count(); }
Time time_of(const json& value) { return Time{std::chrono::milliseconds{value.get<std::int64_t>()}}; }

std::string line_of(const registry::Proposal& proposal) {
    json recipients = json::array();
    for (const registry::Identity& identity : proposal.recipients)
        recipients.push_back({{"address", identity.address}, {"aliases", identity.aliases}, {"organisation", identity.organisation}});
    json decisions = json::array();
    for (const Decision& decision : proposal.decisions)
        decisions.push_back({{"department", decision.department}, {"voice", decision.voice}, {"act", decision.act},
                             {"about", decision.about}, {"keys", decision.keys}, {"values", decision.values}});
    const json line{{"recipients", recipients},           {"decisions", decisions},           {"message_id", proposal.message_id},
                    {"queue_id", proposal.queue_id},      {"at", milliseconds(proposal.at)},  {"since", milliseconds(proposal.since)}};
    return line.dump(-1, ' ', true, json::error_handler_t::replace) + '\n';
}

registry::Proposal proposal_of(const std::string& line) {
    const json object = json::parse(line);
    registry::Proposal out;
    for (const json& identity : object.at("recipients"))
        out.recipients.push_back({identity.at("address"), identity.at("aliases"), identity.at("organisation")});
    out.message_id = object.at("message_id");
    out.queue_id = object.at("queue_id");
    out.at = time_of(object.at("at"));
    out.since = time_of(object.at("since"));
    for (const json& decision : object.at("decisions"))
        out.decisions.push_back({decision.at("department"), decision.at("voice"), decision.at("act"), decision.at("about"),
                                 decision.at("keys"), decision.at("values"), out.at, out.message_id, State::pending});
    return out;
}

Error file_error(const std::string& step, const std::string& file) {
    return {Kind::unavailable, step + " the journal '" + file + "': " + std::strerror(errno)};
}

/// Judges one journalled proposal as it would have been judged; nothing can be held any more.
std::vector<Journal::Late> settle(const registry::Proposal& proposal, registry::Registry& registry, const rules::RuleSet& rules,
                                  Result<void>& settled) {
    rules::Fingerprint fingerprint;
    for (const Decision& decision : proposal.decisions) {
        rules::Act act;
        act.act = decision.act;
        act.about = decision.about;
        act.keys = decision.keys;
        act.values = decision.values;
        fingerprint.acts.push_back(std::move(act));
    }
    rules::Department department;
    department.name = proposal.decisions.front().department;
    department.voice = proposal.decisions.front().voice;
    std::vector<Journal::Late> late;
    settled = registry.decide(proposal, [&](std::span<const std::vector<EarlierDecision>> histories) {
        late.clear();
        for (std::size_t i = 0; i < histories.size(); ++i) {
            const registry::Identity& identity = proposal.recipients[i];
            const rules::Contact contact{identity.address, identity.aliases, "", identity.organisation};
            const rules::Judgement judgement =
                rules.judge(fingerprint, department, contact, histories[i], proposal.at, rules::Mode::hold);
            if (judgement.intended != rules::Action::pass) late.push_back({proposal, identity.address, judgement.conflicts.front()});
        }
        return std::vector<State>(histories.size(), State::pending);
    });
    return late;
}

}  // namespace

Result<void> Journal::append(const registry::Proposal& proposal) {
    if (file_.empty() || proposal.decisions.empty()) return {};
    const std::string line = line_of(proposal);
    const std::lock_guard lock(mutex_);
    // 0600: until it is settled the journal names recipients in the clear.
    const int descriptor = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return file_error("opening", file_);
    const ssize_t written = ::write(descriptor, line.data(), line.size());
    const bool good = written == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
    Result<void> result = good ? Result<void>() : file_error("writing", file_);
    ::close(descriptor);
    return result;
}

Result<std::size_t> Journal::replay(registry::Registry& registry, const rules::RuleSet& rules,
                                    const std::function<void(const Late&)>& alarm) {
    if (file_.empty()) return std::size_t{0};
    const std::lock_guard lock(mutex_);
    std::ifstream in(file_);
    if (!in) return std::size_t{0};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);

    std::size_t settled = 0;
    std::optional<Error> failure;
    for (; settled < lines.size(); ++settled) {
        registry::Proposal proposal;
        try {
            proposal = proposal_of(lines[settled]);
        } catch (const json::exception&) {
            continue;  // a line cut short by a crash: its message was answered with a temporary failure or not at all
        }
        if (proposal.decisions.empty()) continue;
        Result<void> stored;
        const std::vector<Late> late = settle(proposal, registry, rules, stored);
        if (!stored) {
            failure = stored.error();
            break;
        }
        for (const Late& conflict : late) alarm(conflict);
    }
    if (settled == lines.size()) {
        ::unlink(file_.c_str());
    } else if (settled != 0) {
        const std::string next = file_ + ".next";
        std::ofstream out(next, std::ios::trunc);
        for (std::size_t i = settled; i < lines.size(); ++i) out << lines[i] << '\n';
        out.close();
        // When the shorter file cannot be written the longer one stays: settling twice is harmless, losing a line is not.
        if (!out || ::rename(next.c_str(), file_.c_str()) != 0) ::unlink(next.c_str());
    }
    if (failure) return *failure;
    return settled;
}

}  // namespace onevoice::filter
