#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "holds/log.h"
#include "holds/log_line.h"
#include "samples.h"
#include "tests/support/folder.h"
#include "tests/support/full_disk.h"

using namespace onevoice;
using namespace onevoice::holds;
using onevoice::tests::FileLimit;
using onevoice::tests::Folder;
using onevoice::tests::SmallDisk;

namespace {

Entry numbered(int number) {
    Entry entry;
    entry.at = at("2026-03-16T10:00:00Z");
    entry.queue_id = "Q" + std::to_string(number);
    return entry;
}

/// The queue IDs of the lines that can be read, in order, and how many cannot.
struct Found {
    std::vector<std::string> ids;
    int torn = 0;
};
Found found_in(const Folder& folder, const std::string& name) {
    Found found;
    for (const std::string& line : folder.lines(name)) {
        const auto entry = entry_from_json(line);
        if (entry)
            found.ids.push_back(entry->queue_id);
        else
            ++found.torn;
    }
    return found;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("each entry is one line of the file, behind what stood there") {
    const Folder folder;
    for (int i = 0; i < 2; ++i) {
        const auto log = Log::open(folder.path("log"), false).value().release();
        const std::unique_ptr<Log> owner(log);
        log->write(numbered(2 * i));
        log->write(numbered(2 * i + 1));
    }
    CHECK(folder.lines("log").size() == 4);
    CHECK(found_in(folder, "log").ids == Ids{"Q0", "Q1", "Q2", "Q3"});
    struct stat status {};
    REQUIRE(::stat(folder.path("log").c_str(), &status) == 0);
    CHECK((status.st_mode & 07) == 0);
}

TEST_CASE("hostile mail leaves as many lines as entries") {
    const Folder folder;
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    for (const std::string& hostile : hostile_texts()) (*log)->write(entry_full_of(hostile));
    CHECK(folder.lines("log").size() == hostile_texts().size());
    CHECK(found_in(folder, "log").torn == 0);
}

TEST_CASE("lines of several threads do not mix") {
    const Folder folder;
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 100; ++n) (*log)->write(full_entry());
            });
    }
    CHECK(found_in(folder, "log").ids.size() == 400);
    CHECK(found_in(folder, "log").torn == 0);
}

TEST_CASE("a log that cannot be opened names its file") {
    const Folder folder;
    const auto log = Log::open(folder.path("none/log"), false);
    REQUIRE_FALSE(log.ok());
    CHECK(log.error().kind == Kind::misconfigured);
    CHECK(log.error().what == "opening the hold log '" + folder.path("none/log") + "': No such file or directory");
}

TEST_CASE("without a file nothing is written and nothing is lost") {
    const auto log = Log::open("", false);
    REQUIRE(log.ok());
    (*log)->write(full_entry());
    CHECK((*log)->reopen().ok());
    CHECK((*log)->lines_lost() == 0);
}

TEST_CASE("after a rename and a reopening new lines go to the new file") {
    const Folder folder;
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    (*log)->write(numbered(1));
    REQUIRE(std::rename(folder.path("log").c_str(), folder.path("log.1").c_str()) == 0);
    (*log)->write(numbered(2));  // nobody told us yet
    REQUIRE((*log)->reopen().ok());
    (*log)->write(numbered(3));
    CHECK(found_in(folder, "log.1").ids == Ids{"Q1", "Q2"});
    CHECK(found_in(folder, "log").ids == Ids{"Q3"});
}

TEST_CASE("a reopening that fails names the file and leaves the old one in use") {
    const Folder folder;
    std::filesystem::create_directory(folder.path("logs"));
    const auto log = Log::open(folder.path("logs/log"), false);
    REQUIRE(log.ok());
    std::filesystem::rename(folder.path("logs"), folder.path("moved"));
    const auto reopened = (*log)->reopen();
    REQUIRE_FALSE(reopened.ok());
    CHECK(reopened.error().what == "reopening the hold log '" + folder.path("logs/log") + "': No such file or directory");
    (*log)->write(numbered(1));
    CHECK(found_in(folder, "moved/log").ids == Ids{"Q1"});
}

TEST_CASE("a write that is cut short is counted and spoils no other line") {
    const Folder folder;
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    (*log)->write(numbered(1));
    {
        const FileLimit limit(std::filesystem::file_size(folder.path("log")) + 20);
        (*log)->write(numbered(2));  // 20 bytes of it are written
        (*log)->write(numbered(3));  // nothing of it is
    }
    CHECK((*log)->lines_lost() == 2);
    (*log)->write(numbered(4));
    (*log)->write(numbered(5));
    CHECK((*log)->lines_lost() == 2);
    const Found found = found_in(folder, "log");
    CHECK(found.ids == Ids{"Q1", "Q4", "Q5"});
    CHECK(found.torn == 1);
}

TEST_CASE("a line torn by a crash spoils only itself") {
    const Folder folder;
    folder.write("log", json_line(numbered(1)) + "\n" + json_line(numbered(2)).substr(0, 30));
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    (*log)->write(numbered(3));
    const Found found = found_in(folder, "log");
    CHECK(found.ids == Ids{"Q1", "Q3"});
    CHECK(found.torn == 1);
}

TEST_CASE("a full disk loses lines, counts them, and goes on when there is room again") {
    const Folder folder;
    const SmallDisk disk(folder.path());
    if (!disk.mounted) {
        MESSAGE("skipped: mounting a small tmpfs: " << disk.cause);
        return;
    }
    const auto log = Log::open(folder.path("log"), false);
    REQUIRE(log.ok());
    folder.write("ballast", std::string(8192, 'x'));
    int number = 0;
    while ((*log)->lines_lost() == 0 && number < 1000) (*log)->write(numbered(number++));
    REQUIRE((*log)->lines_lost() == 1);
    std::filesystem::remove(folder.path("ballast"));
    (*log)->write(numbered(number));
    CHECK((*log)->lines_lost() == 1);
    const Found found = found_in(folder, "log");
    CHECK(found.ids.size() == static_cast<std::size_t>(number));  // all but the lost one
    CHECK(found.ids.back() == "Q" + std::to_string(number));
}

TEST_CASE("a log that root begins belongs to the owner of its directory") {
    if (::geteuid() != 0) {
        MESSAGE("skipped: needs root");
        return;
    }
    const Folder folder;
    constexpr uid_t user = 4242;
    REQUIRE(::chown(folder.path().c_str(), user, 4243) == 0);
    REQUIRE(Log::open(folder.path("log"), false).ok());
    struct stat status {};
    REQUIRE(::stat(folder.path("log").c_str(), &status) == 0);
    CHECK(status.st_uid == user);
}
