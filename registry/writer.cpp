#include "registry/writer.h"

#include <algorithm>
#include <utility>

namespace onevoice::registry {

namespace {

using Clock = std::chrono::steady_clock;

// A group ends after so many jobs or so long, so that no caller waits for the work of a crowd, and other processes get
// the lock. A hundred small jobs already spread the cost of a commit (some 100 µs to a few ms) to a hundredth each.
constexpr std::size_t group_jobs = 256;
constexpr auto group_time = std::chrono::milliseconds(10);

// SQLite's own default for moving the log into the database: 1,000 pages of 4 KB, 4 MB.
constexpr int checkpoint_pages = 1000;

}  // namespace

Writer::Writer(std::unique_ptr<Store> store, std::chrono::milliseconds busy) : store_(std::move(store)), busy_(busy) {
    thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

Result<void> Writer::queue(Work work, bool in_transaction) {
    Job job{std::move(work), in_transaction, Clock::now() + busy_, {}};
    auto done = job.done.get_future();
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return done.get();
}

std::optional<Writer::Job> Writer::next(bool in_transaction) {
    const std::lock_guard lock(mutex_);
    if (jobs_.empty() || jobs_.front().in_transaction != in_transaction) return std::nullopt;
    std::optional<Job> job(std::move(jobs_.front()));
    jobs_.pop_front();
    return job;
}

void Writer::run() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
            if (jobs_.empty()) return;
        }
        if (auto job = next(true)) {
            group(std::move(*job));
            // After the callers were woken: none of them waits for it.
            if (store_->database().log_pages() >= checkpoint_pages) store_->database().checkpoint();
        } else if (auto single = next(false)) {
            try {
                single->done.set_value(single->work(*store_));
            } catch (...) {
                single->done.set_exception(std::current_exception());
            }
        }
    }
}

void Writer::group(Job first) {
    auto& database = store_->database();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(first.deadline - Clock::now());
    database.wait_at_most(std::max(left, std::chrono::milliseconds(0)));
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) {
        first.done.set_value(begun.error());
        give_up_expired(begun.error());
        return;
    }
    Jobs finished;
    const auto end = Clock::now() + group_time;
    std::optional<Job> job(std::move(first));
    do {
        if (attempt(*job)) finished.push_back(std::move(*job));
        // Some failures, a full disk above all, end the whole transaction.
        if (!database.in_transaction()) break;
        if (finished.size() >= group_jobs || Clock::now() >= end) break;
        job = next(true);
    } while (job);

    Result<void> outcome = Error{Kind::unavailable, "use registry " + database.path() + ": the transaction was lost with its neighbour's"};
    if (database.in_transaction()) {
        outcome = database.run("COMMIT");
        if (!outcome && database.in_transaction()) (void)database.run("ROLLBACK");
    }
    if (!outcome) store_->words().forget();
    for (auto& one : finished) one.done.set_value(outcome);
}

bool Writer::attempt(Job& job) {
    auto& database = store_->database();
    Result<void> outcome;
    std::exception_ptr thrown;
    try {
        outcome = database.run("SAVEPOINT job");
        if (outcome) outcome = job.work(*store_);
        if (outcome) outcome = database.run("RELEASE job");
    } catch (...) {
        thrown = std::current_exception();
    }
    if (outcome && !thrown) return true;
    store_->words().forget();
    // When its own trace cannot be removed, the whole transaction goes.
    if (database.in_transaction() && !database.run("ROLLBACK TO job; RELEASE job")) (void)database.run("ROLLBACK");
    if (thrown) {
        job.done.set_exception(thrown);
    } else {
        job.done.set_value(outcome);
    }
    return false;
}

void Writer::give_up_expired(const Error& error) {
    const auto now = Clock::now();
    Jobs expired;
    {
        const std::lock_guard lock(mutex_);
        while (!jobs_.empty() && jobs_.front().deadline <= now) {
            expired.push_back(std::move(jobs_.front()));
            jobs_.pop_front();
        }
    }
    for (auto& job : expired) job.done.set_value(error);
}

}  // namespace onevoice::registry
