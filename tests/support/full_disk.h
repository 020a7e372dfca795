// Disks that are full: a file system of a few pages (needs root and the right to mount), and a limit on the size of files,
// which anybody can set and which cuts a write(2) short.
#pragma once

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

namespace onevoice::tests {

/// A tmpfs over a folder while the object lives; `mounted` is false, with the cause, where that is not allowed.
class SmallDisk {
public:
    explicit SmallDisk(std::string path, const char* options = "size=16k") : path_(std::move(path)) {
        mounted = ::mount("none", path_.c_str(), "tmpfs", 0, options) == 0;
        if (!mounted) cause = std::strerror(errno);
    }
    ~SmallDisk() {
        if (mounted) ::umount2(path_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted = false;
    std::string cause;

private:
    std::string path_;
};

/// No file of this process grows beyond so many bytes while the object lives.
class FileLimit {
public:
    explicit FileLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        signal_ = std::signal(SIGXFSZ, SIG_IGN);
    }
    ~FileLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        (void)std::signal(SIGXFSZ, signal_);
    }
    FileLimit(const FileLimit&) = delete;
    FileLimit& operator=(const FileLimit&) = delete;

private:
    rlimit before_{};
    void (*signal_)(int) = nullptr;
};

}  // namespace onevoice::tests
