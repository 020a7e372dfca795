#include "message/transfer_encoding.h"

#include <doctest/doctest.h>

#include <vector>

using namespace onevoice::message;
using namespace std::string_literals;

namespace {

constexpr std::size_t plenty = 1 << 20;

struct Row {
    std::string coded;
    std::string plain;
    bool well_formed = true;
};

}  // namespace

TEST_CASE("base64 decodes to the bytes that were encoded, whatever stands between") {
    const std::vector<Row> rows{
        {"", ""},
        {"QQ==", "A"},
        {"QUI=", "AB"},
        {"QUJD", "ABC"},
        {"QUJDREVG\nR0g=\n", "ABCDEFGH"},
        {"QU\nJD\r\nRA==", "ABCD"},
        {"  Q U J D  ", "ABC"},
        {"//8A", "\xFF\xFF\0"s},
        {"QQ==QUJD", "AABC"},       // two texts joined: the padding ends the first
        {"QQ==\nQg==\n", "AB"},
        {"QQ=", "A"},
        {"QUJDR", "ABC", false},    // one character stands for no byte
        {"QUJDRA", "ABCD", false},  // padding lost: what is there is kept
        {"QUJDREU", "ABCDE", false},
        {"QU*J$D", "ABC", false},
        {"QU\x80\xFFJD", "ABC", false},
        {"====", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.coded);
        std::string out;
        CHECK(append_base64(out, row.coded, plenty) == row.well_formed);
        CHECK(out == row.plain);
    }
}

TEST_CASE("base64 of every length survives the way there and back") {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t length = 0; length < 200; ++length) {
        std::string bytes;
        for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(i * 37 + length);
        std::string coded;
        for (std::size_t i = 0; i < length; i += 3) {
            const auto at = [&](std::size_t n) { return n < length ? static_cast<unsigned char>(bytes[n]) : 0U; };
            const unsigned bits = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
            coded += alphabet[bits >> 18];
            coded += alphabet[bits >> 12 & 63];
            coded += i + 1 < length ? alphabet[bits >> 6 & 63] : '=';
            coded += i + 2 < length ? alphabet[bits & 63] : '=';
            if (i % 57 == 54) coded += '\n';
        }
        std::string out;
        CHECK(append_base64(out, coded, plenty));
        CHECK(out == bytes);
    }
}

TEST_CASE("quoted-printable decodes codes and soft line breaks and keeps what is neither") {
    const std::vector<Row> rows{
        {"", ""},
        {"Gr=C3=BC=C3=9Fe", "Grüße"},
        {"lower =c3=bc", "lower ü"},
        {"soft=\nbreak", "softbreak"},
        {"soft= \t\nbreak", "softbreak"},
        {"blank at the end   \nnext\t\n", "blank at the end\nnext\n"},
        {"coded blank=20\nnext", "coded blank \nnext"},
        {"=20  \n", " \n"},
        {"at the end=", "at the end"},
        {"a=ZZb", "a=ZZb", false},
        {"a=3", "a=3", false},
        {"1 = 1\n", "1 = 1\n", false},
        {"=3D=\n=3D", "=="},
        {"=00", "\0"s},
        {"raw \xC3\xBC", "raw ü"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.coded);
        std::string out;
        CHECK(append_quoted_printable(out, row.coded, plenty) == row.well_formed);
        CHECK(out == row.plain);
    }
}

TEST_CASE("a run of blanks longer than any buffer ends, and is dropped at the line end") {
    const std::string blanks(100000, ' ');
    std::string out;
    CHECK(append_quoted_printable(out, "a" + blanks + "\nb" + blanks + "c", plenty));
    CHECK(out == "a\nb" + blanks + "c");
}

TEST_CASE("the Q coding reads an underscore as a blank") {
    std::string out;
    CHECK(append_q(out, "Gr=FC=DFe_aus=20K=F6ln"));
    CHECK(out == "Gr\xFC\xDF" "e aus K\xF6ln");
}

TEST_CASE("uuencoded text decodes, and text that breaks off says so") {
    std::string out;
    CHECK(append_uuencoded(out, "a line before\nbegin 644 note.txt\n%2&%L;&\\\n`\nend\n", plenty));
    CHECK(out == "Hallo");
    std::string broken;
    CHECK_FALSE(append_uuencoded(broken, "begin 644 note.txt\n%2&%L;&\\\n", plenty));
    CHECK(broken == "Hallo");
    std::string none;
    CHECK_FALSE(append_uuencoded(none, "no file here\n", plenty));
    CHECK(none.empty());
}

TEST_CASE("decoding stops at the limit") {
    for (const char* encoding : {"base64", "quoted-printable", "8bit"}) {
        CAPTURE(encoding);
        std::string store;
        const Decoded decoded = decode_body("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", encoding, 10, store);
        CHECK(decoded.bytes.size() == 10);
        CHECK(decoded.cut);
    }
}

TEST_CASE("the encoding's name is read with its blanks, comments and stray semicolons") {
    for (const char* encoding : {"base64", "BASE64", " base64 ", "base64;", "base64 (always)", "Base64\n"}) {
        CAPTURE(encoding);
        std::string store;
        const Decoded decoded = decode_body("QUJD", encoding, plenty, store);
        CHECK(decoded.bytes == "ABC");
        CHECK(decoded.known);
    }
    std::string store;
    CHECK_FALSE(decode_body("abc", "x-own-invention", plenty, store).known);
    CHECK(decode_body("abc", "", plenty, store).known);
    CHECK(decode_body("abc", "", plenty, store).bytes == "abc");
}
