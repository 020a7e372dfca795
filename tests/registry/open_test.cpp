// What can be wrong with a registry's file, its key or its schema, and what is said about it.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>

#include "folder.h"
#include "processes.h"
#include "registry/key_file.h"
#include "registry/migrate.h"
#include "registry/schema.h"

using namespace onevoice;
using namespace onevoice::registry;

namespace {

Error refusal(const SqliteOptions& options) {
    auto registry = open_sqlite(options);
    REQUIRE_FALSE(registry.ok());
    return registry.error();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void run_sql(const std::string& path, const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

unsigned mode(const std::string& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

const std::string good_key = std::string(64, 'a') + "\n";

}  // namespace

TEST_CASE("a new registry and its key are readable by their owner alone") {
    const Folder folder;
    const auto registry = folder.open();
    CHECK(mode(folder.path("registry.db")) == 0600);
    CHECK(mode(folder.path("registry.db-wal")) == 0600);
    CHECK(mode(folder.path("registry.key")) == 0600);
    CHECK(content(folder.path("registry.key")).size() == 65);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path("")), {}) == 4);
}

TEST_CASE("a key file that is not a private key is refused by name") {
    struct Wrong {
        const char* what;
        std::string text;
        unsigned mode;
        const char* expected;
    };
    const Wrong table[] = {
        {"readable by the group", good_key, 0640, "0640"},
        {"readable by all", good_key, 0644, "0644"},
        {"writable by all", good_key, 0602, "0602"},
        {"empty", "", 0600, "not a key"},
        {"too short", std::string(63, 'a') + "\n", 0600, "not a key"},
        {"too long", std::string(66, 'a') + "\n", 0600, "not a key"},
        {"a second line", good_key + "\n", 0600, "not a key"},
        {"not hex", std::string(63, 'a') + "g\n", 0600, "not a key"},
    };
    for (const auto& [what, text, wanted_mode, expected] : table) {
        CAPTURE(what);
        const Folder folder;
        const auto path = folder.path("registry.key");
        write_file(path, text);
        REQUIRE(::chmod(path.c_str(), wanted_mode) == 0);
        const Error error = refusal(folder.options());
        CHECK(error.kind == Kind::misconfigured);
        CHECK(has(error.what, path));
        CHECK(has(error.what, expected));
        CHECK(content(path) == text);
    }
    const Folder folder;
    std::filesystem::create_directory(folder.path("registry.key"));
    CHECK(has(refusal(folder.options()).what, "not a regular file"));
    CHECK(has(refusal({folder.path("other.db"), "", Seconds(1)}).what, "no key file"));
    const Error nowhere = refusal({folder.path("other.db"), folder.path("absent/registry.key"), Seconds(1)});
    CHECK(nowhere.kind == Kind::misconfigured);
    CHECK(has(nowhere.what, folder.path("absent/registry.key")));
    CHECK(has(nowhere.what, "No such file or directory"));
}

TEST_CASE("a key that was written by hand is used as it is") {
    const Folder folder;
    write_file(folder.path("registry.key"), std::string(64, 'A'));
    REQUIRE(::chmod(folder.path("registry.key").c_str(), 0600) == 0);
    REQUIRE(read_key_file(folder.path("registry.key")).ok());
    CHECK(read_key_file(folder.path("registry.key"))->at(31) == 0xaa);
    (void)folder.open();
    CHECK(content(folder.path("registry.key")) == std::string(64, 'A'));
}

TEST_CASE("a registry refuses another key than its own, and makes no new one for a lost one") {
    const Folder folder;
    REQUIRE(folder.open()->decide(message("m1", "press", "invite", person("ada@blog.example"), 5), pass).ok());
    const std::string own = content(folder.path("registry.key"));
    std::filesystem::remove(folder.path("registry.key"));
    const Error lost = refusal(folder.options());
    CHECK(lost.kind == Kind::misconfigured);
    CHECK(has(lost.what, folder.path("registry.key")));
    CHECK_FALSE(std::filesystem::exists(folder.path("registry.key")));

    write_file(folder.path("registry.key"), good_key);
    REQUIRE(::chmod(folder.path("registry.key").c_str(), 0600) == 0);
    const Error other = refusal(folder.options());
    CHECK(other.kind == Kind::misconfigured);
    CHECK(has(other.what, folder.path("registry.key")));
    CHECK(has(other.what, folder.path("registry.db")));
    CHECK_FALSE(has(other.what, own.substr(0, 8)));

    write_file(folder.path("registry.key"), own);
    CHECK(seen(*folder.open(), person("ada@blog.example"), 6).size() == 1);
}

TEST_CASE("pseudonyms differ by key, purpose and text") {
    const Key key = random_key();
    const Pseudonyms one(key), two(random_key());
    CHECK(one.contact("a@b.example") == Pseudonyms(key).contact("a@b.example"));
    CHECK(one.contact("a@b.example") != two.contact("a@b.example"));
    CHECK(one.contact("a@b.example") != one.contact("b@b.example"));
    CHECK(one.contact("b.example") != one.organisation("b.example"));
    CHECK(one.message_id("m") != one.queue_id("m"));
    CHECK(one.mark() != two.mark());
    // HMAC-SHA-256 of "onevoice contact\0a@b.example" under 32 times 0xaa, by Python's hmac.
    Key fixed;
    fixed.fill(0xaa);
    const auto pseudonym = Pseudonyms(fixed).contact("a@b.example");
    CHECK(hex(pseudonym.data(), pseudonym.size()) == "8eb298472107ca1a014c6c2846923ef7");
}

TEST_CASE("a file that is no registry is refused by name and left as it is") {
    const Folder folder;
    const auto path = folder.path("registry.db");
    SUBCASE("not a database") {
        const std::string text = "From ada@blog.example Mon Mar  2 09:00:00 2026\n" + std::string(5000, 'x');
        write_file(path, text);
        CHECK(has(refusal(folder.options()).what, "not an SQLite database"));
        CHECK(content(path) == text);
    }
    SUBCASE("another program's database") {
        run_sql(path, "CREATE TABLE bookmark (url TEXT)");
        CHECK(has(refusal(folder.options()).what, "another program"));
    }
    SUBCASE("another program's database with a version of its own") {
        run_sql(path, "PRAGMA user_version=7");
        CHECK(has(refusal(folder.options()).what, "another program"));
    }
    SUBCASE("a damaged registry") {
        (void)folder.open();
        std::string bytes = content(path);
        std::fill(bytes.begin() + 100, bytes.begin() + 4096, '\x55');
        write_file(path, bytes);
        CHECK(has(refusal(folder.options()).what, "damaged"));
    }
    SUBCASE("a directory") {
        std::filesystem::create_directory(path);
        CHECK(has(refusal(folder.options()).what, "Is a directory"));
    }
    const Error error = refusal(folder.options());
    CHECK(error.kind == Kind::misconfigured);
    CHECK(has(error.what, path));
}

TEST_CASE("a registry that is refused makes no key") {
    const Folder folder;
    run_sql(folder.path("registry.db"), "CREATE TABLE bookmark (url TEXT)");
    (void)refusal(folder.options());
    CHECK_FALSE(std::filesystem::exists(folder.path("registry.key")));
}

TEST_CASE("a registry without its directory is refused with both names") {
    const Folder folder;
    const Error error = refusal({folder.path("absent/registry.db"), folder.path("registry.key"), Seconds(1)});
    CHECK(error.kind == Kind::misconfigured);
    CHECK(has(error.what, folder.path("absent/registry.db")));
    CHECK(has(error.what, "No such file or directory"));
}

TEST_CASE("damage that is met later is misconfigured, and the registry goes on answering") {
    const Folder folder;
    {
        const auto registry = folder.open();
        auto crowd = message("", "press", "invite", person("ada@blog.example"), 5);
        crowd.decisions.resize(2000, crowd.decisions[0]);
        REQUIRE(registry->decide(crowd, pass).ok());
    }
    std::string bytes = content(folder.path("registry.db"));
    REQUIRE(bytes.size() > 20 * 4096);
    std::fill(bytes.begin() + 12 * 4096, bytes.end(), '\x55');
    write_file(folder.path("registry.db"), bytes);
    const auto registry = folder.open();
    for (int i = 0; i < 2; ++i) {
        const auto history = registry->history(person("ada@blog.example"), day(0));
        REQUIRE_FALSE(history.ok());
        CHECK(history.error().kind == Kind::misconfigured);
        CHECK(has(history.error().what, folder.path("registry.db")));
        CHECK(has(history.error().what, "damaged"));
    }
}

TEST_CASE("a registry that may not be written is refused by name") {
    if (::geteuid() != 0) return;  // the child below drops from root to a user without rights
    const Folder folder;
    (void)folder.open();
    const auto report = folder.path("report");
    REQUIRE(::chmod(folder.path("").c_str(), 0755) == 0);
    REQUIRE(::chmod(folder.path("registry.db").c_str(), 0644) == 0);
    write_file(report, "");
    REQUIRE(::chmod(report.c_str(), 0666) == 0);
    const pid_t process = child([&] {
        // 65534 is Debian's nobody.
        if (::setgid(65534) != 0 || ::setuid(65534) != 0) return 2;
        auto registry = open_sqlite(folder.options());
        if (registry) return 3;
        write_file(report, registry.error().what);
        return registry.error().kind == Kind::misconfigured ? 0 : 4;
    });
    CHECK(ended(process) == 0);
    CHECK(has(content(report), folder.path("registry.db")));
    CHECK(has(content(report), "Permission denied"));
}

TEST_CASE("migration takes the steps that are missing, all or none, and keeps the rows") {
    const Folder folder;
    REQUIRE(folder.open()->decide(message("m1", "press", "invite", person("ada@blog.example"), 5), pass).ok());
    auto database = Database::open(folder.path("registry.db"), Access::write, std::chrono::seconds(1));
    REQUIRE(database.ok());
    std::vector<const char*> steps(schema_steps().begin(), schema_steps().end());
    const auto today = static_cast<std::int64_t>(steps.size());
    steps.push_back("ALTER TABLE decision ADD COLUMN mood INTEGER NOT NULL DEFAULT 7");
    steps.push_back("CREATE TABLE note (id INTEGER PRIMARY KEY); INSERT INTO nowhere VALUES (1)");

    const auto failed = migrate(**database, steps);
    REQUIRE_FALSE(failed.ok());
    CHECK(has(failed.error().what, "nowhere"));
    CHECK_FALSE((*database)->in_transaction());
    CHECK((*database)->number("PRAGMA user_version").value() == today);
    CHECK((*database)->number("SELECT count(*) FROM pragma_table_info('decision') WHERE name = 'mood'").value() == 0);

    steps.back() = "CREATE TABLE note (id INTEGER PRIMARY KEY)";
    REQUIRE(migrate(**database, steps).ok());
    REQUIRE(migrate(**database, steps).ok());
    CHECK((*database)->number("PRAGMA user_version").value() == today + 2);
    CHECK((*database)->number("SELECT mood FROM decision").value() == 7);

    const Error newer = refusal(folder.options());
    CHECK(newer.kind == Kind::misconfigured);
    CHECK(newer.what == "open registry " + folder.path("registry.db") + ": its schema " + std::to_string(today + 2) +
                            " is newer than schema " + std::to_string(today) + ", the newest this program knows");
}

TEST_CASE("a registry of schema 1 is opened with its rows by today's program") {
    const Folder folder;
    run_sql(folder.path("registry.db"), content(ONEVOICE_SOURCE_DIR "/tests/registry/schema_1.sql").c_str());
    Key fixed;
    fixed.fill(0xaa);
    write_file(folder.path("registry.key"), hex(fixed.data(), fixed.size()));
    REQUIRE(::chmod(folder.path("registry.key").c_str(), 0600) == 0);
    const auto registry = folder.open();
    const auto history = registry->history(person("a@b.example"), day(0));
    REQUIRE(history.ok());
    REQUIRE(history->size() == 1);
    const auto& decision = history->at(0).decision;
    CHECK(decision.department == "affiliate");
    CHECK(decision.act == "reject");
    CHECK(decision.about == "partnership");
    CHECK(decision.keys == std::map<std::string, std::string>{{"order", "4711"}});
    CHECK(decision.state == State::committed);
    CHECK(decision.signature == 0);
    CHECK(seen(*registry, person("a@b.example"), 65).size() == 1);
    CHECK(registry->statistics()->schema == static_cast<int>(schema_steps().size()));
}
