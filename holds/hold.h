// Hold: one withheld message, with everything a reviewer needs to decide. A value; kept by the Book.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::holds {

/// Why one recipient may not get the message: the rule, what the message says, and what was said before.
struct Reason {
    std::string recipient;  ///< as in the envelope
    std::string rule;       ///< name of the conflict rule
    std::string rule_place; ///< file:line
    std::string act;
    std::string about;
    std::string evidence;       ///< the words of this message
    std::string evidence_rule;  ///< pattern or text block that found them
    std::string earlier_department;
    std::string earlier_act;
    std::string earlier_about;
    Time earlier_at{};
    std::string earlier_message_id;
    bool same_contact = true;   ///< false: the earlier decision was told to another contact of the organisation
    Seconds left{};             ///< when the message was held: until the conflict ends by itself

    friend bool operator==(const Reason&, const Reason&) = default;
};

/// open: the message waits in the MTA's hold queue. released, returned: a reviewer decided and the MTA did it.
/// gone: the message left the queue without onevoice.
enum class HoldState { open, released, returned, gone };

[[nodiscard]] std::string_view hold_state_name(HoldState state);
[[nodiscard]] std::optional<HoldState> hold_state_named(std::string_view name);

struct Hold {
    std::string id;          ///< "H" and 12 letters and digits, random: tells an outsider nothing
    std::string queue_id;    ///< of the MTA
    std::string message_id;
    std::string department;
    std::string sender;      ///< envelope sender
    std::string login;
    std::string subject;
    std::vector<std::string> recipients;  ///< all of the message: it is held whole
    std::vector<Reason> reasons;          ///< one per conflicting recipient
    Time at{};
    Time deadline{};
    HoldState state = HoldState::open;
    Time ended{};            ///< when it left the state open
    std::string ended_by;    ///< who released or returned it: login name, or empty
    std::string comment;     ///< the reviewer's words

    friend bool operator==(const Hold&, const Hold&) = default;
};

/// A new unguessable hold ID: "H" and 12 characters of Crockford's base 32 (60 random bits).
[[nodiscard]] std::string new_hold_id();

/// One JSON object; unknown members are ignored when read, so that an older version reads a newer file.
[[nodiscard]] std::string to_json(const Hold& hold);
Result<Hold> hold_from_json(std::string_view json, const std::string& file);

}  // namespace onevoice::holds
