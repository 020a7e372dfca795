// LoggedConflict: one conflict as hold records and the hold log keep it: all text, so that it outlives the rule set.
// Its JSON form is the same in both, and is written and read here only.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "base/decision.h"
#include "base/time.h"
#include "holds/json_text.h"
#include "rules/rule_set.h"

namespace onevoice::holds {

struct LoggedConflict {
    std::string rule;           ///< name of the conflict rule
    std::string rule_place;     ///< file:line:column
    std::string act;            ///< of this message; empty: what contradicts is a fact
    std::string about;
    std::string evidence;       ///< the words of this message
    std::string evidence_rule;  ///< pattern or text block that found them
    EarlierDecision earlier;    ///< department, act, matter, time, Message-ID, and whether the same contact was told
    Seconds left{};             ///< at that moment: until the conflict ends by itself
    std::string excepted_by;    ///< owner of the exception that let it pass; empty: none
    bool tripped = false;       ///< the rule's breaker has tripped: it was simulated only
    std::optional<rules::Difference> difference{};  ///< of a contradiction
    std::uint64_t times = 0;    ///< of a repetition: how many messages say it, this one included
};

[[nodiscard]] LoggedConflict logged(const rules::Conflict& conflict);

/// For people, in words of the rules: "invite against reject", "order 4711: amount_price 1420.00 EUR against 1240.00 EUR",
/// "invite for the 3rd time". The earlier department and its time are the caller's. It may hold any bytes of a mail.
[[nodiscard]] std::string what_conflicts(const LoggedConflict& conflict);

/// As the member "conflict" of the object that is open; its empty members are left out.
void write(JsonText& out, const LoggedConflict& conflict);

/// Members that are not there keep their defaults, unknown ones are ignored. Throws std::exception (nlohmann's, or
/// std::invalid_argument) for a member of the wrong type or a time that is none.
[[nodiscard]] LoggedConflict conflict_of(const nlohmann::ordered_json& object);

/// The same promise for one member: a string, and a time that may be absent.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& object, const char* member);
[[nodiscard]] Time time_of(const nlohmann::ordered_json& object, const char* member);

}  // namespace onevoice::holds
