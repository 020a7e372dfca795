#include "holds/delivery_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace onevoice::holds {
namespace {

/// What stands between two marks; nothing when either is missing. `text` is moved behind the second.
std::optional<std::string_view> between(std::string_view& text, std::string_view first, std::string_view second) {
    const std::size_t begin = text.find(first);
    if (begin == std::string_view::npos) return std::nullopt;
    const std::size_t end = text.find(second, begin + first.size());
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view found = text.substr(begin + first.size(), end - begin - first.size());
    text.remove_prefix(end + second.size());
    return found;
}

bool queue_id_like(std::string_view text) {
    return text.size() >= 6 && text.size() <= 20 && text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

}  // namespace

std::optional<Delivery> postfix_delivery(std::string_view line) {
    // "… postfix/smtp[4711]: 4jXtBT3FG2z1c6Sm: to=<a@b.example>, orig_to=<…>, relay=…, dsn=2.0.0, status=sent (250 …)"
    const auto service = between(line, " postfix", "[");
    const auto pid = between(line, "", "]: ");
    const auto queue_id = between(line, "", ": ");
    if (!service || !pid || !queue_id || !queue_id_like(*queue_id)) return std::nullopt;
    Delivery delivery{std::string(*queue_id), std::nullopt, false};
    // Another milter, behind us, refused what we passed. A hold is reported in the same words but for "milter-hold".
    if (service->ends_with("cleanup") && (line.starts_with("milter-reject: ") || line.starts_with("milter-discard: "))) return delivery;

    if (!line.starts_with("to=<")) return std::nullopt;
    const auto recipient = between(line, "to=<", ">, ");
    if (!recipient) return std::nullopt;
    delivery.recipient = *recipient;
    // What the other server said comes after the status and may say anything.
    if (line.starts_with("orig_to=<"))
        if (const auto original = between(line, "orig_to=<", ">, ")) delivery.recipient = *original;
    const auto code = between(line, "dsn=", ", status=");
    if (!code) return std::nullopt;
    const std::string_view status = line.substr(0, line.find(' '));
    delivery.delivered = status == "sent";
    return delivery.delivered || status == "bounced" || status == "expired" ? std::optional(delivery) : std::nullopt;
}

Result<std::unique_ptr<DeliveryLog>> DeliveryLog::open(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Error{Kind::misconfigured, "opening the MTA's log '" + file + "': " + std::strerror(errno)};
    ::lseek(descriptor, 0, SEEK_END);
    return std::unique_ptr<DeliveryLog>(new DeliveryLog(file, descriptor));
}

DeliveryLog::DeliveryLog(std::string file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

DeliveryLog::~DeliveryLog() { ::close(descriptor_); }

void DeliveryLog::poll(const std::function<void(const Delivery&)>& each) {
    read_lines(each);
    if (!replaced()) return;
    const int next = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
    if (next < 0) return;  // rotated away, and the new one not there yet
    ::close(std::exchange(descriptor_, next));
    rest_.clear();
    read_lines(each);
}

void DeliveryLog::read_lines(const std::function<void(const Delivery&)>& each) {
    constexpr std::size_t longest_line = 1u << 16;  // syslog's are far shorter; what has no line end is not kept
    std::array<char, 65536> chunk{};
    for (ssize_t got; (got = ::read(descriptor_, chunk.data(), chunk.size())) > 0;) {
        rest_.append(chunk.data(), static_cast<std::size_t>(got));
        std::size_t from = 0;
        for (std::size_t end; (end = rest_.find('\n', from)) != std::string::npos; from = end + 1)
            if (const auto delivery = postfix_delivery(std::string_view(rest_).substr(from, end - from))) each(*delivery);
        rest_.erase(0, from);
        if (rest_.size() > longest_line) rest_.clear();
    }
}

bool DeliveryLog::replaced() const {
    struct stat now {};
    struct stat open_file {};
    if (::stat(file_.c_str(), &now) != 0 || ::fstat(descriptor_, &open_file) != 0) return true;
    const off_t read = ::lseek(descriptor_, 0, SEEK_CUR);
    return now.st_ino != open_file.st_ino || now.st_dev != open_file.st_dev || now.st_size < read;
}

}  // namespace onevoice::holds
