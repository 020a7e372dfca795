// The MTA's hold queue: what is in it, and the commands that release or return a message. The MTA's own tools do the
// work (run without a shell), and every action is verified by looking at the queue afterwards.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::holds {

struct QueuedMessage {
    std::string queue_id;
    std::string queue;  ///< "hold", "active", "deferred", "incoming"
    std::string sender;
    std::vector<std::string> recipients;
    Time arrived{};
    std::size_t bytes = 0;
};

/// What the MTA did with a released or returned message, as far as its queue shows.
/// left: no longer in any queue: delivered, or bounced. unknown: the MTA took the order, but its queue could not be listed
/// afterwards.
enum class Whereabouts { held, queued, left, unknown };

class MtaQueue {
public:
    virtual ~MtaQueue() = default;

    /// Every message of every queue. Errors: unavailable, with what the MTA's tool said.
    virtual Result<std::vector<QueuedMessage>> list() const = 0;

    /// Moves a held message back to delivery and asks for an immediate attempt. Errors: unavailable, when the message
    /// is still held afterwards or the tool failed; malformed, when it is not in the hold queue.
    virtual Result<Whereabouts> release(std::string_view queue_id) const = 0;

    /// Sends a held message back to its sender as undeliverable, without ever trying its recipients.
    virtual Result<Whereabouts> return_to_sender(std::string_view queue_id) const = 0;
};

struct PostfixOptions {
    std::string config_directory;  ///< postqueue -c
    std::string tools;             ///< folder of postqueue and postsuper, "/usr/sbin"
};

/// Needs the rights of postsuper(1), the superuser's, for release and return; list needs those of postqueue(1).
std::unique_ptr<MtaQueue> postfix_queue(const PostfixOptions& options);

}  // namespace onevoice::holds
