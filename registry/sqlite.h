// The embedded registry: SQLite in WAL mode with durable commits. One writer thread per process groups the decisions of
// all callers into few transactions (several writers starve one another behind SQLite's busy handler); readers have
// connections of their own. Several processes may use one file at once.
#pragma once

#include <memory>
#include <string>

#include "registry/registry.h"

namespace onevoice::registry {

struct SqliteOptions {
    std::string path;      ///< ":memory:" makes a private one, for tests and replay
    std::string key_file;  ///< 32 random bytes in hex, made with mode 0600 when absent; empty with ":memory:": a random key
    Seconds busy{5};       ///< how long another process may hold the write lock before decide() is unavailable
};

/// Errors: misconfigured (unreadable file or key, another key than the file was made with, newer schema: names both
/// versions), unavailable (locked, disk full). Any thread may call the registry. It does not survive fork(): open it after.
Result<std::unique_ptr<Registry>> open_sqlite(const SqliteOptions& options);

}  // namespace onevoice::registry
