#include "holds/book.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <tuple>
#include <utility>

#include "holds/durable_file.h"

namespace onevoice::holds {
namespace {

namespace fs = std::filesystem;

/// A hold ID is a file name: nothing else may become one.
bool plain(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

std::string file_of(const std::string& directory, std::string_view id) { return directory + "/" + std::string(id) + ".json"; }

Result<void> replace(const std::string& directory, const Hold& hold) {
    // 0640: a record names recipients and quotes mail; the group are those who may read it.
    return replace_file(file_of(directory, hold.id), to_json(hold) + "\n", 0640, "writing the hold record");
}

Result<Hold> read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return file_error(Kind::unavailable, "reading the hold record", path);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return hold_from_json(text, path);
}

}  // namespace

Result<Book> Book::open(const std::string& directory) {
    std::error_code failure;
    if (!fs::is_directory(directory, failure))
        return Error{Kind::misconfigured, "opening the directory of holds '" + directory + "': no such directory"};
    if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0)
        return file_error(Kind::misconfigured, "opening the directory of holds", directory);
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
    if (damaged.empty()) return missing;
    Error error = missing;
    error.what += " among the readable records; not readable: " + damaged.front().text();
    return error;
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
    if (!lock.open() || !give_to_owner_of_folder(lock.descriptor(), lock_path) || ::flock(lock.descriptor(), LOCK_EX) != 0)
        return file_error(Kind::unavailable, "locking the directory of holds", directory_);
    Result<Hold> hold = find(id);
    if (!hold) return hold;
    if (const Result<void> changed = change(*hold); !changed) return changed.error();
    if (const Result<void> written = replace(directory_, *hold); !written) return written.error();
    return hold;
}

}  // namespace onevoice::holds
