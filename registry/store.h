// Store: one connection with everything it asks of the decisions, prepared once. The writer has one, each reader too.
// Transactions are the caller's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "registry/database.h"
#include "registry/pseudonym.h"
#include "registry/registry.h"
#include "registry/words.h"

namespace onevoice::registry {

/// An Identity as it is stored.
struct Contact {
    struct Name {
        Pseudonym pseudonym{};
        std::string text;
    };
    Pseudonym address{};
    std::vector<Pseudonym> addresses;  ///< of its group, its own first
    std::vector<Name> names;
    std::vector<Pseudonym> told_as;
    std::optional<Pseudonym> organisation;
};
Contact pseudonymous(const Identity& identity, const Pseudonyms& pseudonyms);

/// The attempts of one message by one department; without a message it is equal to nothing.
struct Attempt {
    std::optional<std::int64_t> message;
    std::int64_t department = 0;
};

/// What a history is to contain.
struct Wanted {
    Time since{};
    bool told_only = false;           ///< pending and committed only
    Attempt except{};                 ///< leaves out this message
    std::size_t of_contact = 0;       ///< at most so many, the newest
    std::size_t of_organisation = 0;  ///< at most so many of others in the organisation, the newest
    /// The numbers of the things that facts are wanted about, beside all acts; nothing: every decision.
    std::optional<std::vector<std::int64_t>> things{};
};

class Store {
public:
    static Result<std::unique_ptr<Store>> open(std::unique_ptr<Database> database);

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] Words& words() { return words_; }

    /// Newest first.
    Result<std::vector<EarlierDecision>> history(const Contact& contact, const Wanted& wanted);

    /// Deletes the rows that the attempt's predecessors left for one recipient, under whatever name; delivered ones only when
    /// `committed`. Whether a held one was among them.
    Result<bool> clear(const Attempt& attempt, const Pseudonym& address, bool committed);

    /// Stores a decision with its own time, state and Message-ID, and the number of its thing when it states facts, under the
    /// address and each name that it was told as.
    Result<void> add(const Decision& decision, const Contact& contact, const Attempt& attempt, std::string_view queue_id,
                     std::optional<std::int64_t> thing, std::int64_t key_id);

    /// The decisions a row of which `read` finds; its columns are those of `columns`.
    static const char* const columns;
    Result<Decision> decision(const Row& row);

private:
    struct Prepared {
        Statement contact, organisation;                ///< acts, or facts about one thing
        Statement all_of_contact, all_of_organisation;  ///< both
        Statement earlier, remove, insert;
    };
    Store(std::unique_ptr<Database> database, Words words, Prepared prepared);
    /// Rows to collect: under which pseudonym, how many at the most, and what they are when found.
    struct Search {
        Statement& apart;  ///< gives acts, or facts about one thing
        Statement& all;    ///< gives both
        const Pseudonym& pseudonym;
        std::size_t most = 0;
        EarlierDecision as;                    ///< without ID and decision
        std::span<const Pseudonym> skipped{};  ///< rows of these were collected already
        int skipped_by = 0;                    ///< the column that says so
        std::optional<std::size_t> once_from{};  ///< one decision of a message is enough among those collected from here on
    };
    Result<void> collect(const Search& search, const Wanted& wanted, std::vector<EarlierDecision>& out);
    Result<void> collect_by(Statement& statement, std::optional<std::int64_t> thing, std::size_t most, const Search& search, const Wanted& wanted,
                            std::vector<EarlierDecision>& out);

    std::unique_ptr<Database> database_;
    Words words_;
    Prepared prepared_;
};

}  // namespace onevoice::registry
