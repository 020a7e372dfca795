#include "registry/erase.h"

#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace onevoice::registry {

namespace {

// Deleting a row touches up to five pages anywhere in the file: 256 rows are about 5 MB of log and 10 to 30 ms.
constexpr std::size_t rows_at_once = 256;
// Rows looked at in one read transaction: some 5 ms.
constexpr std::int64_t rows_in_view = 8192;

/// What remains of the rows is in the write-ahead log, until it is emptied; that needs a moment without readers.
Result<void> empty_log(Writer& writer, std::chrono::milliseconds busy) {
    const auto until = std::chrono::steady_clock::now() + busy;
    for (;;) {
        bool emptied = false;
        auto done = writer.alone([&emptied](Store& store) -> Result<void> {
            // Writers wait while readers are waited for, so the wait is short and repeated.
            store.database().wait_at_most(std::chrono::milliseconds(20));
            auto outcome = store.database().empty_log();
            if (!outcome) return outcome.error();
            emptied = *outcome;
            return {};
        });
        if (!done || emptied) return done;
        if (std::chrono::steady_clock::now() >= until) {
            return Error{Kind::unavailable, "empty the registry's write-ahead log: another process reads it without pause"};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

struct Expired {
    std::int64_t id, at;
};

/// Act numbers with the time before which their decisions go.
class Limits {
public:
    Limits(Time now, const std::function<Seconds(std::string_view)>& retention) : now_(now), retention_(retention) {}

    Result<bool> expired(Store& store, std::int64_t act, std::int64_t at) {
        auto found = limits_.find(act);
        if (found == limits_.end()) {
            auto name = store.words().word(act);
            if (!name) return name.error();
            const Seconds kept = retention_(*name);
            // Longer than time since 1970: for ever. It also keeps the subtraction from overflowing.
            const auto now = now_.time_since_epoch();
            const bool for_ever = kept > std::chrono::duration_cast<Seconds>(now);
            found = limits_.emplace(act, for_ever ? INT64_MIN : std::int64_t{(now - kept).count()}).first;
        }
        return at < found->second;
    }

private:
    Time now_;
    const std::function<Seconds(std::string_view)>& retention_;
    std::unordered_map<std::int64_t, std::int64_t> limits_;
};

}  // namespace

Result<std::uint64_t> erase_expired(Writer& writer, const Read& read, Time now, const std::function<Seconds(std::string_view act)>& retention,
                                    std::chrono::milliseconds busy) {
    Limits limits(now, retention);
    std::uint64_t deleted = 0;
    std::int64_t last = 0;
    for (bool more = true; more;) {
        std::vector<Expired> expired;
        more = false;
        std::int64_t seen = 0;
        auto looked = read([&](Store& store) -> Result<void> {
            auto select = store.database().prepare("SELECT id, at, act FROM decision WHERE id > ?1 ORDER BY id LIMIT ?2");
            if (!select) return select.error();
            return select->each(
                [&](const Row& row) -> Result<bool> {
                    ++seen;
                    last = row.number(0);
                    auto old = limits.expired(store, row.number(2), row.number(1));
                    if (!old) return old.error();
                    if (*old) expired.push_back({row.number(0), row.number(1)});
                    more = expired.size() >= rows_at_once || seen == rows_in_view;
                    return expired.size() < rows_at_once;
                },
                {last, rows_in_view});
        });
        if (!looked) return looked.error();
        if (expired.empty()) continue;
        std::uint64_t gone = 0;
        auto done = writer.transact([&](Store& store) -> Result<void> {
            gone = 0;
            // A release may have given the decision a new time since it was read.
            auto remove = store.database().prepare("DELETE FROM decision WHERE id = ?1 AND at = ?2");
            if (!remove) return remove.error();
            for (const auto& row : expired) {
                if (auto removed = remove->run({row.id, row.at}); !removed) return removed;
                gone += store.database().changed();
            }
            return {};
        });
        if (!done) return done.error();
        deleted += gone;
    }
    if (auto emptied = empty_log(writer, busy); !emptied) return emptied.error();
    return deleted;
}

Result<std::uint64_t> erase_contact(Writer& writer, const Contact& contact, std::chrono::milliseconds busy) {
    std::uint64_t deleted = 0;
    std::vector<Pseudonym> all = contact.addresses;
    for (const auto& name : contact.names) all.push_back(name.pseudonym);
    for (const auto& one : all) {
        std::uint64_t gone = 0;
        do {
            auto done = writer.transact([&](Store& store) -> Result<void> {
                auto remove = store.database().prepare(
                    "DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE contact = ?1 OR recipient = ?1 LIMIT ?2)");
                if (!remove) return remove.error();
                if (auto removed = remove->run({Blob(one), std::int64_t{rows_at_once}}); !removed) return removed;
                gone = store.database().changed();
                return {};
            });
            if (!done) return done.error();
            deleted += gone;
        } while (gone == rows_at_once);
    }
    if (auto emptied = empty_log(writer, busy); !emptied) return emptied.error();
    return deleted;
}

}  // namespace onevoice::registry
