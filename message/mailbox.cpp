#include "message/mailbox.h"

#include <mailutils/mailutils.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "message/date.h"
#include "message/reading.h"

namespace onevoice::message {
namespace {

namespace fs = std::filesystem;

struct CloseMailbox {
    void operator()(mu_mailbox_t mailbox) const {
        mu_mailbox_close(mailbox);
        mu_mailbox_destroy(&mailbox);
    }
};
using Mailbox = std::unique_ptr<std::remove_pointer_t<mu_mailbox_t>, CloseMailbox>;

struct UnrefStream {
    void operator()(mu_stream_t stream) const { mu_stream_destroy(&stream); }
};
using Stream = std::unique_ptr<std::remove_pointer_t<mu_stream_t>, UnrefStream>;

Error failed(Kind kind, const std::string& path, const std::string& cause) {
    return {kind, "reading the mailbox '" + path + "': " + cause};
}

Result<std::string> bytes_of(mu_message_t message, const std::string& path) {
    mu_stream_t handle = nullptr;
    if (const int failure = mu_message_get_streamref(message, &handle); failure != 0)
        return failed(Kind::unavailable, path, mu_strerror(failure));
    const Stream stream(handle);
    std::string out;
    std::array<char, 65536> chunk{};
    for (std::size_t got = 0;;) {
        if (const int failure = mu_stream_read(stream.get(), chunk.data(), chunk.size(), &got); failure != 0)
            return failed(Kind::unavailable, path, mu_strerror(failure));
        if (got == 0) return out;
        out.append(chunk.data(), got);
    }
}

Result<void> each_of_mbox(const std::string& path, std::size_t& total, const std::function<Result<void>(const StoredMessage&)>& each) {
    mu_registrar_record(mu_mbox_record);
    mu_mailbox_t handle = nullptr;
    if (const int failure = mu_mailbox_create(&handle, ("mbox:" + path).c_str()); failure != 0)
        return failed(Kind::unavailable, path, mu_strerror(failure));
    if (const int failure = mu_mailbox_open(handle, MU_STREAM_READ); failure != 0) {
        mu_mailbox_destroy(&handle);
        return failed(Kind::unavailable, path, mu_strerror(failure));
    }
    const Mailbox mailbox(handle);
    if (const int failure = mu_mailbox_messages_count(mailbox.get(), &total); failure != 0)
        return failed(Kind::unavailable, path, mu_strerror(failure));
    for (std::size_t number = 1; number <= total; ++number) {
        mu_message_t message = nullptr;  // the mailbox keeps it
        if (const int failure = mu_mailbox_get_message(mailbox.get(), number, &message); failure != 0)
            return failed(Kind::unavailable, path, mu_strerror(failure));
        Result<std::string> raw = bytes_of(message, path);
        if (!raw) return raw.error();
        if (Result<void> done = each({path + "#" + std::to_string(number), std::move(*raw)}); !done) return done;
    }
    return {};
}

/// The time in the Date field of a file's header, or the file's own.
Time time_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line) && line.size() > 1;)
        if (line.size() > 5 && strncasecmp(line.c_str(), "date:", 5) == 0)
            if (const Result<Time> date = parse_date(std::string_view(line).substr(5))) return *date;
    std::error_code failure;
    const auto changed = fs::last_write_time(file, failure);
    if (failure) return Time{};
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(changed));
}

void add_files(const fs::path& folder, bool only_eml, std::vector<std::pair<Time, fs::path>>& files) {
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        if (entry->is_regular_file() && (!only_eml || entry->path().extension() == ".eml"))
            files.emplace_back(time_of(entry->path()), entry->path());
}

Result<void> each_of_directory(const std::string& path, std::size_t& total,
                               const std::function<Result<void>(const StoredMessage&)>& each) {
    std::vector<std::pair<Time, fs::path>> files;
    const bool maildir = fs::is_directory(fs::path(path) / "cur");
    if (maildir) {
        add_files(fs::path(path) / "cur", false, files);
        add_files(fs::path(path) / "new", false, files);
    } else {
        add_files(path, true, files);
    }
    if (files.empty()) return failed(Kind::malformed, path, maildir ? "the Maildir is empty" : "neither a Maildir nor a directory with .eml files");
    std::sort(files.begin(), files.end());
    total = files.size();
    for (const auto& [time, file] : files) {
        Result<std::string> raw = read_file(file.string());
        if (!raw) return raw.error();
        if (Result<void> done = each({file.string(), std::move(*raw)}); !done) return done;
    }
    return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::error_code failure;
    if (!in || fs::is_directory(path, failure))
        return Error{Kind::unavailable, "reading '" + path + "': " + std::strerror(in ? EISDIR : errno)};
    std::string out((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (in.bad()) return Error{Kind::unavailable, "reading '" + path + "': " + std::strerror(errno)};
    return out;
}

Result<void> for_each_message(const std::string& path, std::size_t& total,
                              const std::function<Result<void>(const StoredMessage&)>& each) {
    std::error_code failure;
    if (fs::is_directory(path, failure)) return each_of_directory(path, total, each);
    std::ifstream in(path, std::ios::binary);
    if (!in) return failed(Kind::unavailable, path, std::strerror(errno));
    std::string first;
    std::getline(in, first);
    if (first.starts_with("From ")) {
        // libmailutils finds no message at all in such a file and reports success.
        if (first.ends_with('\r')) return failed(Kind::malformed, path, "an mbox with CRLF line ends: convert it with dos2unix first");
        return each_of_mbox(path, total, each);
    }
    Result<std::string> raw = read_file(path);
    if (!raw) return raw.error();
    total = 1;
    return each({path, std::move(*raw)});
}

}  // namespace onevoice::message
