// Postfix: postqueue(1) lists and wakes, postsuper(1) moves. Needs Postfix 3.5 for returning (postsuper -f).
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "holds/command.h"
#include "holds/mta_queue.h"

namespace onevoice::holds {
namespace {

using nlohmann::json;

/// The last line that a tool said, without control characters: Postfix puts the cause there.
std::string last_line(const std::string& text) {
    std::string line;
    std::istringstream in(text);
    for (std::string next; std::getline(in, next);)
        if (!next.empty()) line = next;
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return line;
}

QueuedMessage message_of(const json& object) {
    QueuedMessage out;
    out.queue_id = object.value("queue_id", "");
    out.queue = object.value("queue_name", "");
    out.sender = object.value("sender", "");
    for (const json& recipient : object.value("recipients", json::array())) out.recipients.push_back(recipient.value("address", ""));
    out.arrived = Time{std::chrono::seconds{object.value("arrival_time", std::int64_t{0})}};
    out.bytes = object.value("message_size", std::size_t{0});
    return out;
}

class PostfixQueue : public MtaQueue {
public:
    explicit PostfixQueue(PostfixOptions options) : options_(std::move(options)) {}

    Result<std::vector<QueuedMessage>> list() const override {
        const Result<CommandOutput> said = tool("postqueue", {"-j"});
        if (!said) return said.error();
        std::vector<QueuedMessage> out;
        std::istringstream lines(said->out);
        for (std::string line; std::getline(lines, line);) {
            const json object = json::parse(line, nullptr, false);
            if (!object.is_object()) return Error{Kind::unavailable, "listing the queue: postqueue -j wrote a line that is no JSON"};
            try {
                out.push_back(message_of(object));
            } catch (const json::exception& exception) {
                return Error{Kind::unavailable, std::string("listing the queue: ") + exception.what()};
            }
        }
        return out;
    }

    Result<Whereabouts> release(std::string_view queue_id) const override { return leave_hold(queue_id, "-H", "releasing"); }

    // Forced expiry also leaves the hold queue, and the queue manager then bounces without trying a recipient.
    Result<Whereabouts> return_to_sender(std::string_view queue_id) const override { return leave_hold(queue_id, "-f", "returning"); }

private:
    Result<CommandOutput> tool(const std::string& name, std::vector<std::string> arguments) const {
        std::vector<std::string> command{options_.tools + "/" + name, "-c", options_.config_directory};
        command.insert(command.end(), arguments.begin(), arguments.end());
        Result<CommandOutput> said = run_command(command);
        if (!said || said->status == 0) return said;
        const std::string words = last_line(said->err);
        return Error{Kind::unavailable,
                     "running " + name + ": exit status " + std::to_string(said->status) + (words.empty() ? "" : ": " + words)};
    }

    Result<Whereabouts> whereabouts(std::string_view queue_id) const {
        const Result<std::vector<QueuedMessage>> all = list();
        if (!all) return all.error();
        Whereabouts where = Whereabouts::left;
        for (const QueuedMessage& message : *all)
            if (message.queue_id == queue_id) where = message.queue == "hold" ? Whereabouts::held : Whereabouts::queued;
        return where;
    }

    Result<Whereabouts> leave_hold(std::string_view queue_id, const char* option, const std::string& step) const {
        const std::string id(queue_id);
        const Result<Whereabouts> before = whereabouts(id);
        if (!before) return before;
        if (*before != Whereabouts::held)
            return Error{Kind::malformed, step + " '" + id + "': it is not in the hold queue"};
        if (const Result<CommandOutput> moved = tool("postsuper", {option, id}); !moved) return moved.error();
        // Without this the message waits for the next queue run. It may have been delivered already: no error then.
        (void)tool("postqueue", {"-i", id}).ok();
        const Result<Whereabouts> after = whereabouts(id);
        // The message is on its way by now: an error here would let the reviewer believe that nothing happened.
        if (!after) return Whereabouts::unknown;
        if (*after == Whereabouts::held)
            return Error{Kind::unavailable, step + " '" + id + "': postsuper reported success, but the message is still held"};
        return after;
    }

    PostfixOptions options_;
};

}  // namespace

std::unique_ptr<MtaQueue> postfix_queue(const PostfixOptions& options) { return std::make_unique<PostfixQueue>(options); }

}  // namespace onevoice::holds
