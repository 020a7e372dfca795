// A company whose mail is filtered: the rules of tests/support/rules/story.toml, a real registry in memory, and mail.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "filter/filter.h"
#include "filter/journey.h"
#include "registry/sqlite.h"
#include "tests/support/folder.h"

namespace onevoice::filter {

[[nodiscard]] Time day(int n);  ///< of January 2026 and on, at noon

[[nodiscard]] std::shared_ptr<const rules::RuleSet> story_rules();
[[nodiscard]] Policy company_policy();
[[nodiscard]] std::shared_ptr<const Snapshot> snapshot(Policy policy = company_policy());

/// A message of plain text; `fields` are more header lines, each ended by "\n".
[[nodiscard]] std::string mail(const std::string& id, const std::string& body, const std::string& fields = "");
inline const std::string invitation = "Dear Lena,\n\nyou are cordially invited to our press day.\n";
inline const std::string rejection = "Dear Lena,\n\nyour application was declined.\n";

/// Sent with a login from inside.
[[nodiscard]] Envelope envelope(const std::string& login, std::vector<std::string> recipients);

/// A real registry that answers no more while `away`.
class LeavingRegistry : public registry::Registry {
public:
    LeavingRegistry() : real_(std::move(registry::open_sqlite({":memory:", "", Seconds(5)}).value())) {}

    Result<void> decide(const registry::Proposal& proposal, const registry::Judge& judge) override;
    Result<std::vector<EarlierDecision>> history(const registry::Identity& identity, Time since) override { return real_->history(identity, since); }
    Result<std::vector<registry::Entry>> find(const registry::Selector& selector) override { return real_->find(selector); }
    Result<std::uint64_t> settle(const registry::Selector& selector, State state, std::optional<Time> at) override;
    Result<std::uint64_t> purge(Time now, const std::function<Seconds(std::string_view)>& retention) override { return real_->purge(now, retention); }
    Result<std::uint64_t> forget(const registry::Identity& identity) override { return real_->forget(identity); }
    Result<registry::Statistics> statistics() override { return real_->statistics(); }

    /// "act state" of everything on record for one address, newest first.
    std::vector<std::string> told(const std::string& address);

    bool away = false;

private:
    std::unique_ptr<registry::Registry> real_;
};

}  // namespace onevoice::filter
