// The hold log: one JSON object per line and event, appended with a single write(2), and one short line to syslog.
// Every string is escaped to ASCII: no content of a mail can forge a line or move a terminal's cursor.
// The fields are documented in docs/log.md; `onevoice log` reads them.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "holds/conflict.h"
#include "holds/named.h"
#include "rules/fingerprint.h"

namespace onevoice::holds {

/// Stable event codes. A name is never reused for another meaning.
enum class Event {
    passed,         // OV100 looked at, nothing contradicts
    skipped,        // OV101 not looked at: not outbound, no department, null sender, auto-reply, own notice, mode off
    annotated,      // OV200 conflict, reference header added
    held,           // OV300 conflict, message in the MTA's hold queue
    would_annotate, // OV210 simulate: would have been annotated
    would_hold,     // OV310 simulate: would have been held
    unchecked,      // OV400 a failure of ours; the fail mode was applied
    late_conflict,  // OV410 an unchecked message was checked afterwards and contradicts
    released,       // OV500
    returned,       // OV501
    gone,           // OV502 a hold was closed whose message had left the hold queue by other means
    breaker_tripped,  // OV600 a rule held more than its budget, and is simulated from now on
    breaker_armed,    // OV601 somebody armed it again
    breaker_failed,   // OV602 the breaker's state could not be read or written
    started,        // OV900
    stopped,        // OV901
    reloaded,       // OV902
    reload_failed,  // OV903 the old rules stay in force
};

[[nodiscard]] std::string_view event_name(Event event);  ///< "passed", "would-hold", …
[[nodiscard]] std::string_view event_code(Event event);  ///< "OV100", …
/// By name or code.
[[nodiscard]] std::optional<Event> event_named(std::string_view name_or_code);
/// All of them in the order of their codes.
[[nodiscard]] const std::vector<Event>& all_events();

struct LoggedRecipient {
    std::string recipient;
    std::string verdict;   ///< pass, annotate, hold: what was done
    std::string intended;  ///< what mode hold would have done
    std::optional<LoggedConflict> conflict;  ///< the deciding one
};

/// One event. Empty members are left out of the line.
struct Entry {
    Event event = Event::passed;
    Time at{};
    std::string queue_id;
    std::string message_id;
    std::string reference;   ///< hold ID or annotation reference
    std::string department;
    std::string login;
    std::string client;
    std::string sender;
    std::vector<LoggedRecipient> recipients;
    std::vector<rules::Act> acts;
    std::vector<rules::Fact> facts;
    std::vector<LoggedName> named;  ///< contacts that the message is about though it was not sent to their addresses
    std::string mode;        ///< in force; of unchecked: the fail mode that was applied
    std::string reason;      ///< why skipped, why unchecked, what failed, the reviewer's comment
    std::string actor;       ///< who released, returned or armed
    std::string rule;        ///< the conflict rule whose breaker it is
    std::string rules;       ///< version of the rule set
    std::vector<std::string> oddities;  ///< codes
    std::int64_t microseconds = -1;     ///< spent at end of message; -1: not measured
};

class Log {
public:
    /// `file` empty: no file. A torn last line (a crash, a full disk) is ended first, so that it spoils no other.
    /// Errors: misconfigured, when the file cannot be opened for appending.
    static Result<std::unique_ptr<Log>> open(const std::string& file, bool syslog);
    ~Log();

    /// Any thread. A line that cannot be written (disk full) goes to syslog with the cause, and is counted.
    void write(const Entry& entry);

    /// After logrotate: opens the file anew.
    Result<void> reopen();

    [[nodiscard]] std::uint64_t lines_lost() const { return lost_; }

private:
    Log(std::string file, bool syslog, int descriptor);
    std::string file_;
    bool syslog_;
    std::mutex mutex_;  // guards descriptor_ and torn_
    int descriptor_;
    bool torn_ = false;  // the file ends within a line
    std::atomic<std::uint64_t> lost_{0};
};

}  // namespace onevoice::holds
