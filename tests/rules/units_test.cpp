#include "rules/units.h"

#include <doctest/doctest.h>

#include <string>

#include "rules/folded_words.h"
#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

/// "first|second|…"; a question is marked by "[?]" behind it.
std::string cut(const std::string& body, const std::string& subject = "") {
    const auto words = test::own_words(subject, body);
    const auto folded = fold_words(words);
    std::string out;
    for (const auto& sentence : folded.units.sentences) {
        if (!out.empty()) out += '|';
        out += std::string(folded.text(sentence)) + (sentence.question ? "[?]" : "");
    }
    return out;
}

}  // namespace

TEST_CASE("sentences end where readers end them") {
    struct Row {
        std::string body;
        std::string sentences;
    };
    const Row rows[] = {
        {"Eins. Zwei! Drei? Vier", "eins.|zwei!|drei?[?]|vier"},
        {"Das ist z.B. ein Test, d.h. nur einer, bzw. zwei.", "das ist z.b. ein test, d.h. nur einer, bzw. zwei."},
        {"Das ist z. B. ein Test. Und d. h. nichts.", "das ist z. b. ein test.|und d. h. nichts."},
        {"Die Wohnung Whg. 7, Hs. 2, Zi. 4 kündige ich. Danke.", "die wohnung whg. 7, hs. 2, zi. 4 kuendige ich.|danke."},
        {"Le logement app. 7, bât. 2, esc. 4 est libre. Merci.", "le logement app. 7, bat. 2, esc. 4 est libre.|merci."},
        {"I leave Apt. 7, Bldg. 2, Rm. 4 in May. It is in the app. Bye.", "i leave apt. 7, bldg. 2, rm. 4 in may.|it is in the app.|bye."},
        {"Kd.-Nr. 12, Ihr Amt. 3 Tage", "kd.-nr. 12, ihr amt.|3 tage"},
        {"Sehr geehrter Herr Dr. Braun, Ihre Nr. 12 liegt vor. Danke.", "sehr geehrter herr dr. braun, ihre nr. 12 liegt vor.|danke."},
        {"Am 12. Mai um 9 Uhr. Bis dann.", "am 12. mai um 9 uhr.|bis dann."},
        {"Im 3. Quartal und die 2. Mahnung am 1. des Monats. Ende.", "im 3. quartal und die 2. mahnung am 1. des monats.|ende."},
        {"Er wird zum 31.12. gekündigt, vom 1.-3.5. nicht. Ende.", "er wird zum 31.12. gekuendigt, vom 1.-3.5. nicht.|ende."},
        {"Bis 31.12. Danach nicht.", "bis 31.12.|danach nicht."},
        {"Seit 2024. Wir danken.", "seit 2024.|wir danken."},
        {"Betrag: 1.240,00 EUR. Danke.", "betrag: 1.240,00 eur.|danke."},
        {"Siehe shop.example/a.b und v1.2. Gut.", "siehe shop.example/a.b und v1.2.|gut."},
        {"Mr. Smith met J. R. Brown, e.g. at noon. Fine.", "mr. smith met j. r. brown, e.g. at noon.|fine."},
        {"We left at 5 p.m. They stayed.", "we left at 5 p.m.|they stayed."},
        {"Acme Inc. was here, Acme Inc. We go.", "acme inc. was here, acme inc.|we go."},
        {"The answer is no. We are sorry, no. 12 is gone.", "the answer is no.|we are sorry, no. 12 is gone."},
        {"M. Dupont et Mme. Durand, p. ex. le 12. Merci.", "m. dupont et mme. durand, p. ex. le 12.|merci."},
        {"Egr. Sig. Rossi, a presto. Ciao.", "egr. sig. rossi, a presto.|ciao."},
        {"Estimado Sr. García, gracias. Hola.", "estimado sr. garcia, gracias.|hola."},
        {"Geachte dhr. Jansen, bijv. morgen. Dank.", "geachte dhr. jansen, bijv. morgen.|dank."},
        {"Nun ja… Das war es.", "nun ja...|das war es."},
        {"Ihre Bewerbung … wurde abgelehnt.", "ihre bewerbung ... wurde abgelehnt."},
        {"Ihre Bewerbung ... Ihre Freude.", "ihre bewerbung ... ihre freude."},
        {"Er sagte: „Nein.“ Dann ging er.", "er sagte: \"nein.\"|dann ging er."},
        {"Wirklich?! Ja (wirklich?) doch. \"Ja?\" Gut.", "wirklich?![?]|ja (wirklich?) doch.|\"ja?\"[?]|gut."},
        {"Wir bieten:\n- Äpfel\n- Birnen\nsowie Kirschen", "wir bieten:|- aepfel|- birnen sowie kirschen"},
        {"Bitte:\n1. Kommen\n2. Sehen\n3) siegen", "bitte:|1. kommen|2. sehen|3) siegen"},
        {"Es gilt der\n12. Mai als Tag.", "es gilt der 12. mai als tag."},
        {"• eins\n• zwei", "\u2022 eins|\u2022 zwei"},
        {"Umbrochen\nin Zeilen.\nNeu", "umbrochen in zeilen.|neu"},
        {"Absatz eins\n\nAbsatz zwei", "absatz eins|absatz zwei"},
        {"Warum: weil. Folgt:\nAlles", "warum: weil.|folgt:|alles"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        CHECK(cut(row.body) == row.sentences);
    }
}

TEST_CASE("the subject is one sentence whatever stands in it") {
    CHECK(cut("Eins. Zwei.", "Re: Ja. Nein. Doch?") == "re: ja. nein. doch?[?]|eins.|zwei.");
    CHECK(cut("Eins.", "") == "eins.");
}

TEST_CASE("no sentence goes on across something that was set aside") {
    message::OwnWords words = test::own_words("", "Ich nehme\nan der Wand Platz");
    words.pieces = {{0, 0, 12}, {12, 80, 20}};
    const auto folded = fold_words(words);
    CHECK(folded.units.sentences.size() == 2);
    words.pieces = {{0, 0, 12}, {12, 13, 20}};
    CHECK(fold_words(words).units.sentences.size() == 1);
}

TEST_CASE("a sentence without end is cut into overlapping windows that hold all of it") {
    std::string body;
    while (body.size() < 1'000'000) body += "wort für wort ";
    const auto words = test::own_words("", body);
    const auto folded = fold_words(words);
    const auto& sentences = folded.units.sentences;
    REQUIRE(sentences.size() > 400);
    CHECK(sentences.front().from == 0);
    CHECK(sentences.back().to == folded.text().size());
    for (std::size_t i = 1; i < sentences.size(); ++i) {
        REQUIRE(sentences[i].to - sentences[i].from <= window_bytes + 4);
        REQUIRE(sentences[i].from < sentences[i - 1].to);
        REQUIRE(sentences[i - 1].to - sentences[i].from >= window_overlap - 4);
    }
}

TEST_CASE("windows cut no character in two") {
    std::string body;
    for (int i = 0; i < 3000; ++i) body += "\u4e2d";
    const auto words = test::own_words("", body);
    const auto folded = fold_words(words);
    REQUIRE(folded.units.sentences.size() > 3);
    for (const auto& s : folded.units.sentences) {
        CHECK(s.from % 3 == 0);
        CHECK(s.to % 3 == 0);
    }
}

TEST_CASE("sentences and paragraphs hold no line end and no two blanks") {
    const auto words = test::own_words("a\u00a0 b", "x \u00a8 y\n z\n\n\n w\t\t v");
    const auto folded = fold_words(words);
    for (const auto& p : folded.units.paragraphs) {
        CHECK(folded.text(p).find('\n') == std::string_view::npos);
        CHECK(folded.text(p).find("  ") == std::string_view::npos);
    }
}
