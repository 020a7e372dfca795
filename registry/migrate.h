// Brings a database file to a schema, step by step, and ties it to its key.
#pragma once

#include <cstdint>
#include <span>

#include "registry/database.h"
#include "registry/pseudonym.h"

namespace onevoice::registry {

/// All missing steps in one transaction: a failure leaves the file as it was. Several processes may migrate at once.
/// Errors: misconfigured (a newer schema: names the file and both versions; another program's database).
Result<void> migrate(Database& database, std::span<const char* const> steps);

/// The key that belongs to the database: read from `key_file`, which is made only while the database has none.
/// `key_file` may be empty for a database in memory only, and gives a random key. Errors: misconfigured (key absent or another).
struct KeyInUse {
    Key key{};
    std::int64_t id = 0;
};
Result<KeyInUse> tie_key(Database& database, const std::string& key_file);

}  // namespace onevoice::registry
