// A daemon keeps its registry open for months, while the command line opens and closes it beside it.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "folder.h"
#include "processes.h"

using namespace onevoice;
using namespace onevoice::registry;

TEST_CASE("what a process decides is seen by others, however often they open and close the registry in between") {
    const Folder folder;
    constexpr int rounds = 5;
    const Shared<std::atomic<int>> turn(1);  // even: the daemon decides; odd: the command line looks
    const Shared<int> counted(rounds);

    const pid_t visitor = child([&] {
        for (int round = 0; round < rounds; ++round) {
            while (turn[0] != 2 * round + 1) std::this_thread::yield();
            auto registry = open_sqlite(folder.options());
            if (!registry) return 1;
            const auto statistics = (*registry)->statistics();
            if (!statistics) return 2;
            counted[static_cast<std::size_t>(round)] = static_cast<int>(statistics->decisions);
            registry->reset();  // closed, as at the end of a command
            ++turn[0];
        }
        return 0;
    });
    {
        const auto registry = folder.open();
        for (int round = 0; round < rounds; ++round) {
            const auto who = person("p" + std::to_string(round) + "@visited.example");
            // A message without decisions is judged on a reader, and the first of those opens a connection.
            CHECK(seen(*registry, who, 5).empty());
            CHECK(registry->decide(message("m" + std::to_string(round), "shop", "reject", who, 5), pass).ok());
            turn[0] = 2 * round + 1;
            while (turn[0] != 2 * round + 2 && turn[0] != -1) std::this_thread::yield();
        }
    }
    CHECK(ended(visitor) == 0);
    for (int round = 0; round < rounds; ++round) CHECK(counted[static_cast<std::size_t>(round)] == round + 1);
}
