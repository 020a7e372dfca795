// Strings as the files write them: whatever is written is read back.
#include <doctest/doctest.h>

#include <string>

#include "every_type.h"
#include "grammar/grammar.h"

using namespace onevoice;
using namespace onevoice::tests;

namespace {

const std::string texts[] = {
    "",
    "plain",
    "a regular \\b expression with \"quotes\"",
    "an apostrophe's worth",
    "three ''' of them",
    "tab\there and bell\x07",
    "Grüße, 請",
    "two\nlines",
    "\\",
    "ends with '",
};

std::string read_back(const std::string& written) {
    std::vector<grammar::Diagnostic> diagnostics;
    const grammar::Document document = grammar::read_text(every_type(), "[filter]\nheader = " + written + "\n", "written.toml", diagnostics);
    for (const grammar::Diagnostic& diagnostic : diagnostics) FAIL_CHECK(diagnostic.text());
    const grammar::Table* table = document.one("filter");
    REQUIRE(table != nullptr);
    const auto text = table->text("header");
    REQUIRE(text.has_value());
    return text->value;
}

}  // namespace

TEST_CASE("a string is read back as it was written") {
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(read_back(grammar::as_toml(text)) == text);
    }
}

TEST_CASE("a string over several lines is read back with a line end behind it") {
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(read_back(grammar::as_toml_lines(text)) == text + "\n");
    }
    CHECK(grammar::as_toml_lines("a\nb\n") == "'''\na\nb\n'''");
}
