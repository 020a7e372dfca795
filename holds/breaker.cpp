#include "holds/breaker.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <utility>

#include "holds/durable_file.h"

namespace onevoice::holds {
namespace {

constexpr const char* reading = "reading the breaker's state";
constexpr const char* locking = "locking the breaker's state";

/// Others hold the lock for as long as a file takes to be synced. Who holds it longer hangs, and must not stop the mail.
bool lock_within_a_second(int descriptor) {
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
        if (errno != EWOULDBLOCK && errno != EINTR) return false;
        ::usleep(10'000);
    }
    errno = EWOULDBLOCK;
    return false;
}

}  // namespace

Breaker::Breaker(std::string file) : file_(std::move(file)), tripped_(std::make_shared<const rules::Tripped>()) {
    if (const Result<void> done = read(); !done) failure_ = done.error();
    publish();
}

std::shared_ptr<const rules::Tripped> Breaker::tripped() const {
    const std::lock_guard lock(tripped_mutex_);
    return tripped_;
}

std::vector<Trip> Breaker::trips() const {
    const std::lock_guard lock(mutex_);
    std::vector<Trip> out;
    for (const auto& [rule, trip] : state_.trips()) out.push_back(trip);
    return out;
}

std::optional<Trip> Breaker::held(const std::string& rule, const rules::Budget& budget, Time now) {
    std::optional<Trip> trip;
    const std::lock_guard lock(mutex_);
    if (const Result<void> done = update(now, [&](BreakerState& state) { trip = state.add_hold(rule, budget, now); }); !done) failure_ = done.error();
    return trip;
}

Result<void> Breaker::refresh(Time now) {
    constexpr Seconds telling{60};  // the unit that the breaker counts in
    const std::lock_guard lock(mutex_);
    Result<void> done;
    if (unwritten_ || (messages_.load(std::memory_order_relaxed) > 0 && (now - written_ >= telling || now < written_))) {
        done = update(now, [](BreakerState&) {});
    } else if (version_on_disk() != version_) {
        done = read();
        publish();
    }
    if (const auto earlier = std::exchange(failure_, std::nullopt); earlier && done.ok()) return *earlier;
    return done;
}

Result<Trip> Breaker::rearm(std::string_view rule, Time now) {
    std::optional<Trip> trip;
    std::string tripped;
    const std::lock_guard lock(mutex_);
    const Result<void> done = update(now, [&](BreakerState& state) {
        trip = state.rearm(rule);
        for (const auto& [name, each] : state.trips()) tripped += (tripped.empty() ? "'" : ", '") + name + "'";
    });
    if (!done) return done.error();
    if (trip) return *trip;
    return Error{Kind::malformed, "arming the rule '" + std::string(rule) + "': it has not tripped" + (tripped.empty() ? ", nor has any other" : "; tripped: " + tripped)};
}

Breaker::Version Breaker::version_on_disk() const {
    struct stat status {};
    if (::stat(file_.c_str(), &status) != 0) return {};
    return {status.st_ino, status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec, status.st_size};
}

/// state_ stays what it was after an error.
Result<void> Breaker::read() {
    // Before the content: what is replaced in between is read once more.
    version_ = version_on_disk();
    std::ifstream in(file_, std::ios::binary);
    if (!in) {
        if (errno != ENOENT) return file_error(Kind::unavailable, reading, file_);
        state_ = {};  // at the first start, and after somebody deleted it to arm every rule
        return {};
    }
    std::ostringstream text;
    text << in.rdbuf();
    Result<BreakerState> state = BreakerState::from_json(text.str());
    if (!state) {
        const std::string aside = file_ + ".damaged";
        const bool moved = std::rename(file_.c_str(), aside.c_str()) == 0;
        unwritten_ = true;
        return Error{Kind::misconfigured, std::string(reading) + " '" + file_ + "': " + state.error().what + "; " +
                                              (moved ? "it was set aside as '" + aside + "', and begins anew" : "it is written anew")};
    }
    state_ = std::move(*state);
    return {};
}

Result<void> Breaker::update(Time now, const std::function<void(BreakerState&)>& change) {
    const std::string lock_path = file_ + ".lock";
    const File lock(lock_path, O_RDWR | O_CREAT, 0640);
    const bool locked = lock.open() && give_to_owner_of_folder(lock.descriptor(), lock_path) && lock_within_a_second(lock.descriptor());
    Result<void> done = locked ? Result<void>() : Result<void>(file_error(Kind::unavailable, locking, file_));
    // What could not be written before is not thrown away for what the file says.
    if (locked && !unwritten_) done = read();
    state_.add_messages(messages_.exchange(0, std::memory_order_relaxed), now);
    change(state_);
    publish();
    unwritten_ = true;
    if (!locked) return done;
    if (const Result<void> written = replace_file(file_, state_.to_json() + "\n", 0640, "writing the breaker's state"); !written) return written;
    unwritten_ = false;
    written_ = now;
    version_ = version_on_disk();
    return done;
}

void Breaker::publish() {
    rules::Tripped names;
    for (const auto& [rule, trip] : state_.trips()) names.insert(rule);
    const std::lock_guard lock(tripped_mutex_);
    if (names != *tripped_) tripped_ = std::make_shared<const rules::Tripped>(std::move(names));
}

}  // namespace onevoice::holds
