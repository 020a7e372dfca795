// Hold: one withheld message, with everything a reviewer needs to decide. A value; kept by the Book.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "holds/conflict.h"
#include "holds/named.h"

namespace onevoice::holds {

/// Why one recipient may not get the message.
struct Reason {
    std::string recipient;  ///< as in the envelope
    LoggedConflict conflict;
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
    std::vector<Reason> reasons;          ///< one per conflicting recipient; none when it could not be judged
    std::vector<LoggedName> named;        ///< contacts that the message is about though it was not sent to their addresses
    std::string unchecked;   ///< why it could not be judged and the fail mode holds it; empty: it was judged
    Time at{};
    Time deadline{};
    HoldState state = HoldState::open;
    Time ended{};            ///< when it left the state open
    std::string ended_by;    ///< who released or returned it: login name, or empty
    std::string comment;     ///< the reviewer's words
};

/// A new unguessable hold ID: "H" and 12 characters of Crockford's base 32 (60 random bits).
[[nodiscard]] std::string new_hold_id();

/// One JSON object; unknown members are ignored when read, so that an older version reads a newer file.
[[nodiscard]] std::string to_json(const Hold& hold);
Result<Hold> hold_from_json(std::string_view json, const std::string& file);

}  // namespace onevoice::holds
