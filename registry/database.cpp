#include "registry/database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "registry/scrub.h"

namespace onevoice::registry {

namespace {

constexpr auto memory_path = ":memory:";

std::string cause(int error_number) { return std::generic_category().message(error_number); }

/// SQLite would make the file world-readable and blame a missing directory on nobody. A file that exists is not opened
/// here, not even to look at it: closing any descriptor of a file drops all locks that this process holds on it
/// (fcntl(2)), those of its other connections too, and another process would then take the log away from under them.
Result<void> make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
        ::close(file);
        return {};
    }
    int reason = errno;
    if (reason == EEXIST) {
        struct stat status {};
        if (::access(path.c_str(), R_OK | W_OK) == 0 && ::stat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) return {};
        reason = S_ISDIR(status.st_mode) ? EISDIR : errno;
    }
    const bool full = reason == ENOSPC || reason == EDQUOT || reason == EMFILE || reason == ENFILE;
    return Error{full ? Kind::unavailable : Kind::misconfigured, "open registry " + path + ": " + cause(reason)};
}

}  // namespace

std::string_view Row::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Blob Row::blob(int column) const {
    const auto* data = static_cast<const unsigned char*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Result<void> Statement::each(const Visit& visit, std::initializer_list<Parameter> parameters) {
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    } const reset{statement_.get()};

    int place = 0;
    for (const auto& parameter : parameters) {
        ++place;
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
            code = sqlite3_bind_int64(statement_.get(), place, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&parameter)) {
            const char* data = text->data() == nullptr ? "" : text->data();
            code = sqlite3_bind_text64(statement_.get(), place, data, text->size(), SQLITE_STATIC, SQLITE_UTF8);
        } else if (const auto* blob = std::get_if<Blob>(&parameter)) {
            code = sqlite3_bind_blob64(statement_.get(), place, blob->data(), blob->size(), SQLITE_STATIC);
        }
        if (code != SQLITE_OK) return database_->error(code);
    }
    for (;;) {
        const int code = sqlite3_step(statement_.get());
        if (code == SQLITE_DONE) return {};
        if (code != SQLITE_ROW) return database_->error(code);
        if (!visit) continue;
        auto more = visit(Row(statement_.get()));
        if (!more) return more.error();
        if (!*more) return {};
    }
}

Database::Database(std::string path, sqlite3* handle, std::chrono::milliseconds busy)
    : path_(std::move(path)), wait_(std::make_unique<Wait>()), log_pages_(std::make_unique<int>(0)), handle_(handle) {
    wait_->bound = busy;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access, std::chrono::milliseconds busy) {
    if (path.empty()) return Error{Kind::misconfigured, "open registry: no file is named"};
    const bool memory = path == memory_path;
    if (!memory) {
        if (auto made = make_private(path); !made) return made.error();
    }
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, memory ? nullptr : scrubbing_vfs());
    std::unique_ptr<Database> database(new Database(path, handle, busy));
    if (code != SQLITE_OK) return database->error(code);
    if (auto arranged = database->arrange(access); !arranged) return arranged.error();
    return database;
}

Result<void> Database::arrange(Access access) {
    sqlite3_busy_handler(handle_.get(), &Database::wait, wait_.get());
    // Replaces the automatic checkpoint, which would run before the callers of a commit hear of it.
    sqlite3_wal_hook(
        handle_.get(),
        [](void* pages, sqlite3*, const char*, int count) {
            *static_cast<int*>(pages) = count;
            return SQLITE_OK;
        },
        log_pages_.get());
    if (path_ != memory_path) {
        if (sqlite3_db_readonly(handle_.get(), "main") == 1) {
            return Error{Kind::misconfigured, "open registry " + path_ + ": the file is read-only"};
        }
        if (auto used = use_log(); !used) return used;
    }
    // secure_delete overwrites what is deleted. cell_size_check finds damage early instead of reading nonsense. The log
    // file is cut back to 16 MB after a burst.
    if (auto done = run("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
                        "PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF; PRAGMA journal_size_limit=16777216;");
        !done) {
        return done;
    }
    // The writer keeps the inner pages of all indexes of some ten million decisions, a reader those of one million.
    return run(access == Access::write ? "PRAGMA cache_size=-16384" : "PRAGMA cache_size=-4096; PRAGMA query_only=ON");
}

Result<void> Database::use_log() {
    // Two processes that switch to WAL at once meet a lock that never calls the busy handler.
    const auto until = std::chrono::steady_clock::now() + wait_->bound;
    for (;;) {
        std::string mode;
        auto statement = prepare("PRAGMA journal_mode=WAL");
        auto done = statement ? statement->each([&mode](const Row& row) -> Result<bool> {
            mode = row.text(0);
            return true;
        })
                              : Result<void>(statement.error());
        if (done && mode == "wal") return {};
        if (done) return Error{Kind::misconfigured, "open registry " + path_ + ": its file system has no write-ahead log"};
        const int code = sqlite3_errcode(handle_.get()) & 0xff;
        if ((code != SQLITE_BUSY && code != SQLITE_LOCKED) || std::chrono::steady_clock::now() > until) return done;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

int Database::wait(void* waiting, int times) {
    auto& wait = *static_cast<Wait*>(waiting);
    const auto now = std::chrono::steady_clock::now();
    if (times == 0) wait.until = now + wait.bound;
    if (now >= wait.until) return 0;
    // A busy process leaves the lock free for some 20 µs between two commits of 0.2 to 5 ms. Asking every 0.2 to 1 ms, never
    // in step with it, gets a turn within some tens of asks; SQLite's own steps of up to 100 ms starve for seconds.
    const auto step = 200 + (times * 137) % 800;
    std::this_thread::sleep_for(std::chrono::microseconds(step));
    return 1;
}

Result<void> Database::run(const char* sql) {
    const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error(code);
    return {};
}

Result<std::int64_t> Database::number(const char* sql) {
    auto statement = prepare(sql);
    if (!statement) return statement.error();
    std::int64_t number = 0;
    auto done = statement->each([&number](const Row& row) -> Result<bool> {
        number = row.number(0);
        return false;
    });
    if (!done) return done.error();
    return number;
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) return error(code);
    return Statement(*this, statement);
}

void Database::checkpoint() { sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }

Result<bool> Database::empty_log() {
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if ((code & 0xff) == SQLITE_BUSY) return false;
    if (code != SQLITE_OK) return error(code);
    return true;
}

Error Database::error(int code) const {
    Kind kind = Kind::unavailable;
    std::string why = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_NOTADB: kind = Kind::misconfigured, why = "not a registry: the file is not an SQLite database"; break;
        case SQLITE_CORRUPT: kind = Kind::misconfigured, why = "the file is damaged: " + why; break;
        case SQLITE_READONLY: kind = Kind::misconfigured, why = "the file or its directory is read-only"; break;
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_ERROR: kind = Kind::misconfigured; break;
        case SQLITE_FULL: why = "no space left for it"; break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: why = "locked by another process"; break;
        case SQLITE_IOERR: {
            const int reason = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
            why = "input or output failed" + (reason == 0 ? std::string() : ": " + cause(reason));
            break;
        }
        default: break;
    }
    return Error{kind, "use registry " + path_ + ": " + why};
}

}  // namespace onevoice::registry
