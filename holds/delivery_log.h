// The MTA's own log, followed: what became of the messages that were passed on. A milter never learns it otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice::holds {

/// One message's end for one recipient, or for all of them.
struct Delivery {
    std::string queue_id;
    std::optional<std::string> recipient;  ///< as in the envelope; nothing: the whole message
    bool delivered = false;                ///< false: it was refused, bounced or expired, and its recipient told nothing
};

/// Reads a line of Postfix's log (syslog or postlogd form): "status=sent", "bounced", "expired", and a message that
/// another milter refused after us. Deferred deliveries and every other line are nothing.
[[nodiscard]] std::optional<Delivery> postfix_delivery(std::string_view line);

/// Follows a growing log from its end at the time of opening, through rotation. One thread.
class DeliveryLog {
public:
    /// Errors: misconfigured, when the file cannot be read.
    static Result<std::unique_ptr<DeliveryLog>> open(const std::string& file);
    ~DeliveryLog();

    /// Calls `each` for every delivery in the lines that came since the last time.
    void poll(const std::function<void(const Delivery&)>& each);

private:
    DeliveryLog(std::string file, int descriptor);
    void read_lines(const std::function<void(const Delivery&)>& each);
    [[nodiscard]] bool replaced() const;

    std::string file_;
    int descriptor_;
    std::string rest_;  ///< of a line that is not complete yet
};

}  // namespace onevoice::holds
