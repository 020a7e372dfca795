// Every code of an oddity, with the shortest message that has it.
#include <doctest/doctest.h>

#include <string>

#include "message/reading.h"

using namespace onevoice::message;

namespace {

std::string codes_of(std::string_view raw, const Limits& limits) {
    const auto reading = read(raw, limits);
    REQUIRE(reading.ok());
    std::string out;
    for (const Oddity& oddity : reading->oddities) out += (out.empty() ? "" : " ") + oddity.code;
    return out;
}

}  // namespace

TEST_CASE("every oddity has its code, and a message without one has none") {
    struct Row {
        std::string codes;
        std::string raw;
        Limits limits = {};
    };
    Limits few_fields, shallow, few_parts, short_text;
    few_fields.header_fields = 1;
    shallow.depth = 1;
    few_parts.parts = 1;
    short_text.text_bytes = 4;
    std::string deep_html = "Content-Type: text/html\n\n";
    for (int i = 0; i < 600; ++i) deep_html += "<div>";
    const std::string multipart = "Content-Type: multipart/mixed; boundary=b\n\n";
    const Row rows[] = {
        {"", "Subject: s\n\nbody"},
        {"header-limit", "A: b\nC: d\n\nbody", few_fields},
        {"bad-header-line", "A: b\nno field\nC: d\n\nbody"},
        {"header-without-end", "A: b\nbody text"},
        {"depth-limit", multipart + "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b--\n", shallow},
        {"parts-limit", multipart + "--b\n\nx\n--b\n\ny\n--b--\n", few_parts},
        {"encoded-container", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogcwoKeA==\n"},
        {"no-boundary no-parts", "Content-Type: multipart/mixed\n\ntext"},
        {"no-boundary wrong-boundary", "Content-Type: multipart/mixed\n\n--c\nContent-Type: text/plain\n\nx\n--c--\n"},
        {"wrong-boundary", multipart + "--c\nContent-Type: text/plain\n\nx\n--c--\n"},
        {"no-parts", multipart + "text"},
        {"no-closing-boundary", multipart + "--b\n\nx\n"},
        {"part-after-close", multipart + "--b\n\nx\n--b--\n--b\n\ny\n--b--\n"},
        {"bad-transfer-encoding", "Content-Transfer-Encoding: quoted-printable\n\n=zz"},
        {"unknown-transfer-encoding", "Content-Transfer-Encoding: x-own\n\nx"},
        {"unknown-charset", "Content-Type: text/plain; charset=klingon\n\nx"},
        {"bad-charset", "Content-Type: text/plain; charset=utf-8\n\n\xFC"},
        {"html-depth-limit", deep_html},
        {"text-limit", "\n\nlonger", short_text},
        {"encrypted", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx"},
        {"encrypted", "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nx\n--b--\n"},
        {"opaque-signature", "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.raw);
        CHECK(codes_of(row.raw, row.limits) == row.codes);
    }
}
