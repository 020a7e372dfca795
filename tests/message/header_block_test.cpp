#include "message/header_block.h"

#include <doctest/doctest.h>

#include <string>

#include "message/entity.h"

using namespace onevoice::message;

namespace {

constexpr std::size_t plenty = 1 << 20;

}  // namespace

TEST_CASE("a header ends at the empty line, and only fields and their continuations are kept") {
    struct Row {
        std::string_view entity;
        const char* fields;
        const char* body;
        bool skipped = false;
        bool ended_early = false;
    };
    const Row rows[] = {
        {"", "", ""},
        {"\nbody", "", "body"},
        {"A: b\n\nbody\n", "A: b\n", "body\n"},
        {"A: b\n c\n\td\n\nbody", "A: b\n c\n\td\n", "body"},
        {"A:b\nC :  d  \nE:\n\n", "A: b\nC: d\nE: \n", ""},
        {"A: b", "A: b\n", ""},
        {"A:", "A: \n", ""},
        {"From someone Mon Mar  2\nA: b\n\nbody", "A: b\n", "body"},
        {"A: b\nno field\nC: d\n\nbody", "A: b\nC: d\n", "body", true},
        {"A: b\nno field\n\nbody", "A: b\n", "body", true},
        {"A: b\nno field\nnor here\nbody", "A: b\n", "no field\nnor here\nbody", false, true},
        {"text at once\nmore: text\n", "", "text at once\nmore: text\n", false, true},
        {": no name\n", "", ": no name\n", false, true},
        {" blanks first\nA: b\n\nbody", "", " blanks first\nA: b\n\nbody", false, true},
        {"A: b\n--boundary\nC: d\n\nbody", "A: b\n", "--boundary\nC: d\n\nbody", false, true},
        {"A: b\n \t \n c\n\nbody", "A: b\n c\n", "body"},
        {std::string_view("A: b\0c\rd\n\nbody", 14), "A: b c d\n", "body"},
        {"\xC3\xA4: b\nA: b\n", "", "\xC3\xA4: b\nA: b\n", false, true},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.entity));
        const HeaderBlock block = split_header(row.entity, plenty, 2000);
        CHECK(block.fields == row.fields);
        CHECK(std::string(block.body) == row.body);
        CHECK(block.skipped == row.skipped);
        CHECK(block.ended_early == row.ended_early);
        CHECK_FALSE(block.cut);
    }
}

TEST_CASE("fields and bytes beyond the limits are cut, and the body is still found") {
    std::string many;
    for (int i = 0; i < 50; ++i) many += "X-" + std::to_string(i) + ": y\n";
    const HeaderBlock few = split_header(many + "\nbody", plenty, 10);
    CHECK(few.cut);
    CHECK(few.fields.ends_with("X-9: y\n"));
    CHECK(few.body == "body");

    std::string folded = "A: b\nLong: x\n";
    for (int i = 0; i < 1000; ++i) folded += " continuation\n";
    const HeaderBlock shorter = split_header(folded + "Last: z\n\nbody", 200, 2000);
    CHECK(shorter.cut);
    CHECK(shorter.fields.size() < 220);
    CHECK(shorter.body == "body");
}

TEST_CASE("an entity gives back its fields in order, raw, and finds the first of a name in any case") {
    const HeaderBlock block = split_header("Received: one\nReceived: two\nSubject: a\n b\nX-Empty:\n\nbody", plenty, 2000);
    const Entity entity(block);
    REQUIRE(entity.fields().size() == 4);
    CHECK(entity.fields()[1].name == "Received");
    CHECK(entity.fields()[1].value == "two");
    CHECK(entity.first("RECEIVED") == "one");
    CHECK(entity.first("subject") == "a\n b");
    CHECK(entity.has("x-empty"));
    CHECK(entity.first("X-Empty").empty());
    CHECK_FALSE(entity.has("Subjec"));
    CHECK(entity.body() == "body");
}

TEST_CASE("an entity without any field has none") {
    const HeaderBlock block = split_header("\nbody", plenty, 2000);
    const Entity entity(block);
    CHECK(entity.fields().empty());
    CHECK(entity.first("Subject").empty());
}
