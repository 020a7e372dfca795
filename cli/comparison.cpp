#include "cli/comparison.h"

#include <ostream>
#include <set>

#include "cli/fingerprint_json.h"
#include "holds/conflict.h"

namespace onevoice::cli {
namespace {

using nlohmann::ordered_json;

std::vector<filter::RecipientVerdict> held_of(const filter::Examination& examined) {
    std::vector<filter::RecipientVerdict> out;
    for (const filter::RecipientVerdict& verdict : examined.recipients)
        if (verdict.judgement.action == rules::Action::hold) out.push_back(verdict);
    return out;
}

/// Why the other side does not hold it, in a few words.
std::string otherwise(const filter::Examination& examined) {
    std::string out(rules::action_name(examined.action));
    if (examined.skipped) return out + ", not looked at: " + std::string(filter::skip_name(*examined.skipped));
    if (examined.fingerprint.acts.empty()) return out + ", no act";
    for (const rules::Act& act : examined.fingerprint.acts) out += ", " + act.act + " by '" + act.rule + "'";
    return out;
}

/// The rules that hold it, once each.
std::set<std::string> rules_of(const ChangedMessage& message) {
    std::set<std::string> out;
    for (const filter::RecipientVerdict& verdict : message.held) out.insert(verdict.judgement.conflicts.front().rule->name);
    return out;
}

void print_message(std::ostream& out, const ChangedMessage& message, const std::string& what, const std::string& other) {
    out << what << ": " << printable(message.name) << ", " << format_time(message.at) << '\n';
    for (const filter::RecipientVerdict& verdict : message.held) {
        const rules::Conflict& conflict = verdict.judgement.conflicts.front();
        const Decision& earlier = conflict.earlier.decision;
        out << "  " << printable(verdict.recipient) << ": " << printable(holds::what_conflicts(holds::logged(conflict))) << " by " << earlier.department << ", "
            << format_time(earlier.at) << ", <" << printable(earlier.message_id) << ">\n"
            << "    rule      " << conflict.rule->name << " (" << conflict.rule->place.text() << ")\n"
            << "    evidence  \"" << printable(conflict.act.evidence) << "\" (" << conflict.act.rule << ", " << conflict.act.place.text() << ")\n";
    }
    out << "  under the " << other << " rules: " << printable(message.otherwise) << '\n';
}

ordered_json json_of(const std::vector<ChangedMessage>& messages) {
    ordered_json out = ordered_json::array();
    for (const ChangedMessage& message : messages) {
        ordered_json recipients = ordered_json::array();
        for (const filter::RecipientVerdict& verdict : message.held) recipients.push_back(cli::json_of(verdict));
        out.push_back({{"message", message.name}, {"at", format_time(message.at)}, {"recipients", recipients}, {"otherwise", message.otherwise}});
    }
    return out;
}

}  // namespace

void Comparison::add(const OldMessage& message, const filter::Examination& before, const filter::Examination& after) {
    ++messages_;
    const bool held_before = before.action == rules::Action::hold;
    const bool held_after = after.action == rules::Action::hold;
    if (held_before == held_after) return;
    const ChangedMessage changed{message.name, message.at, held_of(held_after ? after : before), otherwise(held_after ? before : after)};
    for (const std::string& rule : rules_of(changed)) ++(held_after ? rules_[rule].newly_held : rules_[rule].no_longer_held);
    (held_after ? newly_held_ : no_longer_held_).push_back(changed);
}

void Comparison::print(std::ostream& out, const Terminal& terminal) const {
    for (const ChangedMessage& message : newly_held_) print_message(out, message, terminal.warning("newly held"), "old");
    for (const ChangedMessage& message : no_longer_held_) print_message(out, message, terminal.good("no longer held"), "new");
    if (changes() != 0) out << '\n';
    out << messages_ << " messages";
    if (unreadable_ != 0) out << ", " << unreadable_ << " unreadable";
    out << ": " << newly_held_.size() << " newly held, " << no_longer_held_.size() << " no longer held\n";
    for (const auto& [rule, counts] : rules_)
        out << "rule  " << rule << ": " << counts.newly_held << " newly held, " << counts.no_longer_held << " no longer held\n";
}

ordered_json Comparison::json() const {
    ordered_json rules = ordered_json::array();
    for (const auto& [rule, counts] : rules_)
        rules.push_back({{"rule", rule}, {"newly_held", counts.newly_held}, {"no_longer_held", counts.no_longer_held}});
    return {{"messages", messages_},
            {"unreadable", unreadable_},
            {"newly_held", json_of(newly_held_)},
            {"no_longer_held", json_of(no_longer_held_)},
            {"rules", rules}};
}

}  // namespace onevoice::cli
