// Registry: who was told what, when, by which department. The interface that every engine keeps; sqlite.h opens the
// embedded one.
//
// The one step that matters is decide(): look up what the contacts were told, let the caller judge, and reserve the new
// decisions, all in one transaction. Of two contradicting messages that race, in one process or in several, exactly one
// finds the other.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decision.h"
#include "base/result.h"
#include "base/time.h"

namespace onevoice::registry {

/// A recipient as the registry looks for it. The engine stores keyed pseudonyms (HMAC-SHA-256) of these, never the text.
struct Identity {
    std::string address;               ///< canonical
    std::vector<std::string> aliases;  ///< canonical addresses of its contact group, itself included; may be empty
    std::string organisation;          ///< registrable domain; empty for shared providers
    std::vector<std::string> names{};    ///< names and web addresses of its contact group, in one spelling; may be empty
    std::vector<std::string> told_as{};  ///< of a proposal: names of contacts whom its message calls by them; what this recipient
                                         ///< is told is kept under each of them too, and found by everybody who has the name
};

/// What one message tells. An attempt is known by Message-ID (by queue ID when that is empty) and department: a repeated
/// one replaces the rows of the first for the same recipient, and never meets itself, whoever its recipients are.
/// Delivered rows are facts: a repetition that is held does not replace them.
struct Proposal {
    std::vector<Identity> recipients;
    std::vector<Decision> decisions;  ///< what each of them is told, all of one department; state, at and message_id are ignored
    std::string message_id;
    std::string queue_id;
    Time at{};
    Time since{};                     ///< how far back history is wanted
    std::vector<Thing> things;        ///< what the message states facts about: what was stated about them is wanted too
};

/// A history ends after so many decisions of the contact, and so many of others in its organisation, the newest ones; the
/// organisation's share shrinks when a message has many recipients (65,536 rows in all, at least 16 each). Facts count
/// apart, and are looked up by their thing: who gets a hundred delivery notes a day loses no decision from sight.
inline constexpr std::size_t longest_history = 1000;

/// Of the newest facts about one thing. Nobody states a delivery date more often within a window.
inline constexpr std::size_t longest_fact_history = 64;

/// Called inside the transaction with one history per recipient (pending and committed decisions since `since`, of the
/// contact and of its organisation, facts about the proposal's things only, newest first); returns the state to store for each recipient: pending or held. A
/// recipient for whom it returns none keeps an earlier attempt's held, and is pending otherwise. It may be called again
/// when the transaction is repeated, on a thread of the registry, must be quick, and must not call the registry. What it
/// throws reaches the caller of decide(), and nothing is stored.
using Judge = std::function<std::vector<State>(std::span<const std::vector<EarlierDecision>> histories)>;

/// One stored decision, as the command line shows it.
struct Entry {
    std::int64_t id = 0;
    Decision decision;
    std::string queue_id;
};

struct Statistics {
    std::uint64_t decisions = 0;
    std::uint64_t contacts = 0;
    std::optional<Time> oldest;
    int schema = 0;
    std::string engine;
};

/// Which decisions a change of state means. Empty fields match everything; one of message_id and queue_id is needed.
struct Selector {
    std::string message_id;
    std::string queue_id;
    std::optional<std::string> address;  ///< canonical; only this recipient
};

class Registry {
public:
    virtual ~Registry() = default;

    /// Durable when it returns. Errors: unavailable (locked, disk full, I/O), misconfigured (the file is damaged), and
    /// nothing is stored then. Without decisions it looks up and judges only, which is cheaper and never waits for writers.
    virtual Result<void> decide(const Proposal& proposal, const Judge& judge) = 0;

    /// The decisions of one contact (all states) since `since`, newest first; with its organisation's when it has one.
    virtual Result<std::vector<EarlierDecision>> history(const Identity& identity, Time since) = 0;

    /// The decisions selected, oldest first.
    virtual Result<std::vector<Entry>> find(const Selector& selector) = 0;

    /// Gives all decisions selected a state, those kept under names included; their number. `at` re-dates them when given (a release). Errors: malformed
    /// (a selector with neither ID).
    virtual Result<std::uint64_t> settle(const Selector& selector, State state, std::optional<Time> at = std::nullopt) = 0;

    /// Deletes for good what is older than its act's retention says, bit by bit, so that nobody waits long; the number
    /// deleted. Nothing of it is left in the files of the registry. Error unavailable: what is left over goes with the next call.
    virtual Result<std::uint64_t> purge(Time now, const std::function<Seconds(std::string_view act)>& retention) = 0;

    /// Erases everything about one contact, for good as purge() does: what its addresses were told, under whatever names that
    /// is kept, and what is kept under its names. The number deleted.
    virtual Result<std::uint64_t> forget(const Identity& identity) = 0;

    virtual Result<Statistics> statistics() = 0;
};

}  // namespace onevoice::registry
