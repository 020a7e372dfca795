#include "registry/key_file.h"

#include <fcntl.h>
#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace onevoice::registry {

namespace {

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

std::string cause(int error_number) { return std::generic_category().message(error_number); }

Error wrong(const std::string& path, const std::string& why) {
    return Error{Kind::misconfigured, "read registry key " + path + ": " + why};
}

Error not_made(const std::string& path, int error_number) {
    const bool retry = error_number == ENOSPC || error_number == EDQUOT || error_number == EIO || error_number == EFBIG;
    return Error{retry ? Kind::unavailable : Kind::misconfigured, "make registry key " + path + ": " + cause(error_number)};
}

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

/// The file appears under its name whole, by a link that never replaces one that is there.
Result<void> make(const std::string& path) {
    const Key key = random_key();
    const std::string text = hex(key.data(), key.size()) + '\n';
    unsigned char suffix[8];
    randombytes_buf(suffix, sizeof suffix);
    const std::string draft = path + '.' + hex(suffix, sizeof suffix);
    {
        const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (file.get() < 0) return not_made(path, errno);
        if (!write_whole(file.get(), text)) {
            const int reason = errno;
            ::unlink(draft.c_str());
            return not_made(path, reason);
        }
    }
    const int linked = ::link(draft.c_str(), path.c_str());
    const int reason = errno;
    ::unlink(draft.c_str());
    if (linked != 0 && reason != EEXIST) return not_made(path, reason);

    auto directory = std::filesystem::path(path).parent_path();
    if (directory.empty()) directory = ".";
    const File opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return not_made(path, errno);
    return {};
}

}  // namespace

Key random_key() {
    // sodium_init() may be called again and again, by any thread; it fails only without a source of randomness.
    if (sodium_init() < 0) throw std::system_error(std::make_error_code(std::errc::io_error), "no source of randomness");
    Key key{};
    randombytes_buf(key.data(), key.size());
    return key;
}

Result<Key> read_key_file(const std::string& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return wrong(path, cause(errno));
    struct stat status{};
    if (::fstat(file.get(), &status) != 0) return wrong(path, cause(errno));
    if (!S_ISREG(status.st_mode)) return wrong(path, "not a regular file");
    if ((status.st_mode & 077) != 0) {
        char mode[8];
        std::snprintf(mode, sizeof mode, "%04o", static_cast<unsigned>(status.st_mode & 07777));
        return wrong(path, std::string("its mode ") + mode + " lets others read or change it, 0600 is wanted");
    }
    Key key{};
    char text[2 * sizeof(Key) + 2];  // the digits, the newline, and one more to notice a longer file
    const ssize_t size = ::read(file.get(), text, sizeof text);
    if (size < 0) return wrong(path, cause(errno));
    std::string_view digits(text, static_cast<std::size_t>(size));
    if (digits.ends_with('\n')) digits.remove_suffix(1);
    std::size_t bytes = 0;
    const bool whole = digits.size() == 2 * key.size() &&
                       sodium_hex2bin(key.data(), key.size(), digits.data(), digits.size(), nullptr, &bytes, nullptr) == 0 &&
                       bytes == key.size();
    sodium_memzero(text, sizeof text);
    if (!whole) return wrong(path, "not a key: 64 hex digits and a newline are wanted");
    return key;
}

Result<Key> read_or_make_key_file(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0 && errno == ENOENT) {
        if (auto made = make(path); !made) return made.error();
    }
    return read_key_file(path);
}

}  // namespace onevoice::registry
