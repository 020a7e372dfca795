// Envelope: what the MTA knows about one message, and whether onevoice looks at it at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/network.h"
#include "filter/snapshot.h"
#include "message/reading.h"

namespace onevoice::filter {

struct Envelope {
    std::string client;   ///< IP address as text; "local" for mail that did not come over a socket
    std::string login;    ///< SASL login; empty without
    std::string sender;   ///< as the MTA gave it, brackets allowed; empty or "<>": the null sender
    std::vector<std::string> recipients;  ///< as the MTA gave them, brackets allowed
    std::string queue_id;
    bool cut = false;     ///< the message was larger than the limit: what is judged are its first bytes
};

/// The department that sent it; nullptr: none of ours. Lives as long as the snapshot's rules.
[[nodiscard]] const rules::Department* department_of(const Snapshot& snapshot, const Envelope& envelope);

/// Why a message is not looked at. The texts are field values of the log: stable.
enum class Skip { not_outbound, no_external_recipient, null_sender, no_department, mode_off, auto_reply, calendar_reply, report, bulk };

[[nodiscard]] std::string_view skip_name(Skip skip);

/// What the envelope alone tells: nothing when the message has to be read. Called before any header arrives, so that
/// mail which is none of our business is never transferred.
[[nodiscard]] std::optional<Skip> skip_by_envelope(const Snapshot& snapshot, const Envelope& envelope);

/// What the headers tell: automatic answers and reports are nobody's decision.
[[nodiscard]] std::optional<Skip> skip_by_content(const Policy& policy, const message::Reading& reading);

/// Is the recipient outside the company?
[[nodiscard]] bool external(const Policy& policy, std::string_view recipient);

}  // namespace onevoice::filter
