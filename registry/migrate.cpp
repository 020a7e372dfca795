#include "registry/migrate.h"

#include <algorithm>
#include <optional>
#include <string>

#include "registry/key_file.h"
#include "registry/schema.h"

namespace onevoice::registry {

namespace {

/// Rolls back unless it was committed.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) {}
    ~Transaction() {
        if (database_.in_transaction()) (void)database_.run("ROLLBACK");
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Result<void> begin() { return database_.run("BEGIN IMMEDIATE"); }
    Result<void> commit() { return database_.run("COMMIT"); }

private:
    Database& database_;
};

Error refused(const Database& database, const std::string& why) {
    return Error{Kind::misconfigured, "open registry " + database.path() + ": " + why};
}

Result<void> recognise(Database& database, std::int64_t version) {
    auto id = database.number("PRAGMA application_id");
    if (!id) return id.error();
    if (*id == application_id) return {};
    auto tables = database.number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables.error();
    if (*id != 0 || version != 0 || *tables != 0) return refused(database, "a database of another program");
    return {};
}

}  // namespace

Result<void> migrate(Database& database, std::span<const char* const> steps) {
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun) return begun;
    auto version = database.number("PRAGMA user_version");
    if (!version) return version.error();
    if (auto ours = recognise(database, *version); !ours) return ours;
    const auto wanted = static_cast<std::int64_t>(steps.size());
    if (*version > wanted) {
        return refused(database, "its schema " + std::to_string(*version) + " is newer than schema " + std::to_string(wanted) +
                                     ", the newest this program knows");
    }
    if (*version == wanted) return {};
    for (std::int64_t step = *version; step < wanted; ++step) {
        if (auto done = database.run(steps[static_cast<std::size_t>(step)]); !done) return done;
    }
    const std::string mark = "PRAGMA application_id=" + std::to_string(application_id) + ";PRAGMA user_version=" + std::to_string(wanted);
    if (auto done = database.run(mark.c_str()); !done) return done;
    return transaction.commit();
}

Result<KeyInUse> tie_key(Database& database, const std::string& key_file) {
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun) return begun.error();

    auto select = database.prepare("SELECT id, mark FROM pseudonym_key ORDER BY id DESC LIMIT 1");
    if (!select) return select.error();
    std::optional<std::int64_t> id;
    std::string mark;
    auto read = select->each([&](const Row& row) -> Result<bool> {
        id = row.number(0);
        mark = hex(row.blob(1).data(), row.blob(1).size());
        return false;
    });
    if (!read) return read.error();

    auto key = key_file.empty() ? Result<Key>(random_key()) : id ? read_key_file(key_file) : read_or_make_key_file(key_file);
    if (!key) return key.error();
    const Pseudonym own = Pseudonyms(*key).mark();
    if (id) {
        const std::string own_mark = hex(own.data(), own.size());
        if (mark == own_mark) return KeyInUse{*key, *id};
        // Eight hex digits tell two keys apart for a person.
        return refused(database, "its pseudonyms were made with the key " + mark.substr(0, 8) + ", but " + key_file + " holds the key " +
                                     own_mark.substr(0, 8));
    }
    auto insert = database.prepare("INSERT INTO pseudonym_key (id, mark) VALUES (1, ?1)");
    if (!insert) return insert.error();
    if (auto done = insert->run({Blob(own)}); !done) return done.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return KeyInUse{*key, 1};
}

}  // namespace onevoice::registry
