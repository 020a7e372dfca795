#include "filter/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "holds/durable_file.h"

namespace onevoice::filter {
namespace {

using nlohmann::json;

std::int64_t milliseconds(Time time) { return time.time_since_epoch().count(); }
Time time_of(const json& value) { return Time{std::chrono::milliseconds{value.get<std::int64_t>()}}; }

std::string line_of(const registry::Proposal& proposal) {
    json recipients = json::array();
    for (const registry::Identity& identity : proposal.recipients)
        recipients.push_back({{"address", identity.address}, {"aliases", identity.aliases}, {"organisation", identity.organisation},
                              {"names", identity.names}, {"told_as", identity.told_as}});
    json decisions = json::array();
    for (const Decision& decision : proposal.decisions)
        decisions.push_back({{"department", decision.department}, {"voice", decision.voice}, {"act", decision.act},
                             {"about", decision.about}, {"keys", decision.keys}, {"values", decision.values},
                             {"signature", decision.signature}});
    const json line{{"recipients", recipients},           {"decisions", decisions},           {"message_id", proposal.message_id},
                    {"queue_id", proposal.queue_id},      {"at", milliseconds(proposal.at)},  {"since", milliseconds(proposal.since)}};
    // The line end in front keeps this line whole when the one before was cut short.
    return '\n' + line.dump(-1, ' ', true, json::error_handler_t::replace) + '\n';
}

registry::Proposal proposal_of(std::string_view line) {
    const json object = json::parse(line);
    registry::Proposal out;
    const std::vector<std::string> none;  // what an older program wrote knows no names
    for (const json& identity : object.at("recipients"))
        out.recipients.push_back({identity.at("address"), identity.at("aliases"), identity.at("organisation"), identity.value("names", none),
                                  identity.value("told_as", none)});
    out.message_id = object.at("message_id");
    out.queue_id = object.at("queue_id");
    out.at = time_of(object.at("at"));
    out.since = time_of(object.at("since"));
    for (const json& decision : object.at("decisions"))
        out.decisions.push_back({decision.at("department"), decision.at("voice"), decision.at("act"), decision.at("about"),
                                 decision.at("keys"), decision.at("values"), out.at, out.message_id, State::pending,
                                 decision.value("signature", std::uint64_t{0})});
    // What an older version wrote has no facts.
    for (const Decision& decision : out.decisions)
        if (auto thing = thing_of(decision)) out.things.push_back(std::move(*thing));
    return out;
}

/// Errors: unavailable. A file that is not there is an empty one.
Result<std::string> content_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in && errno == ENOENT) return std::string();
    if (!in) return holds::file_error(Kind::unavailable, "reading the journal", file);
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

/// Nothing for a line cut short by a crash: its message was answered with a temporary failure, or not at all.
std::optional<registry::Proposal> readable(std::string_view line) {
    try {
        registry::Proposal proposal = proposal_of(line);
        if (!proposal.decisions.empty()) return proposal;
    } catch (const json::exception&) {
    }
    return std::nullopt;
}

/// What can be told again of a message whose words are gone: no evidence, no rule.
rules::Fingerprint fingerprint_of(const std::vector<Decision>& decisions) {
    rules::Fingerprint out;
    for (const Decision& decision : decisions) {
        if (const auto thing = thing_of(decision)) {
            for (const auto& [name, value] : decision.values) {
                rules::Fact fact;
                fact.key_name = thing->name;
                fact.key = thing->key;
                fact.value_name = name;
                fact.value = value;
                out.facts.push_back(std::move(fact));
            }
            continue;
        }
        rules::Act act;
        act.act = decision.act;
        act.about = decision.about;
        act.keys = decision.keys;
        act.values = decision.values;
        out.acts.push_back(std::move(act));
        out.signature = decision.signature;
    }
    return out;
}

/// Judges one journalled proposal as it would have been judged; nothing can be held any more.
std::vector<Journal::Late> settle(const registry::Proposal& proposal, registry::Registry& registry, const rules::RuleSet& rules,
                                  Result<void>& settled) {
    const rules::Fingerprint fingerprint = fingerprint_of(proposal.decisions);
    rules::Department department;
    department.name = proposal.decisions.front().department;
    department.voice = proposal.decisions.front().voice;
    std::vector<Journal::Late> late;
    settled = registry.decide(proposal, [&](std::span<const std::vector<EarlierDecision>> histories) {
        late.clear();
        for (std::size_t i = 0; i < histories.size(); ++i) {
            const registry::Identity& identity = proposal.recipients[i];
            const rules::Contact contact{identity.address, identity.aliases, "", identity.organisation, identity.names, identity.told_as};
            const rules::Judgement judgement =
                rules.judge(fingerprint, department, contact, histories[i], proposal.at, rules::Mode::hold, {},
                            proposal.message_id);
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
    const holds::File file(file_, O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (!file.open() || !holds::write_all(file.descriptor(), line) || ::fsync(file.descriptor()) != 0)
        return holds::file_error(Kind::unavailable, "writing the journal", file_);
    return {};
}

Result<std::size_t> Journal::replay(registry::Registry& registry, const rules::RuleSet& rules,
                                    const std::function<void(const Late&)>& alarm) {
    if (file_.empty()) return std::size_t{0};
    // The registry may take its time: mail that is to be journalled meanwhile does not wait for it.
    const Result<std::string> content = locked_content();
    if (!content) return content.error();
    std::size_t settled = 0;
    std::size_t settled_to = 0;
    std::optional<Error> failure;
    for (std::size_t at = 0; at < content->size();) {
        const std::size_t end = std::min(content->find('\n', at), content->size());
        if (const auto proposal = readable(std::string_view(*content).substr(at, end - at))) {
            Result<void> stored;
            const std::vector<Late> late = settle(*proposal, registry, rules, stored);
            if (!stored) {
                failure = stored.error();
                break;
            }
            for (const Late& conflict : late) alarm(conflict);
            ++settled;
            settled_to = end;
        }
        at = end + 1;
    }
    if (const Result<void> dropped = drop(failure ? settled_to : content->size()); !dropped && !failure) failure = dropped.error();
    if (failure) return *failure;
    return settled;
}

Result<std::string> Journal::locked_content() {
    const std::lock_guard lock(mutex_);
    return content_of(file_);
}

Result<void> Journal::drop(std::size_t bytes) {
    if (bytes == 0) return {};
    const std::lock_guard lock(mutex_);
    const Result<std::string> content = content_of(file_);
    if (!content) return content.error();
    const std::string_view rest = std::string_view(*content).substr(std::min(bytes, content->size()));
    if (rest.find_first_not_of('\n') == std::string_view::npos) {
        ::unlink(file_.c_str());
        return {};
    }
    // When the shorter file cannot be written the longer one stays: settling twice is harmless, losing a line is not.
    return holds::replace_file(file_, rest, 0600, "shortening the journal");
}

}  // namespace onevoice::filter
