// RuleSet: an immutable snapshot of everything that rule files say. Loaded whole, replaced whole; a message sees one
// RuleSet from start to end. Any number of threads may use one at the same time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decision.h"
#include "base/network.h"
#include "base/result.h"
#include "base/time.h"
#include "grammar/grammar.h"
#include "message/reading.h"
#include "rules/fingerprint.h"

namespace onevoice::rules {

struct TextBlockSpec;

enum class Mode { off, simulate, annotate, hold };
enum class Action { pass, annotate, hold };
enum class Scope { contact, organisation };

[[nodiscard]] std::string_view action_name(Action action);
[[nodiscard]] std::string_view mode_name(Mode mode);
[[nodiscard]] std::optional<Mode> mode_named(std::string_view name);

struct Department {
    std::string name;
    std::string voice;  ///< its own name when it shares none
    std::string owner;  ///< mail address of who answers for it; may be empty
    std::vector<std::string> logins;   ///< globs over the SASL login, case-insensitive
    std::vector<Network> clients;
    std::vector<std::string> senders;  ///< addresses or globs over the canonical envelope sender
    std::optional<Mode> mode;
    Place place;
};

/// One person or firm behind several addresses.
struct ContactGroup {
    std::string name;
    std::vector<std::string> addresses;  ///< canonical
    std::vector<std::string> names;      ///< as written
    std::vector<std::string> urls;       ///< as written
    std::vector<std::string> keys;       ///< names and URLs in the one spelling in which they are compared
    Place place;
};

struct ActDefinition {
    std::string name;
    std::string stance;                 ///< positive, negative or neutral
    std::vector<std::string> yields_to; ///< acts beside which this one is mere courtesy
    std::optional<Seconds> retention;
    Place place;
};

/// What a conflict rule may hold before its circuit breaker trips: `holds` messages within the window, or `share` percent of the
/// messages of all departments, whichever is more. No `holds`: it never trips.
struct Budget {
    std::uint64_t holds = 20;
    std::uint64_t share = 5;
    Seconds window{std::chrono::hours{1}};
};

/// The breaker counts by the minute, and for a day at the most.
inline constexpr Seconds shortest_budget_window{std::chrono::minutes{1}};
inline constexpr Seconds longest_budget_window{std::chrono::hours{24}};

/// Names of the conflict rules whose breaker has tripped: they act as in mode simulate.
using Tripped = std::set<std::string, std::less<>>;

/// acts: two acts of different voices. contradiction: two values that different voices state about one thing.
/// repetition: one act that one voice does again and again.
enum class ConflictKind { acts, contradiction, repetition };

[[nodiscard]] std::string_view conflict_kind_name(ConflictKind kind);  ///< as the section is called: "conflict", …

struct ConflictRule {
    std::string name;
    ConflictKind kind = ConflictKind::acts;
    std::vector<std::string> never;  ///< of a repetition: its acts
    std::vector<std::string> other;  ///< the acts of `after` or `with`
    std::vector<std::string> keys;   ///< names; of a contradiction: what values are about; of a repetition: what tells matters apart
    std::vector<std::string> values; ///< names; of a contradiction: what must not differ; of a repetition: what tells matters apart
    std::size_t times = 0;           ///< of a repetition: the message that makes it so many
    bool either_order = false;       ///< `with`: no matter which came first
    Seconds within{};
    Scope scope = Scope::contact;
    bool same_matter = false;        ///< both must be about the same matter, or one must name none
    Action action = Action::hold;
    std::optional<Mode> mode;
    std::int64_t priority = 0;       ///< the highest wins; equal: the severest action, then the order of the files
    std::vector<std::string> by;       ///< departments whose messages it looks at; empty: all
    std::vector<std::string> against;  ///< departments whose earlier decisions count; empty: all
    std::optional<Budget> budget;      ///< its own; nothing: that of the settings
    Place place;
};

struct Exception {
    std::vector<std::string> conflicts;    ///< names; empty: every conflict rule
    std::vector<std::string> contacts;     ///< canonical addresses, "@domain", or names of contact groups; empty: every contact
    std::vector<std::string> departments;  ///< of the new message; empty: every department
    std::string owner;
    std::string reason;
    Time until{};
    Place place;
};

/// Who sent a message, as the MTA knows it. The From header plays no part: anybody can write one.
struct Sender {
    std::string login;    ///< SASL login, empty without
    std::string client;   ///< IP address as text
    std::string address;  ///< envelope sender as given
};

/// A recipient with all spellings under which earlier decisions may be found.
struct Contact {
    std::string address;              ///< canonical
    std::vector<std::string> aliases; ///< canonical addresses of its group, itself included
    std::string group;                ///< name of its contact group, may be empty
    std::string organisation;         ///< registrable domain; empty for shared providers
    std::vector<std::string> names{};    ///< names and web addresses of its group, in one spelling
    std::vector<std::string> told_as{};  ///< see RuleSet::name_contacts(): those by which the message calls somebody else ...
    std::vector<std::string> named{};    ///< ... and the names of these contact groups
};

/// Where a message calls a contact by name or web address; see named_contacts.h.
enum class Naming { mention, subject, field, act };

[[nodiscard]] std::string_view naming_name(Naming naming);

/// A contact group that a message calls by name or web address.
struct NamedContact {
    const ContactGroup* group = nullptr;  ///< lives as long as the RuleSet
    std::string key;                      ///< the name or web address, in one spelling
    std::string words;                    ///< as it stands in the message
    std::size_t from = 0;                 ///< of the words, [from, to) in OwnWords::text
    std::size_t to = 0;
    Naming naming = Naming::mention;
    std::string ignored;                  ///< why what the message does is not taken as told to this contact; empty: it is
};

/// What two messages state differently about one thing.
struct Difference {
    Thing thing;             ///< order, 4711
    std::string value_name;  ///< date_delivery
    std::string value;       ///< of the new message
    std::string earlier;     ///< of the earlier one
};

/// One conflict of one recipient.
struct Conflict {
    const ConflictRule* rule = nullptr;  ///< lives as long as the RuleSet
    Act act;                             ///< of the new message; of a contradiction: without an act, the fact as its key and value
    EarlierDecision earlier;             ///< of a repetition: the newest
    Seconds left{};                      ///< until the window closes
    const Exception* excepted = nullptr; ///< the exception that lets it pass, if any
    bool tripped = false;                ///< the rule's breaker has tripped: it is simulated only
    std::optional<Difference> difference; ///< of a contradiction
    std::size_t times = 0;               ///< of a repetition: how many messages say it, this one included
};

/// What conflict rules say for one recipient.
struct Judgement {
    Action action = Action::pass;      ///< to be carried out
    Action intended = Action::pass;    ///< what would happen in mode hold: differs from action in simulate and annotate
    std::vector<Conflict> conflicts;   ///< the deciding one first; excepted ones last
};

struct LoadOptions {
    std::vector<std::string> files;            ///< files, directories (their *.toml in name order), globs
    std::vector<grammar::Located> texts;       ///< behind the files: rules that lie in no file, and what messages call them
    std::vector<std::string> shared_providers; ///< beside the known ones
    Seconds retention{std::chrono::days{365}}; ///< of the registry, for the lint "window longer than the retention"
    Time now{};                                ///< for expired exceptions
    bool run_examples = true;
};

class RuleSet {
public:
    /// Reads, lints and compiles. No RuleSet when any diagnostic is an error; warnings alone do not prevent one.
    static std::shared_ptr<const RuleSet> load(const LoadOptions& options, std::vector<grammar::Diagnostic>& diagnostics);

    ~RuleSet();

    /// Login first, then sender address, then client network; nullptr: not a department's mail.
    [[nodiscard]] const Department* department_of(const Sender& sender) const;

    /// Errors: malformed, when the address is none.
    Result<Contact> contact_of(std::string_view recipient) const;

    /// Pure. `with_prevented` also collects what did not become an act, for explain.
    [[nodiscard]] Fingerprint fingerprint(const message::OwnWords& words, bool with_prevented = false) const;

    /// Expressions that nearly match these words, the most telling first. `found` is their fingerprint with what was prevented.
    /// Takes a thousand times as long as fingerprint(); for explain.
    [[nodiscard]] std::vector<NearMiss> near_misses(const message::OwnWords& words, const Fingerprint& found) const;

    /// Pure. The contact groups that the message calls by name or web address, and whether that makes them contacts of its
    /// acts: not where they are merely mentioned, nor when a recipient belongs to another group, nor when more than three
    /// are called. Where it does, each recipient who is no department's sender gets their addresses and names, so that what they
    /// were told is found, and what is told now is kept for them too. `recipients` are those of the message, all of them.
    [[nodiscard]] std::vector<NamedContact> name_contacts(std::vector<Contact>& recipients, const message::OwnWords& words,
                                                          const Fingerprint& fingerprint) const;

    /// The contact group with this name (its own, or one that it lists), address or web address, and why; nullptr: none.
    [[nodiscard]] const ContactGroup* group_of(std::string_view text, std::string& because) const;

    /// Pure. `history` holds decisions for this contact and its organisation in any order. What the same message told
    /// before, by its Message-ID, does not count.
    [[nodiscard]] Judgement judge(const Fingerprint& fingerprint, const Department& department, const Contact& contact,
                                  std::span<const EarlierDecision> history, Time now, Mode mode, const Tripped& tripped = {},
                                  std::string_view message_id = {}) const;

    /// The longest window of any conflict rule: how far back history is needed.
    [[nodiscard]] Seconds longest_window() const;
    [[nodiscard]] Seconds retention_of(std::string_view act, Seconds otherwise) const;

    [[nodiscard]] const std::vector<Department>& departments() const;
    [[nodiscard]] const std::vector<ContactGroup>& contacts() const;
    [[nodiscard]] const std::vector<ActDefinition>& acts() const;
    [[nodiscard]] const std::vector<ConflictRule>& conflicts() const;
    [[nodiscard]] const std::vector<Exception>& exceptions() const;
    [[nodiscard]] std::size_t pattern_count() const;
    [[nodiscard]] std::size_t text_block_count() const;
    [[nodiscard]] const TextBlockSpec& text_block(std::size_t index) const;
    /// A short hash over the loaded files' bytes: names the rule set in logs and statistics.
    [[nodiscard]] const std::string& version() const;

private:
    struct Parts;
    explicit RuleSet(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// The grammar of rule files, for reader, manual and editor schema.
[[nodiscard]] const grammar::Grammar& rule_grammar();

}  // namespace onevoice::rules
