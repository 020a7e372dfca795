#include <doctest/doctest.h>

#include "grammar/toml_edit.h"

using namespace onevoice::grammar;

namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view file = R"(# top
[[act]]
name = "x"   # an act

# The blogger.
[[contact]]
name      = "Hill" # "not a string
addresses = [
    "a@hill.example",  # private
    "b@hill.example"   # letters
]
names     = []

# Somebody else.
[[contact]]
name = 'Valley'
text = '''
[[contact]]
name = "in a string"
'''
urls = "valley.example"
  # indented
[[contact]]
name = "Lake"
addresses = ["l@lake.example", ]
)";

SectionText section(std::string_view text, std::size_t number) { return sections_of(text).at(number); }

std::string body(std::string_view text, const SectionText& at) { return std::string(text.substr(at.from, at.to - at.from)); }

}  // namespace

TEST_CASE("sections are found with their lines, whatever stands in strings and comments") {
    const auto sections = sections_of(file);
    REQUIRE(sections.size() == 4);
    CHECK(sections[0].line == 2);
    CHECK(sections[1].line == 6);
    CHECK(sections[2].line == 15);
    CHECK(sections[3].line == 22);
    CHECK(body(file, sections[0]) == "[[act]]\nname = \"x\"   # an act\n");
    CHECK(body(file, sections[2]).ends_with("urls = \"valley.example\"\n"));
    CHECK(sections[3].to == file.size());
}

TEST_CASE("an array of many lines gets lines, and its comments stay") {
    const std::string out = with_added(file, section(file, 1), "addresses", {"c@hill.example", "d \"q\" \\"});
    CHECK(out.find("    \"b@hill.example\",   # letters\n    'c@hill.example',\n    'd \"q\" \\'\n]\n") != std::string::npos);
    CHECK(out.substr(0, out.find("\"b@hill")) == file.substr(0, file.find("\"b@hill")));
    CHECK(out.ends_with(file.substr(file.find("names     = []"))));
}

TEST_CASE("short, empty and single values grow on their line, and a new key goes below the last") {
    CHECK(body(with_added(file, section(file, 1), "names", {"A", "B"}), section(file, 1)).find("names     = ['A', 'B'") != std::string::npos);
    CHECK(with_added(file, section(file, 2), "urls", {"b.example"}).find("urls = [\"valley.example\", 'b.example']\n") != std::string::npos);
    CHECK(with_added(file, section(file, 3), "addresses", {"m@lake.example"}).ends_with("[\"l@lake.example\", 'm@lake.example']\n"));
    CHECK(with_added(file, section(file, 3), "urls", {"lake.example"}).ends_with("addresses = [\"l@lake.example\", ]\nurls      = ['lake.example']\n"));
    CHECK(with_added("[[contact]]\nname = \"X\"", section("[[contact]]\nname = \"X\"", 0), "urls", {"x.example"}) ==
          "[[contact]]\nname = \"X\"\nurls = ['x.example']\n");
    CHECK(with_added(file, section(file, 3), "urls", {}) == file);
}

TEST_CASE("a section goes with its comments, which are kept for whoever removes it") {
    std::string comments;
    const std::string out = without(file, section(file, 1), comments);
    CHECK(comments == "# The blogger.\n# \"not a string\n# private\n# letters\n");
    CHECK(out == std::string(file.substr(0, file.find("# The blogger."))) + std::string(file.substr(file.find("# Somebody else."))));
    CHECK(sections_of(out).size() == 3);
}

TEST_CASE("any text at all is walked through") {
    for (const char* text : {"", "[", "[[", "a = [", "a = \"", "a = '''", "[x]\na = [\"\\", "#", "=\n", "[x]\n\"", "[x]\na = ]", "\n\n\n"}) {
        CAPTURE(text);
        std::string comments;
        for (const SectionText& each : sections_of(text)) {
            (void)with_added(text, each, "a", {"v"});
            (void)without(text, each, comments);
        }
    }
}
