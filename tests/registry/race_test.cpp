// Of two contradicting messages that race, exactly one finds the other.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>

#include "folder.h"
#include "processes.h"

using namespace onevoice;
using namespace onevoice::registry;

namespace {

constexpr int pairs = 2400;

struct Outcome {
    std::atomic<int> decided, found;
};

/// The next pair of each side. No side runs more than a few pairs ahead, or they would never race.
using Progress = Shared<std::atomic<int>>;
constexpr int ahead = 4;

/// One side of every pair, from several threads that share the pairs: the department rejects or invites contact i.
int take_side(Registry& registry, int side, int threads, const Shared<Outcome>& outcomes, const Progress& progress) {
    auto& next = progress[static_cast<std::size_t>(side)];
    const auto& other = progress[static_cast<std::size_t>(1 - side)];
    std::atomic<int> failed = 0;
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t) {
        running.emplace_back([&] {
            for (int i = next++; i < pairs; i = next++) {
                while (other < i - ahead) std::this_thread::yield();
                const auto who = person("p" + std::to_string(i) + "@race.example");
                const auto proposal = message("m" + std::to_string(i) + "." + std::to_string(side), side == 0 ? "shop" : "press",
                                              side == 0 ? "reject" : "invite", who, 5);
                bool found = false;
                const auto done = registry.decide(proposal, [&](auto histories) {
                    found = !histories[0].empty();
                    return found ? hold(histories) : pass(histories);
                });
                if (!done) ++failed;
                auto& outcome = outcomes[static_cast<std::size_t>(2 * i + side)];
                ++outcome.decided;
                if (found) ++outcome.found;
            }
        });
    }
    for (auto& thread : running) thread.join();
    return failed;
}

void exactly_one_finds_the_other(const Shared<Outcome>& outcomes) {
    int found[2] = {0, 0};
    int wrong = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
        const auto& a = outcomes[2 * i];
        const auto& b = outcomes[2 * i + 1];
        if (a.decided != 1 || b.decided != 1 || a.found + b.found != 1) ++wrong;
        found[0] += a.found;
        found[1] += b.found;
    }
    CHECK(wrong == 0);
    CHECK(found[0] > 0);
    CHECK(found[1] > 0);
    MESSAGE("the second of a pair was the rejection " << found[0] << " times, the invitation " << found[1] << " times");
}

void nothing_conflicts_in_the_end(const Folder& folder) {
    const auto registry = folder.open();
    int told_both = 0;
    for (int i = 0; i < pairs; ++i) told_both += seen(*registry, person("p" + std::to_string(i) + "@race.example"), 6).size() != 1;
    CHECK(told_both == 0);
    CHECK(registry->statistics()->decisions == 2 * pairs);
}

}  // namespace

TEST_CASE("of two contradicting messages in one process exactly one finds the other") {
    const Folder folder;
    const Shared<Outcome> outcomes(2 * pairs);
    const Progress progress(2);
    auto registry = folder.open();
    int failed[2] = {-1, -1};
    std::thread other([&] { failed[0] = take_side(*registry, 0, 4, outcomes, progress); });
    failed[1] = take_side(*registry, 1, 4, outcomes, progress);
    other.join();
    registry.reset();
    CHECK(failed[0] == 0);
    CHECK(failed[1] == 0);
    exactly_one_finds_the_other(outcomes);
    nothing_conflicts_in_the_end(folder);
}

TEST_CASE("of two contradicting messages in several processes exactly one finds the other") {
    // The file and its key do not exist yet: the processes also race to make them.
    const Folder folder;
    const Shared<Outcome> outcomes(2 * pairs);
    const Progress progress(2);
    std::vector<pid_t> processes;
    for (const int side : {0, 1}) {
        processes.push_back(child([&, side] {
            auto registry = open_sqlite(folder.options());
            if (registry) return std::min(take_side(**registry, side, 4, outcomes, progress), 9);
            progress[static_cast<std::size_t>(side)] = pairs;  // the other side must not wait for this one
            return 10;
        }));
    }
    for (const pid_t process : processes) CHECK(ended(process) == 0);
    exactly_one_finds_the_other(outcomes);
    nothing_conflicts_in_the_end(folder);
}

TEST_CASE("processes that make a registry at once all open the same one") {
    const Folder folder;
    std::vector<pid_t> processes;
    for (int i = 0; i < 8; ++i) {
        processes.push_back(child([&, i] {
            auto registry = open_sqlite(folder.options());
            return registry && (*registry)->decide(message("m" + std::to_string(i), "press", "invite", person("ada@blog.example"), 5), pass) ? 0 : 1;
        }));
    }
    for (const pid_t process : processes) CHECK(ended(process) == 0);
    CHECK(seen(*folder.open(), person("ada@blog.example"), 6).size() == 8);
}

TEST_CASE("a process that is killed loses nothing it was told is stored") {
    const Folder folder;
    constexpr std::size_t threads = 4, most = 100000;
    const Shared<std::atomic<std::size_t>> stored(threads);
    int acknowledged[2];
    REQUIRE(::pipe(acknowledged) == 0);
    const pid_t process = child([&] {
        auto registry = open_sqlite(folder.options());
        if (!registry) return 2;
        std::vector<std::thread> running;
        for (std::size_t t = 0; t < threads; ++t) {
            running.emplace_back([&, t] {
                for (std::size_t i = 0; i < most; ++i) {
                    const auto id = std::to_string(t) + "." + std::to_string(i) + "@kill.example";
                    if (!(*registry)->decide(message(id, "press", "invite", person(id), 5), pass)) ::_exit(3);
                    stored[t] = i + 1;
                    if (::write(acknowledged[1], "+", 1) != 1) ::_exit(4);
                }
            });
        }
        for (auto& thread : running) thread.join();
        return 0;
    });
    // Into the middle of the load, past the first move of the log into the file.
    char sign = 0;
    for (int i = 0; i < 3000; ++i) REQUIRE(::read(acknowledged[0], &sign, 1) == 1);
    ::kill(process, SIGKILL);
    CHECK(ended(process) == -SIGKILL);
    ::close(acknowledged[0]);
    ::close(acknowledged[1]);

    const auto registry = folder.open();
    std::size_t lost = 0, in_all = 0;
    for (std::size_t t = 0; t < threads; ++t) {
        for (std::size_t i = 0; i < stored[t]; ++i, ++in_all) {
            lost += registry->find({std::to_string(t) + "." + std::to_string(i) + "@kill.example", "", std::nullopt})->size() != 1;
        }
    }
    CHECK(lost == 0);
    CHECK(in_all >= 2900);
    CHECK(registry->statistics()->decisions <= in_all + threads);
}
