#include <doctest/doctest.h>

#include "rules/glob.h"
#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

TEST_CASE("the department is found by login, else by sender, else by client network") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    struct Row {
        Sender sender;
        const char* expected;
    };
    const Row table[] = {
        {{"affiliate", "", ""}, "affiliate"},
        {{"AFFILIATE", "", ""}, "affiliate"},
        {{"affiliate@intern.example", "", ""}, "affiliate"},
        {{"newsroom@intern.example", "", ""}, "press"},
        {{"newsroom", "", ""}, ""},
        {{"newsroom@other.example", "", ""}, ""},
        {{"books-7", "", ""}, "finance"},
        {{"books-7@intern.example", "", ""}, "finance"},
        {{"books", "", ""}, ""},
        {{"", "", "<Press@Shop.example>"}, "press"},
        {{"", "", "press+2026@shop.example"}, "press"},
        {{"", "", "anybody@network.example"}, "affiliate"},
        {{"", "", "anybody@sub.network.example"}, ""},
        {{"", "", "anybody@notnetwork.example"}, ""},
        {{"", "", "a@agency.example"}, "agency"},
        {{"", "", ""}, ""},
        {{"", "", "<>"}, ""},
        {{"", "192.0.2.3", ""}, "press"},  // the narrower network
        {{"", "192.0.2.16", ""}, "finance"},
        {{"", "::ffff:192.0.2.16", ""}, "finance"},
        {{"", "2001:db8::1", ""}, "finance"},
        {{"", "192.0.3.1", ""}, ""},
        {{"", "unknown", ""}, ""},
        {{"press", "192.0.2.16", "affiliate@shop.example"}, "press"},  // the login is not to be spoofed
        {{"somebody", "192.0.2.16", "affiliate@shop.example"}, "affiliate"},
        {{"somebody", "192.0.2.16", "else@shop.example"}, "finance"},
    };
    for (const Row& row : table) {
        CAPTURE(row.sender.login);
        CAPTURE(row.sender.client);
        CAPTURE(row.sender.address);
        const Department* department = set.rules->department_of(row.sender);
        CHECK((department == nullptr ? std::string() : department->name) == row.expected);
    }
}

TEST_CASE("a written entry wins over a glob, and the first glob over the second") {
    const Loaded set = loaded("[[department]]\nname = \"all\"\nlogins = \"a*\"\nsenders = \"*@shop.example\"\n"
                              "[[department]]\nname = \"one\"\nlogins = [\"anna\", \"an*\"]\nsenders = \"anna@shop.example\"\n");
    REQUIRE(set.rules != nullptr);
    CHECK(set.rules->department_of({"anna", "", ""})->name == "one");
    CHECK(set.rules->department_of({"anton", "", ""})->name == "all");
    CHECK(set.rules->department_of({"", "", "anna@shop.example"})->name == "one");
    CHECK(set.rules->department_of({"", "", "anton@shop.example"})->name == "all");
}

TEST_CASE("a sender's domain may be written in Unicode or as A-labels") {
    const Loaded set = loaded("[[department]]\nname = \"one\"\nsenders = [\"*@m\u00fcller.example\", \"a@xn--bcher-kva.example\"]\n");
    REQUIRE(set.rules != nullptr);
    for (const char* address : {"x@xn--mller-kva.example", "x@M\u00fcller.example", "a@b\u00fccher.example"}) {
        CAPTURE(address);
        CHECK(set.rules->department_of({"", "", address}) != nullptr);
    }
}

TEST_CASE("a department without a voice speaks with its own") {
    const Loaded set = sound();
    REQUIRE(set.rules != nullptr);
    CHECK(set.rules->departments()[0].voice == "affiliate");
    CHECK(set.rules->departments()[2].voice == "press");
}

TEST_CASE("a glob has stars and question marks and nothing else") {
    struct Row {
        const char* glob;
        const char* text;
        bool expected;
    };
    const Row table[] = {{"*", "", true},          {"*", "x", true},      {"?", "", false},       {"?", "x", true},
                         {"a*b", "ab", true},      {"a*b", "axxb", true}, {"a*b", "axxbc", false}, {"a*b*c", "a-b-b-c", true},
                         {"*@x", "a@y@x", true},   {"[a]", "a", false},   {"[a]", "[a]", true},   {"a?c", "abc", true},
                         {"**a**", "bab", true},   {"a.c", "abc", false}, {"", "", true},         {"", "a", false},
                         {"*a", "aaaaab", false},  {"a*?", "a", false}};
    for (const Row& row : table) {
        CAPTURE(row.glob);
        CAPTURE(row.text);
        CHECK(glob_matches(row.glob, row.text) == row.expected);
    }
}
