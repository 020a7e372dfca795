#include "holds/breaker.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "holds/durable_file.h"
#include "tests/support/folder.h"

using namespace onevoice;
using namespace onevoice::holds;
using namespace std::chrono_literals;

namespace {

const Time noon = parse_time("2026-03-16T12:00:00Z").value();
constexpr rules::Budget few{2, 10, Seconds{3600}};

bool has_tripped(const Breaker& breaker, const std::string& rule = "rule") { return breaker.tripped()->contains(rule); }

int trips_of(Breaker& breaker, int holds, Time now = noon) {
    int trips = 0;
    for (int i = 0; i < holds; ++i) trips += breaker.held("rule", few, now).has_value() ? 1 : 0;
    return trips;
}

}  // namespace

TEST_CASE("a trip counts at once here, and after a refresh in another process") {
    const tests::Folder folder;
    Breaker first(folder.path("breaker"));
    Breaker second(folder.path("breaker"));
    CHECK(trips_of(first, 5) == 1);
    CHECK(has_tripped(first));
    CHECK_FALSE(has_tripped(second));
    CHECK(second.refresh(noon).ok());
    CHECK(has_tripped(second));
    CHECK(second.trips().size() == 1);
}

TEST_CASE("holds of several processes are counted together, and the alarm is one") {
    const tests::Folder folder;
    Breaker first(folder.path("breaker"));
    Breaker second(folder.path("breaker"));
    CHECK(trips_of(first, 1) == 0);
    CHECK(trips_of(second, 1) == 0);
    CHECK(trips_of(first, 1) == 1);
    CHECK(trips_of(second, 3) == 0);
    CHECK(has_tripped(second));
}

TEST_CASE("many threads of many processes trip a rule once") {
    const tests::Folder folder;
    std::atomic<int> trips{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            Breaker breaker(folder.path("breaker"));
            trips += trips_of(breaker, 10);
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(trips == 1);
}

TEST_CASE("a trip survives a restart, and stays until it is armed again") {
    const tests::Folder folder;
    { CHECK(trips_of(*std::make_unique<Breaker>(folder.path("breaker")), 3) == 1); }
    Breaker daemon(folder.path("breaker"));
    CHECK(has_tripped(daemon));
    const auto armed = Breaker(folder.path("breaker")).rearm("rule", noon + 48h);
    REQUIRE(armed.ok());
    CHECK(armed->holds == 3);
    CHECK(has_tripped(daemon));
    CHECK(daemon.refresh(noon).ok());
    CHECK_FALSE(has_tripped(daemon));
    CHECK(trips_of(daemon, 2) == 0);
    CHECK(trips_of(daemon, 1) == 1);
}

TEST_CASE("only what has tripped is armed, and the error names it") {
    const tests::Folder folder;
    Breaker breaker(folder.path("breaker"));
    CHECK(breaker.rearm("rule", noon).error().what == "arming the rule 'rule': it has not tripped, nor has any other");
    CHECK(trips_of(breaker, 3) == 1);
    const Error error = breaker.rearm("rul", noon).error();
    CHECK(error.kind == Kind::malformed);
    CHECK(error.what == "arming the rule 'rul': it has not tripped; tripped: 'rule'");
}

TEST_CASE("messages that were looked at are told to others within a minute") {
    const tests::Folder folder;
    Breaker first(folder.path("breaker"));
    for (int i = 0; i < 100; ++i) first.looked_at();
    CHECK(first.refresh(noon).ok());
    Breaker second(folder.path("breaker"));
    CHECK(trips_of(second, 10) == 0);  // a tenth of a hundred
    CHECK(trips_of(second, 1) == 1);
    // Without news nothing is written.
    const auto before = std::filesystem::last_write_time(folder.path("breaker"));
    first.looked_at();
    CHECK(first.refresh(noon + 30s).ok());
    CHECK(std::filesystem::last_write_time(folder.path("breaker")) == before);
}

TEST_CASE("a damaged file is told once, set aside and begun anew") {
    const tests::Folder folder;
    std::ofstream(folder.path("breaker")) << "{\"tripped\":";
    Breaker breaker(folder.path("breaker"));
    CHECK_FALSE(has_tripped(breaker));
    const Result<void> told = breaker.refresh(noon);
    REQUIRE_FALSE(told.ok());
    CHECK(told.error().kind == Kind::misconfigured);
    CHECK(told.error().what == "reading the breaker's state '" + folder.path("breaker") + "': it is no JSON object; it was set aside as '" + folder.path("breaker") +
                                   ".damaged', and begins anew");
    CHECK(breaker.refresh(noon).ok());
    CHECK(folder.lines("breaker.damaged") == std::vector<std::string>{"{\"tripped\":"});
    CHECK(trips_of(breaker, 3) == 1);
    CHECK(has_tripped(*std::make_unique<Breaker>(folder.path("breaker"))));
}

TEST_CASE("a file that is damaged while the daemon runs costs no trip that it knows") {
    const tests::Folder folder;
    Breaker breaker(folder.path("breaker"));
    CHECK(trips_of(breaker, 3) == 1);
    std::ofstream(folder.path("breaker")) << "rubbish";
    CHECK_FALSE(breaker.refresh(noon).ok());
    CHECK(has_tripped(breaker));
    CHECK(breaker.refresh(noon).ok());
    CHECK(has_tripped(*std::make_unique<Breaker>(folder.path("breaker"))));
}

TEST_CASE("where nothing can be written a rule trips all the same, and the failure is told") {
    const tests::Folder folder;
    std::filesystem::create_directory(folder.path("gone"));
    Breaker breaker(folder.path("gone/breaker"));
    std::filesystem::remove(folder.path("gone"));
    CHECK(trips_of(breaker, 5) == 1);
    CHECK(has_tripped(breaker));
    CHECK_FALSE(breaker.refresh(noon).ok());
    std::filesystem::create_directory(folder.path("gone"));
    (void)breaker.refresh(noon).ok();  // may still tell what failed before
    CHECK(breaker.refresh(noon).ok());
    CHECK(has_tripped(*std::make_unique<Breaker>(folder.path("gone/breaker"))));
}

TEST_CASE("nobody waits for the disk to know what has tripped") {
    const tests::Folder folder;
    Breaker breaker(folder.path("breaker"));
    CHECK(trips_of(breaker, 3) == 1);
    const File lock(folder.path("breaker.lock"), O_RDWR | O_CREAT, 0640);
    REQUIRE(::flock(lock.descriptor(), LOCK_EX) == 0);
    std::atomic<bool> counted{false};
    std::thread holding([&] {
        (void)trips_of(breaker, 1);
        counted = true;
    });
    std::size_t asked = 0;
    while (!counted) {
        REQUIRE(has_tripped(breaker));
        breaker.looked_at();
        ++asked;
    }
    holding.join();
    // Counting waits a second for the lock; asking, at most for another thread that asks.
    CHECK(asked > 100);
}

TEST_CASE("a lock that is never given up stops no mail") {
    const tests::Folder folder;
    Breaker breaker(folder.path("breaker"));
    const File lock(folder.path("breaker.lock"), O_RDWR | O_CREAT, 0640);
    REQUIRE(::flock(lock.descriptor(), LOCK_EX) == 0);
    CHECK(trips_of(breaker, 1) == 0);
    const Result<void> told = breaker.refresh(noon);
    REQUIRE_FALSE(told.ok());
    CHECK(told.error().what.starts_with("locking the breaker's state"));
}
