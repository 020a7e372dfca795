#include "holds/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace onevoice::holds {
namespace {

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

}  // namespace

File::File(const std::string& path, int flags, mode_t mode) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}

bool File::close() { return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0; }

Error file_error(Kind kind, const std::string& step, const std::string& path) {
    return {kind, step + " '" + path + "': " + std::strerror(errno)};
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool give_to_owner_of_folder(int descriptor, const std::string& path) {
    if (::geteuid() != 0) return true;
    struct stat folder {};
    return ::stat(folder_of(path).c_str(), &folder) == 0 && ::fchown(descriptor, folder.st_uid, folder.st_gid) == 0;
}

Result<void> replace_file(const std::string& path, std::string_view content, mode_t mode, const std::string& step) {
    const std::string next = path + ".new";
    ::unlink(next.c_str());  // left behind by a crash
    File file(next, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (!file.open()) return file_error(Kind::unavailable, step, path);
    const bool replaced = give_to_owner_of_folder(file.descriptor(), next) && write_all(file.descriptor(), content) &&
                          ::fsync(file.descriptor()) == 0 && file.close() && ::rename(next.c_str(), path.c_str()) == 0;
    if (!replaced) {
        Error error = file_error(Kind::unavailable, step, path);
        ::unlink(next.c_str());
        return error;
    }
    const File folder(folder_of(path), O_RDONLY | O_DIRECTORY);
    if (!folder.open() || ::fsync(folder.descriptor()) != 0) return file_error(Kind::unavailable, step, path);
    return {};
}

}  // namespace onevoice::holds
