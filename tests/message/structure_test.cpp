// read() over the structures of MIME: what is text, in which order, and what is only counted.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "message/reading.h"

using namespace onevoice::message;

namespace {

Reading reading_of(std::string_view raw, const Limits& limits = {}) {
    auto result = read(raw, limits);
    REQUIRE(result.ok());
    return *std::move(result);
}

/// The text below the subject.
std::string body_of(std::string_view raw) {
    const Reading reading = reading_of(raw);
    return reading.text.substr(reading.subject.size() + 2);
}

bool has(const Reading& reading, std::string_view code) {
    for (const Oddity& oddity : reading.oddities)
        if (oddity.code == code) return true;
    return false;
}

std::string multipart(std::string_view kind, const std::vector<std::string>& parts, std::string_view boundary = "b") {
    std::string out = "Content-Type: multipart/" + std::string(kind) + "; boundary=" + std::string(boundary) + "\n\n";
    for (const std::string& part : parts) out += "--" + std::string(boundary) + "\n" + part + "\n";
    return out + "--" + std::string(boundary) + "--\n";
}

const std::string plain = "Content-Type: text/plain\n\nplain";
const std::string html = "Content-Type: text/html\n\n<p>html</p>";
const std::string picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";

}  // namespace

TEST_CASE("the text of each structure is what its reader sees") {
    struct Row {
        const char* what;
        std::string raw;
        const char* body;
        std::size_t parts;
        std::size_t attachments;
    };
    const Row rows[] = {
        {"no header", "\nhello\n", "hello", 1, 0},
        {"empty", "", "", 1, 0},
        {"plain", plain, "plain", 1, 0},
        {"html alone", html, "html", 1, 0},
        {"invalid type", "Content-Type: text\n\nhello", "hello", 1, 0},
        {"alternative", multipart("alternative", {plain, html}), "plain", 2, 0},
        {"alternative, html first", multipart("alternative", {html, plain}), "plain", 2, 0},
        {"alternative, empty plain", multipart("alternative", {"Content-Type: text/plain\n\n \n", html}), "html", 2, 0},
        {"alternative, html only", multipart("alternative", {html}), "html", 1, 0},
        {"alternative, stub",
         multipart("alternative", {"Content-Type: text/plain\n\nPlease enable HTML to view this mail.",
                                   "Content-Type: text/html\n\n<p>Your application was declined, we are sorry to say.</p>"}),
         "Your application was declined, we are sorry to say.", 2, 0},
        {"alternative in related", multipart("related", {multipart("alternative", {plain, html}, "c"), picture}), "plain", 3,
         1},
        {"related in alternative", multipart("alternative", {plain, multipart("related", {html, picture}, "c")}), "plain", 3,
         1},
        {"mixed", multipart("mixed", {plain, picture, "\nmore"}), "plain\n\nmore", 3, 1},
        {"mixed, html between", multipart("mixed", {plain, html, plain}), "plain\n\nhtml\n\nplain", 3, 0},
        {"attached text",
         multipart("mixed",
                   {plain, "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nnot read"}),
         "plain", 2, 1},
        {"inline text with a name",
         multipart("mixed", {plain, "Content-Type: text/plain\nContent-Disposition: inline; filename=a.txt\n\nread"}),
         "plain\n\nread", 2, 0},
        {"nothing but an attached text", "Content-Type: text/plain\nContent-Disposition: attachment\n\nread", "read", 1, 0},
        {"signed", multipart("signed", {plain, "Content-Type: application/pgp-signature\n\nxyz"}), "plain", 2, 1},
        {"calendar", multipart("alternative", {plain, "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"}),
         "plain", 2, 1},
        {"digest", multipart("digest", {"\nSubject: one\n\nfirst", "\nSubject: two\n\nsecond"}), "first\n\nsecond", 2, 0},
        {"unknown multipart", multipart("x-own", {plain, plain}), "plain\n\nplain", 2, 0},
        {"csv is no text for people", multipart("mixed", {plain, "Content-Type: text/csv\n\na;b"}), "plain", 2, 1},
        {"preamble and epilogue", "Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\nbody\n--b--\nepilogue\n",
         "body", 1, 0},
        {"no closing boundary", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo", "one\n\ntwo", 2, 0},
        {"unclosed inner multipart",
         "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; "
         "boundary=c\n\n--c\n\none\n--a\n\ntwo\n--a--\n",
         "one\n\ntwo", 2, 0},
        {"blanks after the boundary", "Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\none\n--b-- \n", "one", 1, 0},
        {"a boundary that begins like another",
         "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; "
         "boundary=ab\n\n--ab\n\none\n--ab--\n--a\n\ntwo\n--a--\n",
         "one\n\ntwo", 2, 0},
        {"comment behind the boundary", "Content-Type: multipart/mixed; boundary=b (comment)\n\n--b\n\none\n--b--\n", "one",
         1, 0},
        {"no boundary named", "Content-Type: multipart/mixed\n\n--b\nContent-Type: text/plain\n\none\n--b--\n", "one", 1, 0},
        {"no boundary line", "Content-Type: multipart/mixed; boundary=b\n\njust text\n", "just text", 1, 0},
        {"parts after the end", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--\n",
         "one\n\ntwo", 2, 0},
        {"part without header", "Content-Type: multipart/mixed; boundary=b\n\n--b\nno header here\n--b--\n",
         "no header here", 1, 0},
        {"CRLF", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\ntwo\r\n--b--\r\n", "one\ntwo", 1, 0},
        {"mixed line ends", "Content-Type: multipart/mixed; boundary=b\r\n\n--b\n\r\none\r\ntwo\n--b--\r\n", "one\ntwo", 1,
         0},
        {"encoded multipart",
         "Content-Type: multipart/mixed; boundary=q\nContent-Transfer-Encoding: base64\n\nLS1xCgpoaQotLXEtLQo=\n", "hi", 1,
         0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        CHECK(body_of(row.raw) == row.body);
        const Reading reading = reading_of(row.raw);
        CHECK(reading.parts == row.parts);
        CHECK(reading.attachments == row.attachments);
    }
}

TEST_CASE("a plain part that has far less to say than the HTML gives way to it") {
    std::string long_html = "Content-Type: text/html\n\n<p>";
    for (int i = 0; i < 60; ++i) long_html += "word" + std::to_string(i) + ' ';
    long_html += "</p>";
    CHECK(body_of(multipart("alternative", {"Content-Type: text/plain\n\nShort.", long_html})).starts_with("word0 word1"));
    std::string long_plain = "Content-Type: text/plain\n\n";
    for (int i = 0; i < 30; ++i) long_plain += "word" + std::to_string(i) + '\n';
    CHECK(body_of(multipart("alternative", {long_plain, long_html})).starts_with("word0\nword1"));
}

TEST_CASE("an attached message is read as forwarded, and never as own words") {
    const Reading reading = reading_of(
        "Subject: outer\n" +
        multipart(
            "mixed",
            {plain, "Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: inner\n\nWe decline."}));
    REQUIRE(reading.passages.size() == 3);
    CHECK(reading.passages[2].role == Role::forward);
    CHECK(reading.text.substr(reading.passages[2].from) == "We decline.");
    CHECK(reading.subject == "outer");
    CHECK(own_words(reading).text.find("We decline.") == std::string::npos);
}

TEST_CASE("text is decoded from its transfer encoding and its charset, and a wrong charset is said") {
    struct Row {
        const char* type;
        const char* encoding;
        const char* body;
        const char* text;
        const char* oddity;
    };
    const Row rows[] = {
        {"text/plain; charset=utf-8", "8bit", "Gr\xC3\xBC\xC3\x9F" "e", "Grüße", ""},
        {"text/plain; charset=ISO-8859-1", "quoted-printable", "Gr=FC=DFe =80", "Grüße €", ""},
        {"text/plain; charset=\"iso-8859-15\"", "8bit", "5 \xA4", "5 €", ""},
        {"text/plain; charset=utf-8", "base64", "R3LDvMOfZQ==", "Grüße", ""},
        {"text/plain; charset=koi8-r", "8bit", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет", ""},
        {"text/plain; charset=utf-16", "base64", "//5HAHIA/ADfAGUA", "Grüße", ""},
        {"text/plain", "8bit", "Gr\xFC\xDF" "e", "Grüße", "bad-charset"},
        {"text/plain; charset=utf-8", "8bit", "Gr\xFC\xDF" "e", "Grüße", "bad-charset"},
        {"text/plain; charset=utf-8", "8bit", "\xC3\xBC \xFC", "ü \xEF\xBF\xBD", ""},
        {"text/plain; charset=x-own-invention", "8bit", "Gr\xFC\xDF" "e", "Grüße", "unknown-charset"},
        {"text/plain; charset=x-own-invention", "8bit", "Gr\xC3\xBC\xC3\x9F" "e", "Grüße", "unknown-charset"},
        {"text/plain; charset=utf-8//TRANSLIT", "8bit", "a", "a", "unknown-charset"},
        {"text/html", "8bit", "<meta charset=windows-1251><p>\xCF\xF0\xE8", "При", ""},
        {"text/plain", "x-own", "as it is", "as it is", "unknown-transfer-encoding"},
        {"text/plain", "base64", "R3LDvM*OfZQ==", "Grüße", "bad-transfer-encoding"},
        {"text/plain; format=flowed", "7bit", "one \ntwo", "one two", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.type);
        CAPTURE(row.body);
        const std::string raw =
            std::string("Content-Type: ") + row.type + "\nContent-Transfer-Encoding: " + row.encoding + "\n\n" + row.body;
        const Reading reading = reading_of(raw);
        CHECK(reading.text.substr(2) == row.text);
        CHECK(reading.oddities.size() == (*row.oddity == '\0' ? 0 : 1));
        if (*row.oddity != '\0') CHECK(has(reading, row.oddity));
    }
}

TEST_CASE("each limit has its oddity, and what lies within it is read") {
    Limits limits;
    SUBCASE("message") {
        limits.message_bytes = 10;
        const auto result = read("Subject: longer than ten\n\n", limits);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().kind == onevoice::Kind::malformed);
        CHECK(result.error().what == "reading a message: it has 26 bytes, more than the 10 that are read");
    }
    SUBCASE("depth") {
        limits.depth = 3;
        std::string nested = plain;
        for (int i = 0; i < 10; ++i)
            nested = multipart("mixed", {"\nlevel " + std::to_string(i), nested}, "b" + std::to_string(i) + "x");
        const Reading reading = reading_of(nested, limits);
        CHECK(has(reading, "depth-limit"));
        CHECK(reading.text == "\n\nlevel 9\n\nlevel 8\n\nlevel 7");
    }
    SUBCASE("parts") {
        limits.parts = 3;
        const Reading reading = reading_of(multipart("mixed", {"\na", "\nb", "\nc", "\nd"}), limits);
        CHECK(has(reading, "parts-limit"));
        CHECK(reading.parts == 3);
        CHECK(reading.text == "\n\na\n\nb\n\nc");
    }
    SUBCASE("text") {
        limits.text_bytes = 10;
        const Reading reading = reading_of(
            "Subject: s\nContent-Type: text/plain; charset=utf-8\n\nabcdefgh\xC3\xBC\xC3\xBC\xC3\xBC\nmore", limits);
        CHECK(has(reading, "text-limit"));
        CHECK(reading.text == "s\n\nabcdefghü");
    }
    SUBCASE("text of HTML") {
        limits.text_bytes = 10;
        const Reading reading =
            reading_of("Content-Type: text/html\n\n<p>abcd</p><p>efgh</p><p>ijkl</p><p>mnop</p>", limits);
        CHECK(has(reading, "text-limit"));
        CHECK(reading.text.size() <= 2 + 10);
        CHECK(reading.text.starts_with("\n\nabcd\n"));
    }
    SUBCASE("header fields") {
        limits.header_fields = 2;
        const Reading reading = reading_of("A: b\nSubject: kept\nMessage-ID: <lost@x>\n\nbody", limits);
        CHECK(has(reading, "header-limit"));
        CHECK(reading.subject == "kept");
        CHECK(reading.message_id.empty());
        CHECK(reading.text == "kept\n\nbody");
    }
}
