#include "message/encoded_words.h"

#include <doctest/doctest.h>

#include "message/visible_text.h"

using namespace onevoice::message;

TEST_CASE("header text is decoded as RFC 2047 says, and kept where it is not followed") {
    struct Row {
        const char* raw;
        const char* text;
    };
    const Row rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"folded\n over\n\ttwo lines", "folded over two lines"},
        {"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"},
        {"=?UTF-8?b?R3LDvMOfZQ==?=", "Grüße"},
        {"=?iso-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=", "Grüße aus Köln"},
        {"=?windows-1252?Q?5_=80?=", "5 €"},
        {"=?iso-8859-15?Q?5_=A4?=", "5 €"},
        {"=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"},
        {"Re: =?utf-8?Q?=C3=BC?= (fwd)", "Re: ü (fwd)"},
        {"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?a?=\n =?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?a?= and =?utf-8?Q?b?=", "a and b"},
        {"=?utf-8?Q?a_?= =?utf-8?Q?b?=", "a b"},
        {"=?utf-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü"},          // a character cut in two
        {"=?utf-8?B?w7?= =?utf-8?B?vA?=", "ü"},            // and without its padding
        {"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?two words?=", "two words"},            // raw blanks are against the rules, and common
        {"=?utf-8?Q?why=3F?=", "why?"},
        {"=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
        {"=?utf-8?Q?no end", "=?utf-8?Q?no end"},
        {"=??Q?abc?=", "=??Q?abc?="},
        {"=?=?=?", "=?=?=?"},
        {"=?no-such-charset?Q?Gr=FC=DFe?=", "Grüße"},
        {"raw Gr\xC3\xBC\xC3\x9F" "e", "raw Grüße"},
        {"raw Gr\xFC\xDF" "e", "raw Grüße"},
        {"=?utf-8?Q?a=0Ab=00c=1Bd?=", "a b c d"},
        {"=?utf-8?Q?turn_=E2=80=AEover?=", "turn over"},
        {"=?utf-8?Q?zero=E2=80=8Bwidth_soft=C2=ADhyphen?=", "zerowidth softhyphen"},
        {"=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=", "こん"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.raw);
        CHECK(decode_header_text(row.raw) == row.text);
    }
}

TEST_CASE("a megabyte of encoded words, and of beginnings of words, is read in one pass") {
    std::string words;
    while (words.size() < (1 << 20)) words += "=?utf-8?Q?a?= ";
    CHECK(decode_header_text(words) == std::string((1 << 20) / 14 + 1, 'a'));
    std::string openings;
    while (openings.size() < (1 << 20)) openings += "=?a?q? ";
    CHECK(decode_header_text(openings).size() > openings.size() / 2);
}

TEST_CASE("visible text keeps nothing that cannot be seen or that turns the direction") {
    struct Row {
        std::string_view bytes;
        const char* text;
    };
    const Row rows[] = {
        {"line\r\nline\rline\nend", "line\nline\nline\nend"},
        {std::string_view("nul\0byte", 8), "nul byte"},
        {"tab\there", "tab\there"},
        {"\x1B[31mred\x7F", " [31mred "},
        {"c1 \xC2\x85 here", "c1   here"},
        {"no-break\xC2\xA0space\xE2\x80\xAFnarrow", "no-break space narrow"},
        {"soft\xC2\xADhyphen", "softhyphen"},
        {"\xEF\xBB\xBF"
         "mark",
         "mark"},
        {"\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6x\xE2\x81\xA9\xE2\x80\xAC\xE2\x80\x8E", "x"},
        {"bad \xFF\xC3 \xE2\x82 \xED\xA0\x80 end",
         "bad \xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD end"},
        {"overlong \xC0\xAF", "overlong \xEF\xBF\xBD\xEF\xBF\xBD"},
        {"emoji \xF0\x9F\x98\x80", "emoji 😀"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        std::string out;
        append_visible(out, row.bytes);
        CHECK(out == row.text);
    }
}
