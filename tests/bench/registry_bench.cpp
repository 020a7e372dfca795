// How fast the embedded registry decides, with few and many decisions in it, alone and in a crowd of callers.
//
//   registry_bench [--directory DIR] [--rows N]… [--seconds S]
//
// DIR must lie on the disk that is to be measured: each call that stores waits for it. A call looks up one contact with its
// organisation within 90 days; so many percent of the calls also store one decision. "writers" is the number of registries
// that are open on the one file, as in so many processes.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "registry/sqlite.h"

using namespace onevoice;
using namespace onevoice::registry;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t decisions_per_contact = 4;
constexpr std::size_t contacts_per_organisation = 5;

// Days of history: half of it lies within the 90 days that are looked at.
constexpr int history_days = 180;
const Time today = Time(std::chrono::sys_days(std::chrono::year(2026) / 7 / 1));

struct Arguments {
    std::string directory = std::filesystem::temp_directory_path().string();
    std::vector<std::size_t> rows;
    int seconds = 3;
};

Identity contact(std::size_t number) {
    return {"person" + std::to_string(number) + "@site.example", {}, "site" + std::to_string(number / contacts_per_organisation) + ".example"};
}

Proposal proposal(std::string id, Time at) {
    static constexpr const char* departments[] = {"affiliate", "press", "sales", "accounting", "jobs"};
    static constexpr const char* acts[] = {"invite", "accept", "reject", "offer", "dun"};
    Proposal proposal;
    const std::size_t kind = std::hash<std::string>{}(id) % 5;
    Decision decision;
    decision.department = decision.voice = departments[kind];
    decision.act = acts[kind];
    decision.about = "partnership";
    proposal.decisions.push_back(decision);
    proposal.queue_id = "4X" + id;
    proposal.message_id = std::move(id) + "@mail.shop.example";
    proposal.at = at;
    proposal.since = at - std::chrono::days(90);
    return proposal;
}

std::vector<State> pass(std::span<const std::vector<EarlierDecision>> histories) { return {histories.size(), State::pending}; }

std::unique_ptr<Registry> open(const SqliteOptions& options) {
    auto registry = open_sqlite(options);
    if (!registry) {
        std::fprintf(stderr, "%s\n", registry.error().text().c_str());
        std::exit(1);
    }
    return std::move(*registry);
}

void fill(Registry& registry, std::size_t rows) {
    std::mt19937_64 random(1);
    const std::size_t crowd = std::min<std::size_t>(rows, 5000);
    for (std::size_t done = 0; done < rows; done += crowd) {
        const auto at = today - std::chrono::milliseconds(std::chrono::days(history_days)) * static_cast<std::int64_t>(rows - done) / static_cast<std::int64_t>(rows);
        auto bulk = proposal("fill" + std::to_string(done), std::chrono::time_point_cast<std::chrono::milliseconds>(at));
        bulk.since = bulk.at;  // nothing is looked up
        for (std::size_t i = 0; i < crowd; ++i) bulk.recipients.push_back(contact(random() % (rows / decisions_per_contact)));
        if (auto stored = registry.decide(bulk, pass); !stored) {
            std::fprintf(stderr, "%s\n", stored.error().text().c_str());
            std::exit(1);
        }
    }
}

struct Figures {
    double calls = 0, p50 = 0, p99 = 0, worst = 0, cpu = 0;  ///< calls in a second; microseconds; of CPU for a call
};

/// Of all threads, in microseconds: the figure that a busy machine falsifies least.
double cpu_time() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto micro = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
    return micro(used.ru_utime) + micro(used.ru_stime);
}

Figures measure(const SqliteOptions& options, std::size_t rows, int threads, int writers, int inserting, int seconds) {
    std::vector<std::unique_ptr<Registry>> registries;
    for (int i = 0; i < writers; ++i) registries.push_back(open(options));
    static std::atomic<std::uint64_t> serial = 0;
    std::vector<std::vector<float>> times(static_cast<std::size_t>(threads));
    std::atomic<int> failed = 0;
    const double cpu_before = cpu_time();
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::seconds(seconds);
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t) {
        running.emplace_back([&, t] {
            auto& registry = *registries[static_cast<std::size_t>(t % writers)];
            auto& own = times[static_cast<std::size_t>(t)];
            std::mt19937_64 random(static_cast<std::uint64_t>(t) + 100);
            while (Clock::now() < end) {
                auto one = proposal(std::to_string(serial++) + ".run", today);
                one.recipients.push_back(contact(random() % (rows / decisions_per_contact)));
                if (random() % 100 >= static_cast<std::uint64_t>(inserting)) one.decisions.clear();
                const auto start = Clock::now();
                if (!registry.decide(one, pass)) ++failed;
                own.push_back(std::chrono::duration<float, std::micro>(Clock::now() - start).count());
            }
        });
    }
    for (auto& thread : running) thread.join();
    const double took = std::chrono::duration<double>(Clock::now() - begin).count();
    const double cpu = cpu_time() - cpu_before;
    std::vector<float> all;
    for (const auto& some : times) all.insert(all.end(), some.begin(), some.end());
    std::ranges::sort(all);
    if (failed != 0) std::fprintf(stderr, "%d calls failed\n", failed.load());
    const auto at = [&](double share) { return static_cast<double>(all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]); };
    return {static_cast<double>(all.size()) / took, at(0.5), at(0.99), at(1), cpu / static_cast<double>(all.size())};
}

Arguments arguments(int count, char** words) {
    Arguments out;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = words[i];
        if (name == "--directory") out.directory = words[i + 1];
        if (name == "--rows") out.rows.push_back(std::strtoull(words[i + 1], nullptr, 10));
        if (name == "--seconds") out.seconds = std::atoi(words[i + 1]);
    }
    if (out.rows.empty()) out.rows = {10'000, 1'000'000};
    return out;
}

}  // namespace

int main(int count, char** words) {
    const Arguments wanted = arguments(count, words);
    std::string directory = wanted.directory + "/onevoice-bench-XXXXXX";
    if (::mkdtemp(directory.data()) == nullptr) {
        std::fprintf(stderr, "make a directory in %s: no\n", wanted.directory.c_str());
        return 1;
    }
    std::map<std::tuple<int, int, int>, Figures> first;
    std::printf("%9s %8s %8s %9s %10s %9s %9s %10s %9s   %s\n", "rows", "threads", "writers", "storing", "calls/s", "p50 us", "p99 us", "worst us", "CPU us",
                "calls/s, p50 and CPU against the first size");
    for (const std::size_t rows : wanted.rows) {
        const SqliteOptions options{directory + "/" + std::to_string(rows) + ".db", directory + "/key", Seconds(5)};
        const auto begin = Clock::now();
        fill(*open(options), rows);
        const double took = std::chrono::duration<double>(Clock::now() - begin).count();
        std::printf("%9zu filled in %.1f s, %.0f bytes a row\n", rows, took,
                    static_cast<double>(std::filesystem::file_size(options.path)) / static_cast<double>(rows));
        for (const auto& [threads, writers] : {std::pair{1, 1}, {8, 1}, {8, 2}}) {
            for (const int storing : {0, 20, 100}) {
                const Figures figures = measure(options, rows, threads, writers, storing, wanted.seconds);
                const Figures& base = first.try_emplace({threads, writers, storing}, figures).first->second;
                std::printf("%9zu %8d %8d %8d%% %10.0f %9.1f %9.1f %10.0f %9.1f   %.2f %.2f %.2f\n", rows, threads, writers, storing, figures.calls, figures.p50,
                            figures.p99, figures.worst, figures.cpu, figures.calls / base.calls, figures.p50 / base.p50, figures.cpu / base.cpu);
                std::fflush(stdout);
            }
        }
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    return 0;
}
