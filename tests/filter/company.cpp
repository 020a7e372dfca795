#include "company.h"

#include <stdexcept>

namespace onevoice::filter {
namespace {

const Error gone{Kind::unavailable, "asking the registry: it is away"};

}  // namespace

Time day(int n) { return Time(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::days(n) + std::chrono::hours(12)); }

std::shared_ptr<const rules::RuleSet> story_rules() {
    static const auto loaded = [] {
        rules::LoadOptions options;
        options.files = {std::string(ONEVOICE_SOURCE_DIR) + "/tests/support/rules/story.toml"};
        options.now = day(0);
        std::vector<grammar::Diagnostic> diagnostics;
        auto rules = rules::RuleSet::load(options, diagnostics);
        for (const grammar::Diagnostic& each : diagnostics) throw std::runtime_error(each.text());
        return rules;
    }();
    return loaded;
}

Policy company_policy() {
    Policy policy;
    policy.own_domains = {"shop.example", ".shop.example"};
    policy.inside = {Network::parse("192.0.2.0/24").value()};
    return policy;
}

std::shared_ptr<const Snapshot> snapshot(Policy policy) { return std::make_shared<const Snapshot>(Snapshot{story_rules(), std::move(policy)}); }

std::string mail(const std::string& id, const std::string& body, const std::string& fields) {
    return "From: somebody@shop.example\nTo: lena@blog.example\nSubject: Hello\n" + (id.empty() ? "" : "Message-ID: <" + id + ">\n") + fields +
           "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + body;
}

Envelope envelope(const std::string& login, std::vector<std::string> recipients) {
    return {"192.0.2.7", login, "<" + login + "@shop.example>", std::move(recipients), "4Zx7Qk2N3vz1"};
}

Result<void> LeavingRegistry::decide(const registry::Proposal& proposal, const registry::Judge& judge) {
    if (away) return gone;
    return real_->decide(proposal, judge);
}

Result<std::uint64_t> LeavingRegistry::settle(const registry::Selector& selector, State state, std::optional<Time> at) {
    if (away) return gone;
    return real_->settle(selector, state, at);
}

std::vector<std::string> LeavingRegistry::told(const std::string& address) {
    std::vector<std::string> out;
    const auto history = real_->history({address, {}, ""}, Time{});
    for (const EarlierDecision& earlier : history.value())
        out.push_back(earlier.decision.act + " " + std::string(state_name(earlier.decision.state)));
    return out;
}

}  // namespace onevoice::filter
