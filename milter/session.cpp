#include "milter/session.h"

#include <algorithm>

#include "milter/clock.h"

namespace onevoice::milter {
namespace {

// A connection keeps its buffer from message to message; one huge message must not keep its memory for hours.
constexpr std::size_t kept_capacity = 1u << 20;

}  // namespace

void Session::begin(std::string_view sender, std::string_view login) {
    reset();
    snapshot_ = current_.get();
    envelope_.client = client_;
    envelope_.sender = sender;
    envelope_.login = login;
}

bool Session::wanted(std::string_view queue_id) {
    if (!snapshot_) return true;
    envelope_.queue_id = queue_id;
    const auto skip = filter::skip_by_envelope(*snapshot_, envelope_);
    if (!skip) return true;
    filter_.log_skipped(*snapshot_, envelope_, *skip, wall_clock());
    return false;
}

void Session::header(std::string_view name, std::string_view blank, std::string_view value) {
    append(name);
    append(":");
    append(blank);
    append(value);
    append("\n");
}

void Session::body(std::string_view chunk) {
    if (chunk.empty()) return;
    if (carriage_return_ && chunk.front() != '\n') append("\r");
    carriage_return_ = false;
    raw_.reserve(std::min(raw_.size() + chunk.size(), most()));
    while (!chunk.empty()) {
        const std::size_t end = std::min(chunk.find('\r'), chunk.size());
        append(chunk.substr(0, end));
        if (end == chunk.size()) return;
        chunk.remove_prefix(end + 1);
        if (chunk.empty()) carriage_return_ = true;
        else if (chunk.front() != '\n') append("\r");
    }
}

filter::Outcome Session::end_of_message(std::string_view queue_id) {
    if (carriage_return_) append("\r");
    envelope_.queue_id = queue_id;
    return filter_.decide(snapshot_, envelope_, raw_, wall_clock());
}

filter::Outcome Session::fail(const std::string& cause) noexcept {
    if (!snapshot_) return {filter::Disposition::tempfail, {}, {}};
    return filter_.fail(*snapshot_, envelope_, cause, wall_clock());
}

void Session::reset() {
    envelope_ = {};
    raw_.clear();
    carriage_return_ = false;
    if (raw_.capacity() > kept_capacity) raw_.shrink_to_fit();
}

std::size_t Session::most() const { return snapshot_ ? snapshot_->policy.limits.message_bytes : message::Limits{}.message_bytes; }

void Session::append(std::string_view bytes) {
    // Beyond the limit the message is judged by what came first: the text parts of a mail stand before its attachments.
    const std::size_t room = most() - std::min(most(), raw_.size());
    if (bytes.size() > room) envelope_.cut = true;
    raw_.append(bytes.substr(0, room));
}

}  // namespace onevoice::milter
