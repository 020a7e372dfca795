// Session: one connection of the MTA, and the message that is under way on it. Collects what libmilter's callbacks bring
// until there is enough to decide. Knows nothing of libmilter.
//
// libmilter calls back on different threads for one connection, one after the other: no locks are needed, and nothing
// here may depend on the thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "filter/envelope.h"
#include "filter/filter.h"

namespace onevoice::milter {

/// Where the current Snapshot is to be had; replaced whole at a reload.
class CurrentSnapshot {
public:
    explicit CurrentSnapshot(std::shared_ptr<const filter::Snapshot> first) : snapshot_(std::move(first)) {}
    [[nodiscard]] std::shared_ptr<const filter::Snapshot> get() const { return snapshot_.load(); }
    void replace(std::shared_ptr<const filter::Snapshot> next) { snapshot_.store(std::move(next)); }

private:
    std::atomic<std::shared_ptr<const filter::Snapshot>> snapshot_;
};

class Session {
public:
    Session(const CurrentSnapshot& current, filter::Filter& filter) : current_(current), filter_(filter) {}

    /// The client's IP address as text, or "local". Until it is known the client counts as local.
    void connected(std::string client) { client_ = std::move(client); }

    /// MAIL: a new message begins, under the rules of this moment.
    void begin(std::string_view sender, std::string_view login);
    void recipient(std::string_view address) { envelope_.recipients.emplace_back(address); }

    /// DATA: false when the message need not be transferred at all; that was logged then.
    [[nodiscard]] bool wanted(std::string_view queue_id);

    /// `blank` and `value` together are what stood behind the colon; folded lines come with bare LF.
    void header(std::string_view name, std::string_view blank, std::string_view value);
    void end_of_headers() { append("\n"); }
    /// Line ends become LF on the way: the bytes are copied here anyway, and the reader then needs no copy of its own.
    void body(std::string_view chunk);

    [[nodiscard]] filter::Outcome end_of_message(std::string_view queue_id);

    /// For an exception: the fail mode, with the cause in the log.
    [[nodiscard]] filter::Outcome fail(const std::string& cause) noexcept;

    /// The message is over, answered or aborted; the connection goes on.
    void reset();

    /// Empty before MAIL.
    [[nodiscard]] std::string reference_header() const { return snapshot_ ? snapshot_->policy.reference_header : std::string(); }

private:
    void append(std::string_view bytes);
    [[nodiscard]] std::size_t most() const;

    const CurrentSnapshot& current_;
    filter::Filter& filter_;
    std::string client_ = "local";
    std::shared_ptr<const filter::Snapshot> snapshot_;
    filter::Envelope envelope_;
    std::string raw_;
    bool carriage_return_ = false;  ///< the last chunk ended in one: is it half of a line end?
};

}  // namespace onevoice::milter
