#include <doctest/doctest.h>
#include <sys/stat.h>

#include "holds/command.h"
#include "tests/support/folder.h"

using namespace onevoice;
using namespace onevoice::holds;
using onevoice::tests::Folder;

TEST_CASE("a command's output, errors and exit status are returned apart") {
    const auto said = run_command({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"});
    REQUIRE(said.ok());
    CHECK(said->status == 3);
    CHECK(said->out == "out\n");
    CHECK(said->err == "err\n");
}

TEST_CASE("arguments reach a command as they are, without a shell") {
    const auto said = run_command({"/usr/bin/printf", "%s|", "$HOME", "a b", "; exit 1", "*", ""});
    REQUIRE(said.ok());
    CHECK(said->out == "$HOME|a b|; exit 1|*||");
}

TEST_CASE("a command reads nothing from us") {
    const auto said = run_command({"/bin/cat"});
    REQUIRE(said.ok());
    CHECK(said->status == 0);
    CHECK(said->out.empty());
}

TEST_CASE("a program that is not there is an error with its name") {
    const Folder folder;
    const auto said = run_command({folder.path("postqueue"), "-j"});
    REQUIRE_FALSE(said.ok());
    CHECK(said.error().kind == Kind::unavailable);
    CHECK(said.error().what == "running '" + folder.path("postqueue") + "': No such file or directory");
    folder.write("postqueue", "no program");
    CHECK(run_command({folder.path("postqueue")}).error().what == "running '" + folder.path("postqueue") + "': Permission denied");
}

TEST_CASE("much output on both sides is read without a jam, and errors are cut") {
    const auto said = run_command({"/bin/sh", "-c", "head -c 300000 /dev/zero >&2; head -c 3000000 /dev/zero; head -c 300000 /dev/zero >&2"});
    REQUIRE(said.ok());
    CHECK(said->status == 0);
    CHECK(said->out.size() == 3000000);
    CHECK(said->err.size() == 4096);
}

TEST_CASE("a command that a signal ended has 128 and the signal as its status") {
    const auto said = run_command({"/bin/sh", "-c", "kill -TERM $$"});
    REQUIRE(said.ok());
    CHECK(said->status == 128 + 15);
}

TEST_CASE("a command that is not done in time is killed") {
    const auto said = run_command({"/bin/sleep", "1000"}, 0);
    REQUIRE_FALSE(said.ok());
    CHECK(said.error().kind == Kind::unavailable);
    CHECK(said.error().what == "running '/bin/sleep': not done after 0 seconds");
}
