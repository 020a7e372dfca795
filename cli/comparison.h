// What two rule sets would have done differently to the same history: messages that only one of them holds.
#pragma once

#include <iosfwd>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/history.h"
#include "cli/terminal.h"

namespace onevoice::cli {

/// A message that one side holds and the other does not.
struct ChangedMessage {
    std::string name;
    Time at{};
    std::vector<filter::RecipientVerdict> held;  ///< of the side that holds it; rules live as long as its snapshot
    std::string otherwise;                       ///< what the other side says instead: "pass, no act"
};

struct ChangedRule {
    std::size_t newly_held = 0;
    std::size_t no_longer_held = 0;
};

class Comparison {
public:
    /// The same message under both; the examinations' snapshots must outlive the Comparison.
    void add(const OldMessage& message, const filter::Examination& before, const filter::Examination& after);
    void add_unreadable() { ++messages_, ++unreadable_; }

    [[nodiscard]] std::size_t messages() const { return messages_; }
    [[nodiscard]] std::size_t unreadable() const { return unreadable_; }
    /// Messages that only one side holds.
    [[nodiscard]] std::size_t changes() const { return newly_held_.size() + no_longer_held_.size(); }

    void print(std::ostream& out, const Terminal& terminal) const;
    [[nodiscard]] nlohmann::ordered_json json() const;

private:
    std::size_t messages_ = 0;
    std::size_t unreadable_ = 0;
    std::vector<ChangedMessage> newly_held_;
    std::vector<ChangedMessage> no_longer_held_;
    std::map<std::string, ChangedRule> rules_;
};

}  // namespace onevoice::cli
