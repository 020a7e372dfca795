// Durable files: written so that a crash or a full disk leaves the old content or the new, never half of one; and shared
// between the daemon, which gave up root, and an administrator, who has not.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace onevoice::holds {

/// A file descriptor with an owner.
class File {
public:
    File(const std::string& path, int flags, mode_t mode = 0);
    ~File() { close(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    bool close();

private:
    int descriptor_;
};

/// "step 'path': cause", the cause being errno's.
[[nodiscard]] Error file_error(Kind kind, const std::string& step, const std::string& path);

/// All of the bytes, or false with errno set.
[[nodiscard]] bool write_all(int descriptor, std::string_view bytes);

/// What root makes in the daemon's folder must be the daemon's too: the file gets the owner and group of its folder.
/// Nothing is done for other users. False with errno set.
[[nodiscard]] bool give_to_owner_of_folder(int descriptor, const std::string& path);

/// Replaces a file at one stroke; it and its folder are on disk on return. `step` begins the message of an error.
/// Errors: unavailable (disk full, I/O); the old content is untouched then and nothing else is left behind.
Result<void> replace_file(const std::string& path, std::string_view content, mode_t mode, const std::string& step);

}  // namespace onevoice::holds
