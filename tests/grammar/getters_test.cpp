#include <doctest/doctest.h>

#include <filesystem>
#include <stdexcept>

#include "every_type.h"
#include "grammar/grammar.h"

using namespace onevoice;
using namespace onevoice::tests;
using grammar::Document;
using grammar::Table;

namespace {

constexpr const char* sound = R"toml([[pattern]]
name = "Öffnung 2"
title = "tab\tand ünïcödé"
match = ['\bnicht\s+"abgelehnt"', "zwei",
         '''drei'''
]
acts = "reject"
enabled = false
priority = 7
contained = 1
within = "1d12h"
largest = "2K"
until = 2026-03-02
file = "blocks/../blocks/a.txt"
files = ["/etc/x.toml", "*.toml", "../up/"]
action = "annotate"
examples = { match = "ä", limits = { depth = 3 } }
keys = { order = 'B-(\d+)', "größe" = "x" }
)toml";

Document read(const std::string& text, const std::string& file = "/etc/onevoice/rules.d/a.toml") {
    std::vector<grammar::Diagnostic> diagnostics;
    Document document = grammar::read_text(every_type(), text, file, diagnostics);
    for (const auto& each : diagnostics) MESSAGE(each.text());
    CHECK(diagnostics.empty());
    return document;
}

Place at(std::size_t line, std::size_t column) { return {"/etc/onevoice/rules.d/a.toml", line, column}; }

}  // namespace

TEST_CASE("every getter answers what is written") {
    const Document document = read(sound);
    REQUIRE(document.all("pattern").size() == 1);
    const Table& table = document.all("pattern").front();
    CHECK(table.place() == at(1, 1));
    CHECK(table.text("name")->value == "Öffnung 2");
    CHECK(table.text("title")->value == "tab\tand ünïcödé");
    CHECK(table.boolean("enabled") == false);
    CHECK(table.integer("priority") == 7);
    CHECK(table.number("contained") == 1.0);
    CHECK(table.duration("within") == Seconds{36 * 3600});
    CHECK(table.integer("largest") == 2048);
    CHECK(format_time(table.date("until").value()) == "2026-03-02T00:00:00.000Z");
    CHECK(table.text("action")->value == "annotate");
}

TEST_CASE("a literal string keeps its text exactly") {
    const Document document = read(sound);
    const auto match = document.all("pattern").front().texts("match");
    REQUIRE(match.size() == 3);
    CHECK(match[0].value == R"(\bnicht\s+"abgelehnt")");
    CHECK(match[2].value == "drei");
}

TEST_CASE("a place is the opening quote, in bytes") {
    const Document document = read(sound);
    const Table& table = document.all("pattern").front();
    const auto match = table.texts("match");
    REQUIRE(match.size() == 3);
    CHECK(match[0].place == at(4, 10));
    CHECK(match[1].place == at(4, 35));
    CHECK(match[2].place == at(5, 10));
    CHECK(table.texts("acts").at(0).place == at(7, 8));
    CHECK(table.place_of("match") == at(4, 9));
    CHECK(table.place_of("within") == at(11, 10));
    CHECK(table.place_of("scopes") == table.place());
    const auto keys = table.pairs("keys");
    REQUIRE(keys.size() == 2);
    CHECK(keys.at("order").value == R"(B-(\d+))");
    CHECK(keys.at("order").place == at(18, 18));
    CHECK(keys.at("größe").place == at(18, 41));
}

TEST_CASE("a place counts behind a byte order mark and CRLF line ends as an editor does") {
    const Document document = read("\xEF\xBB\xBF[filter]\r\nheader = 'x'\r\nmode = 'off'\r\n");
    const Table& table = *document.one("filter");
    CHECK(table.place() == at(1, 1));
    CHECK(table.text("header")->place == at(2, 10));
    CHECK(table.text("mode")->value == "off");
}

TEST_CASE("a relative path counts from the file's folder") {
    const Document document = read(sound);
    const Table& table = document.all("pattern").front();
    CHECK(table.text("file")->value == "/etc/onevoice/rules.d/blocks/a.txt");
    const auto files = table.texts("files");
    REQUIRE(files.size() == 3);
    CHECK(files[0].value == "/etc/x.toml");
    CHECK(files[1].value == "/etc/onevoice/rules.d/*.toml");
    CHECK(files[2].value == "/etc/onevoice/up");

    const Document near = read("[[pattern]]\nname = 'a'\nmatch = 'b'\nfile = 'x.txt'\n", "conf/a.toml");
    CHECK(near.all("pattern").front().text("file")->value == (std::filesystem::current_path() / "conf/x.txt").string());
}

TEST_CASE("inline tables are tables with places of their own") {
    const Document document = read(sound);
    const auto examples = document.all("pattern").front().table("examples");
    REQUIRE(examples.has_value());
    CHECK(examples->place() == at(17, 12));
    CHECK(examples->texts("match").at(0).value == "ä");
    CHECK_FALSE(examples->has("pass"));
    CHECK(examples->table("limits")->integer("depth") == 3);
    CHECK(examples->place_of("limits") == at(17, 37));
}

TEST_CASE("a table may be written in a section of its own") {
    const Document document = read("[[pattern]]\nname = 'a'\nmatch = 'b'\n[pattern.examples]\nmatch = 'c'\n");
    CHECK(document.all("pattern").front().table("examples")->texts("match").at(0).place == at(5, 9));
}

TEST_CASE("what is not written is answered with nothing") {
    const Document document = read("[[pattern]]\nname = 'a'\nmatch = 'b'\n");
    const Table& table = document.all("pattern").front();
    for (const char* key : {"title", "acts", "enabled", "priority", "within", "until", "file", "examples", "keys"}) CHECK_FALSE(table.has(key));
    CHECK_FALSE(table.text("title").has_value());
    CHECK(table.texts("acts").empty());
    CHECK_FALSE(table.boolean("enabled").has_value());
    CHECK_FALSE(table.integer("priority").has_value());
    CHECK_FALSE(table.number("contained").has_value());
    CHECK_FALSE(table.duration("within").has_value());
    CHECK_FALSE(table.date("until").has_value());
    CHECK_FALSE(table.table("examples").has_value());
    CHECK(table.pairs("keys").empty());
    CHECK(document.one("filter") == nullptr);
    CHECK(document.all("filter").empty());
}

TEST_CASE("dates come as TOML dates, date-times with an offset, and strings") {
    for (const char* written : {"2026-03-02", "2026-03-02T01:00:00+01:00", "2026-03-02 00:00:00Z", "'2026-03-02'", "'2026-03-02T00:00:00Z'"}) {
        CAPTURE(written);
        const Document document = read("[[pattern]]\nname = 'a'\nmatch = 'b'\nuntil = " + std::string(written) + "\n");
        REQUIRE(document.all("pattern").front().date("until").has_value());
        CHECK(format_time(*document.all("pattern").front().date("until")) == "2026-03-02T00:00:00.000Z");
    }
}

TEST_CASE("sizes are bytes or powers of 1024") {
    const std::pair<const char*, std::int64_t> table[] = {{"0", 0}, {"1500", 1500}, {"'1500'", 1500}, {"'3K'", 3072}, {"'50M'", 52428800}, {"'2g'", 2147483648}};
    for (const auto& [written, bytes] : table) {
        CAPTURE(written);
        const Document document = read("[[pattern]]\nname = 'a'\nmatch = 'b'\nlargest = " + std::string(written) + "\n");
        CHECK(document.all("pattern").front().integer("largest") == bytes);
    }
}

TEST_CASE("asking for a key that the grammar lacks, or as another type, is a bug") {
    const Document document = read(sound);
    const Table& table = document.all("pattern").front();
    CHECK_THROWS_AS(static_cast<void>(table.has("matches")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(table.text("matches")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(table.place_of("matches")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(table.text("match")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(table.integer("within")), std::logic_error);
    CHECK_THROWS_AS(static_cast<void>(Table().has("name")), std::logic_error);
    CHECK(table.texts("name").at(0).value == "Öffnung 2");
}

TEST_CASE("presets fill what is not written and have no place") {
    Document document = read("[filter]\nmode = 'off'\n[[pattern]]\nname = 'a'\nmatch = 'b'\n");
    grammar::fill_presets(every_type(), document);
    const Table& filter = *document.one("filter");
    CHECK(filter.text("mode")->value == "off");
    CHECK(filter.place_of("mode") == at(2, 8));
    CHECK(filter.duration("time_budget") == Seconds{10});
    CHECK(filter.place_of("time_budget") == Place{});
    REQUIRE(filter.texts("networks").size() == 2);
    CHECK(filter.texts("networks")[1].place == Place{});
    CHECK_FALSE(filter.has("header"));
    CHECK(document.one("empty") != nullptr);
    REQUIRE(document.all("pattern").size() == 1);
    CHECK(document.all("pattern")[0].number("contained") == 0.7);
    CHECK(document.all("pattern")[0].integer("largest") == 1 << 20);
    CHECK(document.all("pattern")[0].text("action")->value == "hold");
}

TEST_CASE("presets make no section that may stand several times") {
    Document document;
    grammar::fill_presets(every_type(), document);
    CHECK(document.all("pattern").empty());
    REQUIRE(document.one("filter") != nullptr);
    CHECK(document.one("filter")->text("mode")->value == "hold");
}
