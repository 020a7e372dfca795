#include "rules/text_blocks.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/rules/generated_mail.h"
#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;
using namespace onevoice::rules::test;

namespace {

const std::string rejection =
    "Sehr geehrte/r {name},\n\n"
    "vielen Dank für Ihre Anmeldung zu unserem Partnerprogramm. Nach sorgfältiger Prüfung Ihrer Webseite {url} müssen wir Ihnen leider "
    "mitteilen, dass wir Sie nicht in das Programm aufnehmen. Der Grund: …\n\n"
    "Bitte sehen Sie von weiteren Anmeldungen in den kommenden sechs Monaten ab.\n\n"
    "Mit freundlichen Grüßen\nIhr Partnerteam\n";

const std::string one_sentence = "We are unable to process your claim because the warranty has expired.";

std::unique_ptr<const Matcher> blocks(std::vector<TextBlockSpec> specs) {
    MatcherInput in;
    in.text_blocks = std::move(specs);
    return matcher(std::move(in));
}

}  // namespace

TEST_CASE("a block is found filled in, rewrapped, as HTML text and inside a long letter") {
    const auto rules = blocks({text_block("rejection", "reject", rejection), text_block("claim", "refund-denied", one_sentence)});
    std::string letter;
    GeneratedMail mail(3);
    for (int i = 0; i < 40; ++i) letter += mail.sentence() + " ";
    struct Row {
        std::string body;
        std::string blocks;
    };
    const std::string filled =
        "Sehr geehrte/r Frau Mustermann,\n\nvielen Dank für Ihre Anmeldung zu unserem Partnerprogramm. Nach sorgfältiger Prüfung Ihrer Webseite "
        "https://blog.example/ueber-mich müssen wir Ihnen leider mitteilen, dass wir Sie nicht in das Programm aufnehmen. Der Grund: Ihre Seite "
        "enthält zu wenige eigene Inhalte, und das Impressum fehlt.\n\nBitte sehen Sie von weiteren Anmeldungen in den kommenden sechs Monaten "
        "ab.\n\nMit freundlichen Grüßen\nIhr Partnerteam\n";
    std::string wrapped = filled;
    std::size_t column = 0;
    for (char& c : wrapped) {
        ++column;
        if (c == ' ' && column > 30) c = '\n', column = 0;
    }
    std::string bare;  // as a converter of HTML may leave it
    for (const char c : filled) bare += c == '\n' ? std::string(" \n \u00a0\n") : std::string(1, c);
    const Row rows[] = {
        {filled, "rejection"},
        {wrapped, "rejection"},
        {bare, "rejection"},
        {letter + "\n\n" + filled + "\n\n" + letter, "rejection"},
        {letter + "We are unable to process\nyour claim, because the warranty has expired! " + letter, "claim"},
        {filled + one_sentence, "rejection claim"},
        {letter, ""},
        {"Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre Nachricht.\n\nMit freundlichen Grüßen\nIhr Partnerteam", ""},
        {"We are unable to process your order because the card has expired.", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const auto found = rules->match(own_words("Betreff", row.body), false);
        std::string names;
        for (const auto& block : found.text_blocks) names += (names.empty() ? "" : " ") + block.name;
        CHECK(names == row.blocks);
        CHECK(found.acts.size() == found.text_blocks.size());
    }
}

TEST_CASE("the evidence of a block is where it stands") {
    const auto rules = blocks({text_block("claim", "refund-denied", one_sentence)});
    const auto words = own_words("Your claim", "Dear Ann,\n\nWe are unable to process your claim because the warranty has expired.\n\nBob");
    const auto found = rules->match(words, false);
    REQUIRE(found.acts.size() == 1);
    CHECK(found.acts[0].evidence == "We are unable to process your claim because the warranty has expired");
    CHECK(words.text.substr(found.acts[0].from, found.acts[0].to - found.acts[0].from) == found.acts[0].evidence);
    CHECK(found.text_blocks[0].contained == doctest::Approx(1));
}

TEST_CASE("pieces of a block scattered over a long letter are not the block") {
    const auto rules = blocks({text_block("rejection", "reject", rejection)});
    GeneratedMail mail(5);
    const auto filler = [&] {
        std::string out;
        for (int i = 0; i < 60; ++i) out += mail.sentence() + " ";
        return out;
    };
    std::string body;
    for (const auto piece : pieces_of(rejection)) body += std::string(piece) + filler();
    body += "Nach sorgfältiger Prüfung " + filler() + " müssen wir Ihnen leider mitteilen " + filler();
    std::string scattered;
    for (const auto* part : {"vielen Dank für Ihre Anmeldung zu unserem Partnerprogramm.", "Nach sorgfältiger Prüfung Ihrer Webseite", "müssen wir Ihnen leider mitteilen,",
                             "dass wir Sie nicht in das Programm aufnehmen.", "Bitte sehen Sie von weiteren Anmeldungen", "in den kommenden sechs Monaten ab."}) {
        scattered += part + filler();
    }
    CHECK(rules->match(own_words("", scattered), false).text_blocks.empty());
}

TEST_CASE("among two hundred other texts no block is found") {
    const auto rules = blocks({text_block("rejection", "reject", rejection), text_block("claim", "refund-denied", one_sentence)});
    for (unsigned seed = 0; seed < 200; ++seed) {
        const auto words = own_words("Betreff", "Sehr geehrte Damen und Herren,\n\n" + GeneratedMail(seed).body(3000) + "\n\nMit freundlichen Grüßen\nIhr Partnerteam");
        const auto found = rules->match(words, false);
        CHECK(found.text_blocks.empty());
        CHECK(found.signature != 0);
    }
}

TEST_CASE("of two blocks cut from one template the better fit wins") {
    const std::string common = "Thank you for sending us the documents about your damaged parcel. We have looked at them with our carrier and the depot. Your claim ";
    const auto rules = blocks({text_block("yes", "refund-granted", common + "has been accepted and will be paid this week."),
                               text_block("no", "refund-denied", common + "cannot be accepted and will be closed this week.")});
    CHECK(acts(rules->match(own_words("", common + "has been accepted and will be paid this week."), false)) == "refund-granted");
    CHECK(acts(rules->match(own_words("", common + "cannot be accepted and will be closed this week."), false)) == "refund-denied");
}

TEST_CASE("a block keeps being found among ten thousand others") {
    std::vector<TextBlockSpec> specs;
    for (unsigned i = 0; i < 10'000; ++i) {
        specs.push_back(text_block("b" + std::to_string(i), "act" + std::to_string(i), "Sehr geehrte Damen und Herren, " + GeneratedMail(1000 + i).body(400) + " Mit freundlichen Grüßen"));
    }
    const std::string wanted = specs[4711].text;
    const auto rules = blocks(std::move(specs));
    CHECK(acts(rules->match(own_words("", "Hallo Ida! " + wanted), false)) == "act4711");
    CHECK(acts(rules->match(own_words("", "Sehr geehrte Damen und Herren, danke. Mit freundlichen Grüßen"), false)) == "");
}

TEST_CASE("a block without three words in a row is refused") {
    MatcherInput in;
    in.text_blocks.push_back(text_block("short", "reject", "Dear {name}, {text}"));
    std::vector<grammar::Diagnostic> diagnostics;
    CHECK(Matcher::compile(std::move(in), true, diagnostics) == nullptr);
    CHECK(all(diagnostics) == "error: text block 'short': has no three words in a row outside placeholders\n");
}

TEST_CASE("signatures of near texts differ in few bits and those of others in many") {
    const std::string text = GeneratedMail(1).body(3000);
    const auto signature = [](const std::string& t) { return signature_of(hash_words(fold(t).text)); };
    CHECK(__builtin_popcountll(signature(text) ^ signature(text + " Nur ein Satz mehr.")) <= 6);
    CHECK(__builtin_popcountll(signature(text) ^ signature(GeneratedMail(2).body(3000))) >= 12);
    CHECK(signature("") == 0);
}
