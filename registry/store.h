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
    Pseudonym address{};
    std::vector<Pseudonym> addresses;  ///< of its group, its own first
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
};

class Store {
public:
    static Result<std::unique_ptr<Store>> open(std::unique_ptr<Database> database);

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] Words& words() { return words_; }

    /// Newest first.
    Result<std::vector<EarlierDecision>> history(const Contact& contact, const Wanted& wanted);

    /// Deletes the rows that the attempt's predecessors left for one address, delivered ones only when `committed`;
    /// whether a held one was among them.
    Result<bool> clear(const Attempt& attempt, const Pseudonym& address, bool committed);

    /// Stores a decision with its own time, state and Message-ID.
    Result<void> add(const Decision& decision, const Contact& contact, const Attempt& attempt, std::string_view queue_id, std::int64_t key_id);

    /// The decisions a row of which `read` finds; its columns are those of `columns`.
    static const char* const columns;
    Result<Decision> decision(const Row& row);

private:
    struct Prepared {
        Statement contact, organisation, earlier, remove, insert;
    };
    Store(std::unique_ptr<Database> database, Words words, Prepared prepared);
    Result<void> collect(Statement& statement, const Pseudonym& pseudonym, const Wanted& wanted, std::size_t most,
                         std::span<const Pseudonym> skipped, std::vector<EarlierDecision>& out);

    std::unique_ptr<Database> database_;
    Words words_;
    Prepared prepared_;
};

}  // namespace onevoice::registry
