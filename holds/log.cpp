#include "holds/log.h"

#include <fcntl.h>
#include <syslog.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "holds/log_line.h"

namespace onevoice::holds {
namespace {

int open_for_appending(const std::string& file) {
    // 0640: the log names recipients and quotes mail; the group are those who may read it.
    return ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
}

int severity(Event event) {
    switch (event) {
        case Event::unchecked:
        case Event::late_conflict:
        case Event::reload_failed: return LOG_WARNING;
        default: return LOG_INFO;
    }
}

void to_syslog(int priority, const std::string& line) { ::syslog(LOG_MAIL | priority, "%s", line.c_str()); }

}  // namespace

Result<std::unique_ptr<Log>> Log::open(const std::string& file, bool syslog) {
    int descriptor = -1;
    if (!file.empty()) {
        descriptor = open_for_appending(file);
        if (descriptor < 0) return Error{Kind::misconfigured, "opening the hold log '" + file + "': " + std::strerror(errno)};
    }
    if (syslog) ::openlog("onevoice", LOG_PID, LOG_MAIL);
    return std::unique_ptr<Log>(new Log(file, syslog, descriptor));
}

Log::Log(std::string file, bool syslog, int descriptor) : file_(std::move(file)), syslog_(syslog), descriptor_(descriptor) {}

Log::~Log() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Log::write(const Entry& entry) {
    const std::string short_line = syslog_line(entry);
    if (syslog_) to_syslog(severity(entry.event), short_line);
    if (file_.empty()) return;

    const std::string line = json_line(entry) + "\n";
    const std::lock_guard lock(mutex_);
    // One write: appended lines of several processes do not mix. A short write (disk full) is ended by the next line's
    // reader, which skips what is no JSON.
    const ssize_t written = descriptor_ < 0 ? -1 : ::write(descriptor_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) return;
    const int cause = written < 0 ? errno : ENOSPC;
    if (written > 0) (void)!::write(descriptor_, "\n", 1);
    ++lost_;
    to_syslog(LOG_ERR, "writing the hold log '" + file_ + "': " + std::strerror(cause) + "; the line was: " + short_line);
}

Result<void> Log::reopen() {
    if (file_.empty()) return {};
    const int descriptor = open_for_appending(file_);
    if (descriptor < 0) return Error{Kind::misconfigured, "reopening the hold log '" + file_ + "': " + std::strerror(errno)};
    const std::lock_guard lock(mutex_);
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = descriptor;
    return {};
}

}  // namespace onevoice::holds
