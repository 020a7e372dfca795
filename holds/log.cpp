#include "holds/log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "holds/durable_file.h"
#include "holds/log_line.h"

namespace onevoice::holds {
namespace {

/// 0640: the log names recipients and quotes mail; the group are those who may read it. Reading is for ends_torn().
int open_for_appending(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (descriptor >= 0 && !give_to_owner_of_folder(descriptor, file)) {
        const int cause = errno;
        ::close(descriptor);
        errno = cause;
        return -1;
    }
    return descriptor;
}

bool ends_torn(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return false;
    char last = '\n';
    return ::pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

int severity(Event event) {
    switch (event) {
        case Event::unchecked:
        case Event::late_conflict:
        case Event::breaker_tripped:
        case Event::breaker_failed:
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

Log::Log(std::string file, bool syslog, int descriptor)
    : file_(std::move(file)), syslog_(syslog), descriptor_(descriptor), torn_(descriptor >= 0 && ends_torn(descriptor)) {}

Log::~Log() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Log::write(const Entry& entry) {
    if (syslog_) to_syslog(severity(entry.event), syslog_line(entry));
    if (file_.empty()) return;

    std::string line = json_line(entry) + "\n";
    const std::lock_guard lock(mutex_);
    if (torn_) line.insert(line.begin(), '\n');
    // One write: appended lines of several processes do not mix.
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) {
        torn_ = false;
        return;
    }
    const int cause = written < 0 ? errno : ENOSPC;
    // A line cut short by a full disk must not swallow the next one.
    if (written > 0) torn_ = line[static_cast<std::size_t>(written) - 1] != '\n';
    ++lost_;
    to_syslog(LOG_ERR, "writing the hold log '" + file_ + "': " + std::strerror(cause) + "; the line was: " + syslog_line(entry));
}

Result<void> Log::reopen() {
    if (file_.empty()) return {};
    const int descriptor = open_for_appending(file_);
    if (descriptor < 0) return Error{Kind::misconfigured, "reopening the hold log '" + file_ + "': " + std::strerror(errno)};
    const std::lock_guard lock(mutex_);
    ::close(descriptor_);
    descriptor_ = descriptor;
    torn_ = ends_torn(descriptor);
    return {};
}

}  // namespace onevoice::holds
