// Snapshot: everything that a message is judged by. Immutable, replaced whole at a reload; a message sees one Snapshot
// from start to end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/network.h"
#include "message/reading.h"
#include "rules/rule_set.h"

namespace onevoice::filter {

/// What happens to a message that onevoice could not judge.
enum class FailMode { pass, tempfail, hold };

/// How mail to many (List-Id, List-Unsubscribe, Precedence: bulk) is treated: not looked at; compared but annotated at
/// the most, and not counted as a decision; like any other mail.
enum class BulkMode { skip, annotate, full };

struct Policy {
    std::vector<std::string> own_domains;  ///< lower-case A-labels; ".corp.example" means every domain below it
    std::vector<Network> inside;           ///< clients whose mail is outbound; a login always is
    rules::Mode mode = rules::Mode::hold;
    FailMode fail_mode = FailMode::pass;
    BulkMode bulk = BulkMode::annotate;
    std::string reference_header = "X-OneVoice-Reference";
    Seconds hold_deadline{std::chrono::days{5}};
    Seconds retention{std::chrono::days{365}};  ///< of decisions whose act has none of its own
    rules::Budget budget{};                ///< of conflict rules that have none of their own
    std::size_t recipients = 1000;         ///< judged per message; the rest is not looked at, and the log says so
    message::Limits limits{};
};

struct Snapshot {
    std::shared_ptr<const rules::RuleSet> rules;
    Policy policy;
};

}  // namespace onevoice::filter
