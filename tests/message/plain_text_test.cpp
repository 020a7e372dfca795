#include "message/plain_text.h"

#include <doctest/doctest.h>

#include <string>

using namespace onevoice::message;

namespace {

/// Lines as "depth|text", one per line.
std::string shown(std::string_view text, Flow flow) {
    std::vector<Line> lines;
    append_plain_lines(lines, text, flow);
    std::string out;
    for (const Line& line : lines) out += std::to_string(line.quote_depth) + '|' + line.text + '\n';
    return out;
}

constexpr Flow fixed{};
constexpr Flow flowed{true, false};
constexpr Flow del_sp{true, true};

}  // namespace

TEST_CASE("fixed text keeps its lines, its quote marks, and no blanks at line ends") {
    CHECK(shown("", fixed).empty());
    CHECK(shown("one  \n\n> two\t\n-- \nme", fixed) == "0|one\n0|\n0|> two\n0|-- \n0|me\n");
}

TEST_CASE("flowed lines become paragraphs as RFC 3676 says") {
    struct Row {
        const char* text;
        Flow flow;
        const char* lines;
    };
    const Row rows[] = {
        {"a \nb\n", flowed, "0|a b\n"},
        {"a \nb \nc\nd\n", flowed, "0|a b c\n0|d\n"},
        {"a \nb\n", del_sp, "0|ab\n"},
        {"a  \nb\n", del_sp, "0|a b\n"},
        {" stuffed\n >no quote\n", flowed, "0|stuffed\n0|>no quote\n"},
        {"> a \n> b\n", flowed, "1|a b\n"},
        {">> a \n>> b\n> c\nd\n", flowed, "2|a b\n1|c\n0|d\n"},
        {"> a \nb\n", flowed, "1|a\n0|b\n"},      // another depth ends the paragraph
        {"text \n-- \nme\n", flowed, "0|text\n0|-- \n0|me\n"},
        {"> -- \n> me\n", flowed, "1|-- \n1|me\n"},
        {"a \n\nb\n", flowed, "0|a\n0|\n0|b\n"},
        {"open ", flowed, "0|open\n"},
        {"x\n\ny\n", flowed, "0|x\n0|\n0|y\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(shown(row.text, row.flow) == row.lines);
    }
}
