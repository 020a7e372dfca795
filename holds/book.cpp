#include "holds/book.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace onevoice::holds {
namespace {

namespace fs = std::filesystem;

class File {
public:
    File(const std::string& path, int flags, mode_t mode = 0) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~File() { close(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    bool close() { return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0; }

private:
    int descriptor_;
};

Error failed(Kind kind, const std::string& step, const std::string& path) {
    return {kind, step + " '" + path + "': " + std::strerror(errno)};
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A hold ID is a file name: nothing else may become one.
bool plain(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

std::string file_of(const std::string& directory, std::string_view id) { return directory + "/" + std::string(id) + ".json"; }

/// Replaces the file of `hold` at one stroke; it and its directory are on disk when this returns. A file that root
/// rewrites keeps its owner: the daemon must still read it.
Result<void> replace(const std::string& directory, const Hold& hold) {
    const std::string path = file_of(directory, hold.id);
    const std::string next = path + ".new";
    ::unlink(next.c_str());  // left behind by a crash
    File file(next, O_WRONLY | O_CREAT | O_EXCL, 0640);
    if (!file.open()) return failed(Kind::unavailable, "writing the hold record", next);
    struct stat status {};
    const bool owned = ::stat(directory.c_str(), &status) == 0 &&
                       (status.st_uid == ::geteuid() || ::fchown(file.descriptor(), status.st_uid, status.st_gid) == 0);
    const std::string text = to_json(hold) + "\n";
    const bool good = owned && write_all(file.descriptor(), text) && ::fsync(file.descriptor()) == 0 && file.close() &&
                      ::rename(next.c_str(), path.c_str()) == 0;
    if (!good) {
        Error error = failed(Kind::unavailable, "writing the hold record", path);
        ::unlink(next.c_str());
        return error;
    }
    const File folder(directory, O_RDONLY | O_DIRECTORY);
    if (!folder.open() || ::fsync(folder.descriptor()) != 0) return failed(Kind::unavailable, "syncing the directory of holds", directory);
    return {};
}

Result<Hold> read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return failed(Kind::unavailable, "reading the hold record", path);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return hold_from_json(text, path);
}

}  // namespace

Result<Book> Book::open(const std::string& directory) {
    std::error_code failure;
    if (!fs::is_directory(directory, failure))
        return Error{Kind::misconfigured, "opening the directory of holds '" + directory + "': no such directory"};
    if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0)
        return failed(Kind::misconfigured, "opening the directory of holds", directory);
    return Book(directory);
}

Result<void> Book::write(const Hold& hold) const { return replace(directory_, hold); }

Result<Hold> Book::find(std::string_view id) const {
    const Error missing{Kind::malformed, "finding hold '" + std::string(id.substr(0, 64)) + "': there is none of that hold ID or queue ID"};
    if (!plain(id)) return missing;
    std::error_code failure;
    if (const std::string path = file_of(directory_, id); fs::exists(path, failure)) return read(path);
    std::vector<Error> damaged;
    Result<std::vector<Hold>> all = list(damaged);
    if (!all) return all.error();
    // Queue IDs may repeat over the years: the newest is meant.
    const auto newest = std::find_if(all->rbegin(), all->rend(), [&](const Hold& hold) { return hold.queue_id == id; });
    if (newest != all->rend()) return *newest;
    return missing;
}

Result<std::vector<Hold>> Book::list(std::vector<Error>& damaged) const {
    std::error_code failure;
    std::vector<Hold> out;
    for (fs::directory_iterator entry(directory_, failure), end; !failure && entry != end; entry.increment(failure)) {
        if (entry->path().extension() != ".json") continue;
        Result<Hold> hold = read(entry->path().string());
        if (hold)
            out.push_back(std::move(*hold));
        else
            damaged.push_back(hold.error());
    }
    if (failure) return Error{Kind::unavailable, "listing the directory of holds '" + directory_ + "': " + failure.message()};
    std::sort(out.begin(), out.end(), [](const Hold& a, const Hold& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
    return out;
}

Result<Hold> Book::change(std::string_view id, const std::function<Result<void>(Hold&)>& change) const {
    // One lock for the directory: reviewers are few, and the file of a hold is replaced and so cannot carry its lock.
    const std::string lock_path = directory_ + "/.lock";
    const File lock(lock_path, O_RDWR | O_CREAT, 0640);
    if (!lock.open() || ::flock(lock.descriptor(), LOCK_EX) != 0) return failed(Kind::unavailable, "locking the directory of holds", directory_);
    Result<Hold> hold = find(id);
    if (!hold) return hold;
    if (const Result<void> changed = change(*hold); !changed) return changed.error();
    if (const Result<void> written = replace(directory_, *hold); !written) return written.error();
    return hold;
}

}  // namespace onevoice::holds
