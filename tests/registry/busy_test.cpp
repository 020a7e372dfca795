// Other processes that hold the lock, disks that are full, callers that come all at once.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <thread>

#include "folder.h"
#include "processes.h"
#include "registry/writer.h"

using namespace onevoice;
using namespace onevoice::registry;

namespace {

/// Another program with the write lock of the file.
class Lock {
public:
    explicit Lock(const std::string& path) {
        REQUIRE(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
        REQUIRE(sqlite3_exec(handle_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    ~Lock() { sqlite3_close(handle_); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    sqlite3* handle_ = nullptr;
};

Proposal large(int n) {
    auto proposal = message("m" + std::to_string(n), "press", "invite", person("p" + std::to_string(n) + "@full.example"), 5);
    proposal.decisions[0].keys = {{"order", std::string(20000, 'x')}};
    return proposal;
}

/// Decides until the disk is full, then counts what was lost; makes room, and decides again. 0 when all is as promised.
int fill_and_recover(const SqliteOptions& options, const std::function<void()>& make_room) {
    auto registry = open_sqlite(options);
    if (!registry) return 2;
    int stored = 0;
    Result<void> last;
    while (stored < 10000) {
        last = (*registry)->decide(large(stored), pass);
        if (!last) break;
        ++stored;
    }
    if (last.ok() || last.error().kind != Kind::unavailable) return 3;
    if (last.error().what.find(options.path) == std::string::npos) return 4;
    // Still full, still said so, and still readable.
    if ((*registry)->decide(large(stored), pass).ok()) return 5;
    const auto counted = (*registry)->statistics();
    if (!counted || counted->decisions != static_cast<std::uint64_t>(stored)) return 6;
    make_room();
    if (!(*registry)->decide(large(stored), pass).ok()) return 7;
    registry->reset();
    auto again = open_sqlite(options);
    if (!again) return 8;
    for (int i = 0; i <= stored; ++i) {
        if (seen(**again, person("p" + std::to_string(i) + "@full.example"), 6).size() != 1) return 9;
    }
    return stored < 10 ? 10 : 0;
}

}  // namespace

TEST_CASE("a lock that another process keeps makes decisions unavailable, after the wait that was set, and reading goes on") {
    const Folder folder;
    auto options = folder.options();
    (void)folder.open();
    options.busy = Seconds(1);
    auto registry = open_sqlite(options);
    REQUIRE(registry.ok());
    {
        const Lock lock(options.path);
        const auto begin = std::chrono::steady_clock::now();
        std::vector<std::thread> callers;
        std::atomic<int> unavailable = 0;
        for (int i = 0; i < 6; ++i) {
            callers.emplace_back([&, i] {
                const auto done = (*registry)->decide(message("m" + std::to_string(i), "press", "invite", person("ada@blog.example"), 5), pass);
                if (!done && done.error().kind == Kind::unavailable && done.error().what.find("locked") != std::string::npos) ++unavailable;
            });
        }
        CHECK(seen(**registry, person("ada@blog.example"), 6).empty());
        for (auto& caller : callers) caller.join();
        const auto waited = std::chrono::steady_clock::now() - begin;
        CHECK(unavailable == 6);
        CHECK(waited >= std::chrono::milliseconds(900));
        CHECK(waited < std::chrono::seconds(6));  // one after the other they would take six
    }
    CHECK((*registry)->decide(message("m9", "press", "invite", person("ada@blog.example"), 5), pass).ok());
    CHECK(seen(**registry, person("ada@blog.example"), 6).size() == 1);
}

TEST_CASE("a full disk makes decisions unavailable, loses nothing, and is forgotten when there is room again") {
    SUBCASE("a small file system") {
        if (::geteuid() != 0) return;  // only root may mount one
        const Folder folder;
        const auto where = folder.path("small");
        std::filesystem::create_directory(where);
        if (::mount("tmpfs", where.c_str(), "tmpfs", 0, "size=1m") != 0) return;  // not in every container
        const pid_t process = child([&] {
            const auto make_room = [&] { (void)::mount("tmpfs", where.c_str(), "tmpfs", MS_REMOUNT, "size=8m"); };
            return fill_and_recover({where + "/registry.db", folder.path("registry.key"), Seconds(1)}, make_room);
        });
        CHECK(ended(process) == 0);
        CHECK(::umount(where.c_str()) == 0);
    }
    SUBCASE("a limit on the size of files") {
        const Folder folder;
        const pid_t process = child([&] {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit tight{1 << 20, RLIM_INFINITY}, wide{RLIM_INFINITY, RLIM_INFINITY};
            if (::setrlimit(RLIMIT_FSIZE, &tight) != 0) return 11;
            return fill_and_recover(folder.options(), [&] { (void)::setrlimit(RLIMIT_FSIZE, &wide); });
        });
        CHECK(ended(process) == 0);
    }
}

TEST_CASE("a disk that is full from the start is named, and leaves no broken key") {
    const Folder folder;
    const pid_t process = child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{10, RLIM_INFINITY};
        if (::setrlimit(RLIMIT_FSIZE, &none) != 0) return 11;
        const auto registry = open_sqlite(folder.options());
        if (registry.ok()) return 2;
        return registry.error().kind == Kind::unavailable && registry.error().what.find(folder.path("registry.")) != std::string::npos ? 0 : 3;
    });
    CHECK(ended(process) == 0);
    CHECK_FALSE(std::filesystem::exists(folder.path("registry.key")));
    CHECK(seen(*folder.open(), person("ada@blog.example"), 6).empty());
}

TEST_CASE("work that comes while the writer is busy shares one transaction, and failing work leaves its neighbours") {
    const Folder folder;
    (void)folder.open();
    auto database = Database::open(folder.path("registry.db"), Access::write, std::chrono::seconds(5));
    REQUIRE(database.ok());
    auto store = Store::open(std::move(*database));
    REQUIRE(store.ok());

    std::vector<std::string> order;
    std::vector<std::thread> callers;
    std::atomic<int> stored = 0, refused = 0, thrown = 0;
    {
        Writer writer(std::move(*store), std::chrono::seconds(5));
        std::mutex gate;
        gate.lock();
        std::atomic<bool> begun = false;
        callers.emplace_back([&] {
            (void)writer.transact([&](Store&) -> Result<void> {
                begun = true;
                const std::lock_guard open(gate);
                return {};
            });
        });
        while (!begun) std::this_thread::yield();
        // All of these are queued behind the closed gate; every third one fails, every third one throws.
        std::atomic<int> entering = 0;
        for (int i = 0; i < 30; ++i) {
            callers.emplace_back([&, i] {
                ++entering;
                try {
                    const auto done = writer.transact([&, i](Store& one) -> Result<void> {
                        auto number = one.words().number("word" + std::to_string(i));
                        if (!number) return number.error();
                        if (i % 3 == 1) return Error{Kind::malformed, "no"};
                        if (i % 3 == 2) throw std::string("bug");
                        return {};
                    });
                    ++(done ? stored : refused);
                } catch (const std::string&) {
                    ++thrown;
                }
            });
        }
        while (entering < 30) std::this_thread::yield();
        gate.unlock();
        for (auto& caller : callers) caller.join();
        std::int64_t words = 0;
        CHECK(writer.transact([&](Store& one) -> Result<void> {
            auto counted = one.database().number("SELECT count(*) FROM word");
            if (counted) words = *counted;
            return {};
        }).ok());
        CHECK(words == 10);
    }
    CHECK(stored == 10);
    CHECK(refused == 10);
    CHECK(thrown == 10);
}

TEST_CASE("the writer does what is queued before it ends") {
    const Folder folder;
    (void)folder.open();
    auto database = Database::open(folder.path("registry.db"), Access::write, std::chrono::seconds(5));
    auto store = Store::open(std::move(*database));
    REQUIRE(store.ok());
    auto writer = std::make_unique<Writer>(std::move(*store), std::chrono::seconds(5));
    std::atomic<bool> begun = false, ending = false;
    std::atomic<int> done = 0;
    std::thread first([&] {
        done += writer->transact([&](Store&) -> Result<void> {
            begun = true;
            while (!ending) std::this_thread::yield();
            return {};
        }).ok();
    });
    while (!begun) std::this_thread::yield();
    std::thread end([&] {
        ending = true;
        writer.reset();
    });
    first.join();
    end.join();
    CHECK(done == 1);
}

TEST_CASE("every commit is durable and every delete overwrites") {
    const Folder folder;
    (void)folder.open();
    auto database = Database::open(folder.path("registry.db"), Access::write, std::chrono::seconds(5));
    REQUIRE(database.ok());
    CHECK((*database)->number("PRAGMA synchronous").value() == 2);
    CHECK((*database)->number("PRAGMA secure_delete").value() == 1);
    CHECK((*database)->number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'").value() == 1);
    auto reader = Database::open(folder.path("registry.db"), Access::read, std::chrono::seconds(5));
    REQUIRE(reader.ok());
    CHECK_FALSE((*reader)->run("DELETE FROM decision").ok());
}
