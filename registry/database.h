// One SQLite connection and its prepared statements, with failures as results. Nothing here knows about decisions.
//
// A connection belongs to one thread at a time; handing it to another thread needs a lock (or a queue) in between.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace onevoice::registry {

using Blob = std::span<const unsigned char>;

/// Views must outlive the call they are passed to.
using Parameter = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;

/// The row a statement stands on; the views end with the row.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    [[nodiscard]] bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] Blob blob(int column) const;

private:
    sqlite3_stmt* statement_;
};

class Database;

class Statement {
public:
    /// Called for each row; false ends the reading early.
    using Visit = std::function<Result<bool>(const Row&)>;

    Result<void> run(std::initializer_list<Parameter> parameters = {}) { return each({}, parameters); }
    Result<void> each(const Visit& visit, std::initializer_list<Parameter> parameters = {});

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    Statement(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

    Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// What a connection is for. Readers cannot write, and keep a smaller page cache.
enum class Access { write, read };

class Database {
public:
    /// Opens the file (made with mode 0600 when absent) or a private ":memory:" database, in WAL mode with durable
    /// commits and overwriting deletes. Errors name the file: misconfigured (no directory, no permission, read-only,
    /// not a database, damaged), unavailable (locked, disk full, I/O).
    static Result<std::unique_ptr<Database>> open(const std::string& path, Access access, std::chrono::milliseconds busy);

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Result<void> run(const char* sql);
    Result<std::int64_t> number(const char* sql);
    Result<Statement> prepare(std::string_view sql);

    /// How long a lock of another connection is waited for, from now on.
    void wait_at_most(std::chrono::milliseconds busy) { wait_->bound = busy; }

    [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
    [[nodiscard]] std::uint64_t changed() const { return static_cast<std::uint64_t>(sqlite3_changes64(handle_.get())); }
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Pages in the write-ahead log after the last commit.
    [[nodiscard]] int log_pages() const { return *log_pages_; }

    /// Moves the write-ahead log into the database without disturbing anybody, as far as readers allow.
    void checkpoint();
    /// Moves everything and empties the log; false: somebody still reads an older state.
    Result<bool> empty_log();

    /// The error of the last call on this connection, as an Error that names the file.
    [[nodiscard]] Error error(int code) const;

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct Wait {
        std::chrono::milliseconds bound{};
        std::chrono::steady_clock::time_point until{};
    };
    Database(std::string path, sqlite3* handle, std::chrono::milliseconds busy);
    Result<void> arrange(Access access);
    Result<void> use_log();
    static int wait(void* waiting, int times);

    std::string path_;
    std::unique_ptr<Wait> wait_;
    std::unique_ptr<int> log_pages_;
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace onevoice::registry
