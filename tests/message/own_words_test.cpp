#include "message/own_words.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

using namespace onevoice::message;

namespace {

constexpr std::string_view letters = "?oqfsd";  // in the order of Role

struct Case {
    std::string name;
    std::vector<Line> lines;
    std::string expected;  ///< a letter per line, '.' for any
};

/// The cases of a file; own_words/german.txt says how they are written.
std::vector<Case> cases_in(const std::string& file) {
    std::ifstream in(ONEVOICE_SOURCE_DIR "/tests/message/own_words/" + file);
    REQUIRE_MESSAGE(in.good(), file);
    std::vector<Case> cases;
    bool starts_part = true;
    for (std::string text; std::getline(in, text);) {
        if (text.starts_with("## ")) {
            cases.push_back({text.substr(3), {}, {}});
            starts_part = true;
        } else if (text == "---- part") {
            starts_part = true;
        } else if (const auto bar = text.find('|'); bar != std::string::npos && bar <= 2 && !cases.empty()) {
            Line line;
            line.text = text.substr(std::min(bar + 2, text.size()));
            if (bar == 2) line.quote_depth = text[1] - '0';
            line.starts_part = starts_part;
            starts_part = false;
            cases.back().lines.push_back(std::move(line));
            cases.back().expected += text[0];
        }
    }
    return cases;
}

std::string roles_of(const std::vector<Line>& lines) {
    std::string out;
    for (const Role role : set_aside(lines)) out += letters[static_cast<std::size_t>(role)];
    return out;
}

std::vector<Line> repeated(const std::string& text, std::size_t bytes) {
    std::vector<Line> lines;
    for (std::size_t size = 0; size < bytes; size += text.size() + 1) {
        Line line;
        line.text = text;
        line.starts_part = lines.empty();
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

TEST_CASE("the habits of mail programs are told from the sender's own words") {
    std::size_t count = 0;
    for (const char* file : {"german.txt", "english.txt", "french.txt", "others.txt"}) {
        for (const Case& one : cases_in(file)) {
            const std::string roles = roles_of(one.lines);
            REQUIRE(roles.size() == one.expected.size());
            for (std::size_t i = 0; i < roles.size(); ++i) {
                if (one.expected[i] == '.') continue;
                CAPTURE(file);
                CAPTURE(one.name);
                CAPTURE(one.lines[i].text);
                CHECK(roles[i] == one.expected[i]);
            }
            ++count;
        }
    }
    CHECK(count >= 100);
}

TEST_CASE("what a container says of a line is taken as it is") {
    std::vector<Line> lines(4);
    lines[0].text = "Wir sagen zu.";
    lines[0].starts_part = true;
    lines[1].text = "Jonas Petersen";
    lines[1].hint = Role::signature;
    lines[2].text = "Wir haben abgesagt.";
    lines[2].hint = Role::quote;
    lines[3].text = "Wir haben wieder abgesagt.";
    lines[3].hint = Role::forward;
    CHECK(roles_of(lines) == "osqf");
}

TEST_CASE("a forward marker inside a quoting container makes it a forward") {
    std::vector<Line> lines(5);
    lines[0].text = "Zur Info";
    lines[1].text = "---------- Forwarded message ---------";
    lines[2].text = "Von: Jonas Petersen <jonas@nordlicht.example>";
    lines[3].text = "Subject: Absage";
    lines[4].text = "Wir haben abgesagt.";
    for (std::size_t i = 1; i < lines.size(); ++i) lines[i].hint = Role::quote;
    CHECK(roles_of(lines) == "offff");
}

TEST_CASE("a message that is only an attached message stays a forward") {
    std::vector<Line> lines(2);
    for (Line& line : lines) {
        line.text = "Wir haben abgesagt.";
        line.hint = Role::forward;
    }
    CHECK(roles_of(lines) == "ff");
}

TEST_CASE("a quote ends with the part it stands in") {
    std::vector<Line> lines(4);
    lines[0].text = "Danke.";
    lines[1].text = "Am 02.03.2026 um 11:04 schrieb Jonas Petersen <jonas@nordlicht.example>:";
    lines[2].text = "Wir haben abgesagt.";
    lines[3].text = "Wir sagen hiermit zu.";
    lines[3].starts_part = true;
    CHECK(roles_of(lines) == "oqqo");
}

TEST_CASE("no lines have no roles") { CHECK(set_aside({}).empty()); }

TEST_CASE("many times the same line gets a role for every line") {
    // The square of that many lines would take longer than ctest waits, even without sanitizers.
    constexpr std::size_t bytes = 1u << 17;
    for (const char* text : {">", "> >", "", "-- ", "___", "Von: a@b.example", "Am 02.03.2026 um 11:04 schrieb", "Jonas schrieb:", "Am 1.1.2026 10:11",
                             "-----Ursprüngliche Nachricht-----", "Mit freundlichen Grüßen", "Tel. 0431 5550100", "Diese E-Mail ist vertraulich.",
                             "vertraulich", "Gesendet von meinem iPhone", "P.S.", "Hallo,"}) {
        CAPTURE(text);
        const auto lines = repeated(text, bytes);
        CHECK(set_aside(lines).size() == lines.size());
    }
    for (const char* text : {">", "> ", "-", "_", ":", "am ", "Am 02.03.2026 um 11:04 schrieb ", "vertraulich ", "a", " ", "\xCC\x88", "*"}) {
        CAPTURE(text);
        Line line;
        while (line.text.size() < bytes) line.text += text;
        CHECK(set_aside({line}).size() == 1);
    }
}

TEST_CASE("own words are the subject and the own passages, and every offset leads back") {
    Reading reading;
    reading.text = "Absage\n\nGuten Tag\n> alt\nwir sagen ab";
    const auto at = [&](std::string_view text) { return reading.text.find(text); };
    reading.passages = {{Role::subject, 0, at("Guten")},
                        {Role::own, at("Guten"), at("> alt")},
                        {Role::quote, at("> alt"), at("wir")},
                        {Role::own, at("wir"), reading.text.size()}};
    const OwnWords words = own_words(reading);
    CHECK(words.text == "Absage\n\nGuten Tag\nwir sagen ab\n");
    CHECK(words.subject_bytes == 6);
    for (const char* word : {"Absage", "Guten", "Tag", "wir", "ab"}) {
        CAPTURE(word);
        CHECK(words.at(words.text.rfind(word)) == reading.text.rfind(word));
    }
    CHECK(words.at(words.text.size()) == reading.text.size());
}

TEST_CASE("own words of a message without a subject begin with the blank line") {
    Reading reading;
    reading.text = "\n\nHallo\n";
    reading.passages = {{Role::subject, 0, 2}, {Role::own, 2, 8}};
    const OwnWords words = own_words(reading);
    CHECK(words.text == "\n\nHallo\n");
    CHECK(words.subject_bytes == 0);
    CHECK(words.at(2) == 2);
    CHECK(own_words(Reading{}).text == "\n\n");
    CHECK(own_words(Reading{}).at(1) == 0);
}
