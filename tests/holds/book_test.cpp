#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "holds/book.h"
#include "samples.h"
#include "tests/support/folder.h"
#include "tests/support/full_disk.h"

using namespace onevoice;
using namespace onevoice::holds;
using onevoice::tests::FileLimit;
using onevoice::tests::Folder;
using onevoice::tests::SmallDisk;

namespace {

Hold hold_of(const std::string& id, const std::string& queue_id, Time time) {
    Hold hold = full_hold();
    hold.id = id;
    hold.queue_id = queue_id;
    hold.at = time;
    return hold;
}

Book book_in(const Folder& folder) { return Book::open(folder.path()).value(); }

}  // namespace

TEST_CASE("a book needs a directory that it may write to") {
    const Folder folder;
    const auto missing = Book::open(folder.path("none"));
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().kind == Kind::misconfigured);
    CHECK(missing.error().what == "opening the directory of holds '" + folder.path("none") + "': no such directory");
    folder.write("file", "");
    CHECK_FALSE(Book::open(folder.path("file")).ok());
}

TEST_CASE("a hold that was written is found by its ID and by its queue ID") {
    const Folder folder;
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("H1", "Q1", at("2026-03-01"))).ok());
    CHECK(folder.names() == std::vector<std::string>{"H1.json"});
    CHECK(folder.read("H1.json") == to_json(hold_of("H1", "Q1", at("2026-03-01"))) + "\n");
    CHECK(book.find("H1").value().queue_id == "Q1");
    CHECK(book.find("Q1").value().id == "H1");
    const auto missing = book.find("H2");
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().what == "finding hold 'H2': there is none of that hold ID or queue ID");
}

TEST_CASE("a hold record is for its owner and group only") {
    const Folder folder;
    REQUIRE(book_in(folder).write(full_hold()).ok());
    struct stat status {};
    REQUIRE(::stat(folder.path(full_hold().id + ".json").c_str(), &status) == 0);
    CHECK((status.st_mode & 07) == 0);
}

TEST_CASE("a repeated queue ID means the newest hold") {
    const Folder folder;
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("HC", "SAME", at("2026-03-01"))).ok());
    REQUIRE(book.write(hold_of("HA", "SAME", at("2026-03-03"))).ok());
    REQUIRE(book.write(hold_of("HB", "SAME", at("2026-03-02"))).ok());
    CHECK(book.find("SAME").value().id == "HA");
}

TEST_CASE("holds are listed oldest first, and a damaged record is reported beside them") {
    const Folder folder;
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("HA", "Q1", at("2026-03-03"))).ok());
    REQUIRE(book.write(hold_of("HB", "Q2", at("2026-03-01"))).ok());
    folder.write("HC.json", "{\"id\":\"HC\",");
    folder.write("notes.txt", "not ours");
    std::vector<Error> damaged;
    const auto all = book.list(damaged);
    REQUIRE(all.ok());
    REQUIRE(all->size() == 2);
    CHECK((*all)[0].id == "HB");
    CHECK((*all)[1].id == "HA");
    REQUIRE(damaged.size() == 1);
    CHECK(damaged[0].text() == folder.path("HC.json") + ": reading a hold record: it is no JSON object");
    // A queue ID could stand in the damaged one.
    const auto lost = book.find("Q3");
    REQUIRE_FALSE(lost.ok());
    CHECK(lost.error().what.find(folder.path("HC.json")) != std::string::npos);
}

TEST_CASE("no ID leads out of the directory") {
    const Folder folder;
    std::filesystem::create_directory(folder.path("holds"));
    folder.write("secret.json", to_json(hold_of("secret", "Q1", at("2026-03-01"))));
    const Book book = Book::open(folder.path("holds")).value();
    for (const char* id : {"../secret", "..", "", ".", "/etc/passwd", "a/b", "a\nb", "..%2fsecret", "\xc3\xa4"}) {
        CAPTURE(id);
        CHECK_FALSE(book.find(id).ok());
        CHECK_FALSE(book.change(id, [](Hold&) { return Result<void>(); }).ok());
    }
}

TEST_CASE("a change is written, and a refused change leaves the record as it was") {
    const Folder folder;
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("H1", "Q1", at("2026-03-01"))).ok());
    const auto changed = book.change("Q1", [](Hold& hold) {
        hold.comment = "changed";
        return Result<void>();
    });
    REQUIRE(changed.ok());
    CHECK(changed->comment == "changed");
    CHECK(book.find("H1").value().comment == "changed");

    const std::string before = folder.read("H1.json");
    const auto refused = book.change("H1", [](Hold& hold) {
        hold.comment = "half done";
        return Result<void>(Error{Kind::unavailable, "the MTA said no"});
    });
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().what == "the MTA said no");
    CHECK(folder.read("H1.json") == before);
}

TEST_CASE("changes of two processes are all kept") {
    const Folder folder;
    const Book book = book_in(folder);
    Hold counted = hold_of("H1", "Q1", at("2026-03-01"));
    counted.comment = "0";
    REQUIRE(book.write(counted).ok());
    constexpr int processes = 2, changes = 50;
    for (int process = 0; process < processes; ++process)
        if (::fork() == 0) {
            int failed = 0;
            for (int i = 0; i < changes; ++i)
                if (!book.change("H1", [](Hold& hold) {
                        hold.comment = std::to_string(std::stoi(hold.comment) + 1);
                        return Result<void>();
                    }))
                    ++failed;
            ::_exit(failed == 0 ? 0 : 1);
        }
    for (int process = 0; process < processes; ++process) {
        int status = 0;
        REQUIRE(::wait(&status) > 0);
        CHECK(status == 0);
    }
    CHECK(book.find("H1").value().comment == std::to_string(processes * changes));
}

TEST_CASE("a record that cannot be written whole leaves no file, and an old one stays as it was") {
    const Folder folder;
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("H1", "Q1", at("2026-03-01"))).ok());
    const std::string before = folder.read("H1.json");
    {
        const FileLimit limit(100);
        const auto fresh = book.write(hold_of("H2", "Q2", at("2026-03-01")));
        REQUIRE_FALSE(fresh.ok());
        CHECK(fresh.error().kind == Kind::unavailable);
        CHECK(fresh.error().what == "writing the hold record '" + folder.path("H2.json") + "': File too large");
        CHECK_FALSE(book.write(hold_of("H1", "other", at("2026-03-01"))).ok());
    }
    CHECK(folder.names() == std::vector<std::string>{"H1.json"});
    CHECK(folder.read("H1.json") == before);
}

TEST_CASE("a full disk leaves no half record") {
    const Folder folder;
    const SmallDisk disk(folder.path());
    if (!disk.mounted) {
        MESSAGE("skipped: mounting a small tmpfs: " << disk.cause);
        return;
    }
    const Book book = book_in(folder);
    int written = 0;
    Result<void> result;
    for (; written < 100; ++written) {
        Hold hold = hold_of("H" + std::to_string(written), "Q", at("2026-03-01"));
        hold.subject = std::string(3000, 'x');
        result = book.write(hold);
        if (!result) break;
    }
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().what.ends_with(".json': No space left on device"));
    std::vector<Error> damaged;
    CHECK(book.list(damaged).value().size() == static_cast<std::size_t>(written));
    CHECK(damaged.empty());
    CHECK(folder.names().size() == static_cast<std::size_t>(written));
}

TEST_CASE("what was left behind by a crash in the middle of a write is in nobody's way") {
    const Folder folder;
    const Book book = book_in(folder);
    folder.write("H1.json.new", "{\"id\":");
    std::vector<Error> damaged;
    CHECK(book.list(damaged).value().empty());
    CHECK(damaged.empty());
    REQUIRE(book.write(hold_of("H1", "Q1", at("2026-03-01"))).ok());
    CHECK(folder.names() == std::vector<std::string>{"H1.json"});
}

TEST_CASE("what root writes belongs to the owner of the directory") {
    if (::geteuid() != 0) {
        MESSAGE("skipped: needs root");
        return;
    }
    const Folder folder;
    constexpr uid_t user = 4242;
    constexpr gid_t group = 4243;
    REQUIRE(::chown(folder.path().c_str(), user, group) == 0);
    const Book book = book_in(folder);
    REQUIRE(book.write(hold_of("H1", "Q1", at("2026-03-01"))).ok());
    REQUIRE(book.change("H1", [](Hold&) { return Result<void>(); }).ok());
    for (const char* name : {"H1.json", ".lock"}) {
        CAPTURE(name);
        struct stat status {};
        REQUIRE(::stat(folder.path(name).c_str(), &status) == 0);
        CHECK(status.st_uid == user);
        CHECK(status.st_gid == group);
    }
}
