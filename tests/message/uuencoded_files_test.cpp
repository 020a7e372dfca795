#include "message/uuencoded_files.h"

#include <doctest/doctest.h>

#include "message/reading.h"

using namespace onevoice::message;

TEST_CASE("a whole uuencoded file leaves the text, and what is none stays") {
    struct Row {
        const char* text;
        const char* left;
        std::size_t files;
    };
    const Row rows[] = {
        {"above\nbegin 644 a.txt\n#0V%T\n`\nend\nbelow\n", "above\nbelow\n", 1},
        {"begin 0644 two words.pdf\n#0V%T\nend", "", 1},
        {"begin 644 a\n#0V%T\nend\nbegin 600 b\n#0V%T\nend\nx", "x", 2},
        {"begin 644 a.txt\n#0V%T\n`\n", "begin 644 a.txt\n#0V%T\n`\n", 0},
        {"begin 644 a.txt\nlower case is not coded\nend\n", "begin 644 a.txt\nlower case is not coded\nend\n", 0},
        {"begin 644 a.txt\nAB CD\nend\n", "begin 644 a.txt\nAB CD\nend\n", 0},
        {"begin 644 a.txt\nend\n", "begin 644 a.txt\nend\n", 0},
        {"begin at the beginning\n#0V%T\nend\n", "begin at the beginning\n#0V%T\nend\n", 0},
        {"begin 644 lost\nbegin 644 a\n#0V%T\nend\n", "begin 644 lost\n", 1},
        {"we begin 644 a\n#0V%T\nend\n", "we begin 644 a\n#0V%T\nend\n", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        std::string text = row.text;
        CHECK(remove_uuencoded_files(text) == row.files);
        CHECK(text == row.left);
    }
}

TEST_CASE("a file in the text is counted as an attachment and not read") {
    const auto reading = read("Content-Type: text/plain\n\nHello,\nplease see the file.\n\nbegin 644 plan.txt\n#0V%T\n`\nend\n");
    REQUIRE(reading.ok());
    CHECK(reading->text == "\n\nHello,\nplease see the file.");
    CHECK(reading->attachments == 1);
    CHECK(reading->parts == 2);
}
