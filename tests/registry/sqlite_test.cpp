#include <doctest/doctest.h>

#include "interface.h"
#include "folder.h"

using namespace onevoice;
using namespace onevoice::registry;

TEST_CASE("the SQLite registry in a file keeps the interface") {
    const Folder folder;
    const auto registry = folder.open();
    keeps_the_interface(*registry);
}

TEST_CASE("the SQLite registry in memory keeps the interface") {
    const auto registry = open_sqlite({":memory:", "", Seconds(1)});
    REQUIRE(registry.ok());
    keeps_the_interface(**registry);
}

TEST_CASE("what was decided is there after opening again") {
    const Folder folder;
    REQUIRE(folder.open()->decide(message("m1", "press", "invite", person("ada@blog.example"), 5), pass).ok());
    CHECK(seen(*folder.open(), person("ada@blog.example"), 6) == std::vector<std::string>{"press invite"});
}
