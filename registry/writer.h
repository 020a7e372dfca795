// The one writer of a process: a thread that does the work of all callers, many in one transaction.
//
// A durable commit costs the same for one decision as for a hundred, and several writing connections starve one another
// behind SQLite's busy handler. So callers queue; the thread begins a transaction, does what is queued and what arrives
// meanwhile, commits, and wakes the callers. Work that finds an empty queue starts at once: nothing waits for company.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "registry/store.h"

namespace onevoice::registry {

class Writer {
public:
    /// May be called from any thread but the writer's own. Work that fails or throws leaves no trace, and its neighbours in the transaction are untouched.
    using Work = std::function<Result<void>(Store&)>;

    /// `busy`: how long work waits for a lock of another process, counted from its call.
    Writer(std::unique_ptr<Store> store, std::chrono::milliseconds busy);
    /// Does what is queued, then ends the thread.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Durable when it returns without an error; rethrows what the work threw.
    Result<void> transact(Work work) { return queue(std::move(work), true); }
    /// The same outside of any transaction.
    Result<void> alone(Work work) { return queue(std::move(work), false); }

private:
    struct Job {
        Work work;
        bool in_transaction = true;
        std::chrono::steady_clock::time_point deadline;
        std::promise<Result<void>> done;
    };
    using Jobs = std::deque<Job>;

    Result<void> queue(Work work, bool in_transaction);
    void run();
    std::optional<Job> next(bool in_transaction);
    void group(Job first);
    /// Does one job under a savepoint; false when it failed and its caller was told.
    bool attempt(Job& job);
    void give_up_expired(const Error& error);

    std::unique_ptr<Store> store_;
    std::chrono::milliseconds busy_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    Jobs jobs_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace onevoice::registry
