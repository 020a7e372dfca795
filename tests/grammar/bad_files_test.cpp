#include <doctest/doctest.h>

#include <filesystem>

#include "every_type.h"
#include "golden.h"
#include "grammar/grammar.h"

using namespace onevoice;
using namespace onevoice::tests;

namespace {

const std::filesystem::path folder = std::filesystem::path(ONEVOICE_SOURCE_DIR) / "tests/grammar/bad";

}  // namespace

TEST_CASE("every broken file gives exactly the diagnostics that are written beside it") {
    const auto files = toml_files(folder);
    REQUIRE(files.size() >= 25);
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        std::vector<grammar::Diagnostic> diagnostics;
        static_cast<void>(grammar::read_file(every_type(), file.string(), diagnostics));
        CHECK(grammar::any_error(diagnostics));
        const std::string actual = lines_of(diagnostics);
        CHECK(actual == expected_of(file, actual));
    }
}

TEST_CASE("a file that cannot be read is named with the reason") {
    std::vector<grammar::Diagnostic> diagnostics;
    const std::string missing = (folder / "no-such.toml").string();
    CHECK(grammar::read_file(every_type(), missing, diagnostics).sections.empty());
    static_cast<void>(grammar::read_file(every_type(), folder.string(), diagnostics));
    static_cast<void>(grammar::read_file(every_type(), "/dev/zero", diagnostics));
    REQUIRE(diagnostics.size() == 3);
    CHECK(diagnostics[0].text() == missing + ": error: reading the file: No such file or directory");
    CHECK(diagnostics[1].text() == folder.string() + ": error: reading the file: Is a directory");
    CHECK(diagnostics[2].text() == "/dev/zero: error: reading the file: larger than 64 MiB");
}

TEST_CASE("what is sound is read although something else is broken") {
    std::vector<grammar::Diagnostic> diagnostics;
    const auto document = grammar::read_text(every_type(),
                                             "[[pattern]]\nname = 'a'\nmatch = ['x', 3, 'y']\nwithin = 5\n[[pattern]]\nname = 'b'\nmatch = 'z'\n",
                                             "t", diagnostics);
    CHECK(diagnostics.size() == 2);
    REQUIRE(document.all("pattern").size() == 2);
    const grammar::Table& first = document.all("pattern")[0];
    CHECK(first.texts("match").size() == 2);
    CHECK(first.texts("match")[1].value == "y");
    CHECK_FALSE(first.duration("within").has_value());
    CHECK_FALSE(first.has("within"));
    CHECK(document.all("pattern")[1].text("name")->value == "b");
}

TEST_CASE("diagnostics of an earlier file stay in front and unsorted") {
    std::vector<grammar::Diagnostic> diagnostics;
    static_cast<void>(grammar::read_text(every_type(), "\n\n\nx = 1\n", "first", diagnostics));
    static_cast<void>(grammar::read_text(every_type(), "y = 1\n", "second", diagnostics));
    REQUIRE(diagnostics.size() == 2);
    CHECK(diagnostics[0].place.file == "first");
    CHECK(diagnostics[1].place.file == "second");
}

TEST_CASE("warnings are no errors") {
    CHECK_FALSE(grammar::any_error({}));
    CHECK_FALSE(grammar::any_error({{grammar::Severity::warning, {"f", 1, 2}, "w"}}));
    CHECK(grammar::any_error({{grammar::Severity::warning, {}, "w"}, {grammar::Severity::error, {}, "e"}}));
    CHECK(grammar::Diagnostic{grammar::Severity::warning, {"f", 1, 2}, "w"}.text() == "f:1:2: warning: w");
    CHECK(grammar::Diagnostic{grammar::Severity::error, {}, "e"}.text() == "error: e");
}
