#include "rules/matcher.h"

#include <doctest/doctest.h>

#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;
using namespace onevoice::rules::test;

namespace {

PatternSpec german(PatternSpec spec) {
    spec.language = "de";
    return spec;
}

GuardSpec german(GuardSpec spec) {
    spec.language = "de";
    return spec;
}

MatcherInput everyday() {
    MatcherInput in;
    in.patterns.push_back(german(pattern("abgelehnt", "reject", {R"(\b(?:Bewerbung|Anfrage)\b.{0,120}?\babgelehnt\b)", R"(können\s+wir\s+.{0,60}?nicht\s+berücksichtigen)"})));
    in.patterns.back().despite = {"negation"};
    in.patterns.push_back(german(pattern("eingeladen", "invite", {R"(laden\s+(?:Sie|dich)\b.{0,80}?\bein\b)"})));
    in.patterns.push_back(pattern("order", "", {R"(\b(?:Bestellung|order)\s+(?:Nr\.|no\.|number)?\s*(?<key_order>[A-Z]{2}-?\d{4,8}))"}));
    in.patterns.push_back(pattern("refund", "refund-granted", {R"(\b(?:refund|erstatten)\b.{0,60}?(?<value_amount>(?:€\s?)?\d[\d.,]*(?:\s?(?:EUR|€))?))"}));
    in.guards.push_back(german(guard("nicht", "negation", {R"(\b(?:nicht|kein(?:e[nrs]?)?)\b)"})));
    in.guards.push_back(german(guard("falls", "condition", {R"(\b(?:falls|sofern|wenn)\b)"})));
    in.guards.push_back(german(guard("stell dir vor", "condition", {R"(\bangenommen,)"})));
    in.guards.back().scope = Reach::previous;
    in.courtesies.push_back({"invite", {"reject"}});
    return in;
}

Fingerprint of(const std::string& body, const std::string& subject = "Ihre Nachricht", bool with_prevented = false) {
    static const auto rules = matcher(everyday());
    return rules->match(own_words(subject, body), with_prevented);
}

}  // namespace

TEST_CASE("a pattern says its act in one sentence only, whatever the spelling") {
    struct Row {
        std::string body;
        std::string acts;
    };
    const Row rows[] = {
        {"Guten Tag.\n\nIhre Bewerbung wurde leider abgelehnt.\n\nGruß", "reject"},
        {"Ihre Bewerbung\nwurde   leider\n  abgelehnt.", "reject"},
        {"IHRE BEWERBUNG WURDE ABGELEHNT!", "reject"},
        {"Ihre Bewerbung ist da. Der Antrag von gestern wurde abgelehnt.", ""},
        {"Ihre Bewerbung\n\nabgelehnt", ""},
        {"Leider können wir Sie nicht berücksichtigen.", "reject"},
        {"Leider koennen wir Sie nicht beruecksichtigen.", "reject"},
        {"Leider ko\u0308nnen wir Sie nicht beru\u0308ck\u00adsichtigen.", "reject"},
        {"Ihre Bewerbung vom 12. Mai bei Dr. Braun, z. B. als Tester, wurde abgelehnt.", "reject"},
        {"Wir laden Sie herzlich zu unserem Sommerfest ein.", "invite"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        CHECK(acts(of(row.body)) == row.acts);
    }
}

TEST_CASE("a guard in the same sentence prevents, unless the pattern stands despite its kind") {
    CHECK(acts(of("Wir laden Sie nicht zum Sommerfest ein.")) == "");
    CHECK(acts(of("Wir laden Sie zum Sommerfest ein, falls es nicht regnet.")) == "");
    CHECK(acts(of("Wir kommen nicht. Wir laden Sie zum Sommerfest ein.")) == "invite");
    CHECK(acts(of("Ihre Bewerbung, die nicht vollständig war, wurde abgelehnt.")) == "reject");
    CHECK(acts(of("Falls Ihre Bewerbung abgelehnt wird, sagen wir es Ihnen.")) == "");
}

TEST_CASE("a question is no act") {
    CHECK(acts(of("Wurde Ihre Bewerbung etwa abgelehnt?")) == "");
    CHECK(acts(of("Wurde Ihre Bewerbung etwa abgelehnt?!")) == "");
    CHECK(acts(of("Was nun? Ihre Bewerbung wurde abgelehnt.")) == "reject");
}

TEST_CASE("only a guard of scope previous looks at the sentence before") {
    CHECK(acts(of("Angenommen, es ginge schief. Ihre Bewerbung wird abgelehnt.")) == "");
    CHECK(acts(of("Wenn es schief geht, na und. Ihre Bewerbung wird abgelehnt.")) == "reject");
    CHECK(acts(of("Ihre Bewerbung wird abgelehnt.", "Angenommen, es ginge schief")) == "reject");
}

TEST_CASE("guards of scope subject, opening and text look there, wherever the match stands") {
    const auto with = [](Reach scope) {
        MatcherInput in;
        in.patterns.push_back(pattern("ended", "terminate", {"contract ends"}));
        in.guards.push_back(guard("their notice", "mention", {R"(\byour notice\b)"}));
        in.guards.back().unless = located({"without"});
        in.guards.back().scope = scope;
        return matcher(std::move(in));
    };
    const auto subject = with(Reach::subject);
    const auto opening = with(Reach::opening);
    const auto text = with(Reach::text);
    struct Row {
        std::string subject;
        std::string body;
        bool stopped_by_subject;
        bool stopped_by_opening;
        bool stopped_by_text;
    };
    const Row rows[] = {
        {"News", "Hello. The contract ends.", false, false, false},
        {"Your notice", "Hello. The contract ends.", true, true, true},
        {"", "Hello. Thank you for your notice. The contract ends.", false, true, true},
        {"", "The contract ends. Thank you for your notice.", false, true, true},
        {"", "Thank you for your notice: the contract ends.", false, true, true},
        {"", "One. Two. Three. Your notice. The contract ends.", false, true, true},
        {"News", "One. Two. Three. Your notice. The contract ends.", false, true, true},
        {"News", "One. Two. Three. Four. Your notice. The contract ends.", false, false, true},
        {"News", "The contract ends. Two. Three. Four. Five.\n\nYour notice.", false, false, true},
        {"Without your notice", "The contract ends. Nothing came without your notice.", false, false, false},
        {"Your notice: the contract ends", "Hello.", true, true, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.subject);
        CAPTURE(row.body);
        const auto stops = [&](const auto& rules) { return acts(rules->match(own_words(row.subject, row.body), false)).empty(); };
        CHECK(stops(subject) == row.stopped_by_subject);
        CHECK(stops(opening) == row.stopped_by_opening);
        CHECK(stops(text) == row.stopped_by_text);
    }
}

TEST_CASE("a guard that looks far and has no literal is warned of and works") {
    MatcherInput in;
    in.patterns.push_back(pattern("ended", "terminate", {"contract ends"}));
    in.guards.push_back(guard("number", "mention", {R"(\d\d)"}));
    in.guards.back().scope = Reach::text;
    std::vector<grammar::Diagnostic> diagnostics;
    const auto rules = Matcher::compile(std::move(in), true, diagnostics);
    REQUIRE(rules);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].severity == grammar::Severity::warning);
    CHECK(diagnostics[0].what.find("guard 'number': has an expression without a word") == 0);
    CHECK(acts(rules->match(own_words("", "The contract ends. Line 12."), false)).empty());
    CHECK(acts(rules->match(own_words("", "The contract ends."), false)) == "terminate");
}

TEST_CASE("explain learns which guard elsewhere stopped an act") {
    MatcherInput in;
    in.patterns.push_back(pattern("ended", "terminate", {"contract ends"}));
    in.guards.push_back(guard("their notice", "mention", {R"(\byour notice\b)"}));
    in.guards.back().scope = Reach::opening;
    const auto found = matcher(std::move(in))->match(own_words("About your notice", "The contract ends."), true);
    REQUIRE(found.prevented.size() == 1);
    CHECK(found.prevented[0].by == "their notice");
    CHECK(found.prevented[0].because == "your notice");
}

TEST_CASE("guards keep to their language and their acts") {
    MatcherInput in;
    in.patterns.push_back(pattern("en", "reject", {"your application was declined"}));
    in.patterns.back().language = "en";
    in.patterns.push_back(pattern("any", "dun", {"second reminder"}));
    in.guards.push_back(german(guard("de", "condition", {"falls"})));
    in.guards.push_back(guard("all", "mention", {"newsletter"}));
    in.guards.back().acts = {"dun"};
    const auto rules = matcher(std::move(in));
    CHECK(acts(rules->match(own_words("", "falls your application was declined."), false)) == "reject");
    CHECK(acts(rules->match(own_words("", "falls second reminder."), false)) == "");
    CHECK(acts(rules->match(own_words("", "Newsletter: your application was declined."), false)) == "reject");
    CHECK(acts(rules->match(own_words("", "Newsletter, second reminder."), false)) == "");
}

TEST_CASE("unless prevents in the unit, and explain learns of it") {
    MatcherInput in;
    in.patterns.push_back(pattern("declined", "reject", {"application.{0,40}declined"}));
    in.patterns.back().unless = located({R"(\bnever\b)"});
    const auto rules = matcher(std::move(in));
    const auto words = own_words("", "Your application was never declined.");
    CHECK(rules->match(words, false).prevented.empty());
    const auto found = rules->match(words, true);
    CHECK(found.acts.empty());
    REQUIRE(found.prevented.size() == 1);
    CHECK(found.prevented[0].rule == "declined");
    CHECK(found.prevented[0].act == "reject");
    CHECK(found.prevented[0].by == "unless");
    CHECK(found.prevented[0].because == "never");
    CHECK(found.prevented[0].evidence == "application was never declined");
    CHECK(words.text.substr(found.prevented[0].from, found.prevented[0].to - found.prevented[0].from) == found.prevented[0].evidence);
}

TEST_CASE("evidence stands in the original wording at its place") {
    const auto words = own_words("Größe", "Schöne Grüße…\n\nIhre „Bewerbung“ für\nÖsterreich wurde ab\u00adgelehnt – leider.");
    static const auto rules = matcher(everyday());
    const auto found = rules->match(words, false);
    REQUIRE(found.acts.size() == 1);
    CHECK(found.acts[0].evidence == "Bewerbung“ für\nÖsterreich wurde ab\u00adgelehnt");
    CHECK(words.text.substr(found.acts[0].from, found.acts[0].to - found.acts[0].from) == found.acts[0].evidence);
    CHECK(found.acts[0].rule == "abgelehnt");
}

TEST_CASE("an act beside one it yields to is dropped as courtesy") {
    const auto found = of("Ihre Bewerbung wurde abgelehnt. Wir laden Sie trotzdem zum Sommerfest ein.", "Antwort", true);
    CHECK(acts(found) == "reject");
    REQUIRE(found.prevented.size() == 1);
    CHECK(found.prevented[0].by == "yields to reject");
    CHECK(found.prevented[0].act == "invite");
    CHECK(found.prevented[0].because == "Bewerbung wurde abgelehnt");
}

TEST_CASE("one act per act and matter, the first in the text") {
    MatcherInput in;
    in.patterns.push_back(pattern("late", "dun", {"second reminder"}));
    in.patterns.push_back(pattern("early", "dun", {"payment (?<key_invoice>[0-9]+) is overdue"}));
    in.patterns.push_back(pattern("other", "dun", {"still unpaid"}));
    in.patterns.back().about = "rent";
    const auto rules = matcher(std::move(in));
    const auto found = rules->match(own_words("", "This is our second reminder. Your payment 4711 is overdue. It is still unpaid."), false);
    REQUIRE(found.acts.size() == 2);
    CHECK(found.acts[0].rule == "late");
    CHECK(found.acts[0].keys.at("invoice") == "4711");
    CHECK(found.acts[1].about == "rent");
    CHECK(found.keys.at("invoice") == "4711");
}

TEST_CASE("facts of the message go to every act that lacks them") {
    const auto found = of("We refund you 1.240,00 EUR.", "Your order no. AB-12345");
    REQUIRE(found.acts.size() == 1);
    CHECK(found.acts[0].act == "refund-granted");
    CHECK(found.acts[0].keys.at("order") == "AB12345");
    CHECK(found.acts[0].values.at("amount") == "1240.00 EUR");
    CHECK(found.keys.at("order") == "AB12345");
}

TEST_CASE("scopes see what they say") {
    MatcherInput in;
    for (const auto& [scope, name] : {std::pair{Unit::sentence, "sentence"}, {Unit::subject, "subject"}, {Unit::paragraph, "paragraph"}, {Unit::text, "text"}}) {
        in.patterns.push_back(pattern(name, name, {"apples.*pears"}));
        in.patterns.back().scope = scope;
    }
    const auto rules = matcher(std::move(in));
    CHECK(acts(rules->match(own_words("apples, pears", "No fruit."), false)) == "sentence subject paragraph text");
    CHECK(acts(rules->match(own_words("Fruit", "Red apples and pears."), false)) == "sentence paragraph text");
    CHECK(acts(rules->match(own_words("Fruit", "Red apples. Green pears."), false)) == "paragraph text");
    CHECK(acts(rules->match(own_words("Fruit", "Red apples.\n\nGreen pears."), false)) == "text");
    CHECK(acts(rules->match(own_words("apples", "pears"), false)) == "text");
}

TEST_CASE("in a paragraph a guarded sentence does not silence the others") {
    MatcherInput in;
    in.patterns.push_back(pattern("p", "reject", {"we decline"}));
    in.patterns.back().scope = Unit::paragraph;
    in.guards.push_back(guard("if", "condition", {R"(\bif\b)"}));
    const auto rules = matcher(std::move(in));
    CHECK(acts(rules->match(own_words("", "If you ask, we decline. So we decline."), false)) == "reject");
    CHECK(acts(rules->match(own_words("", "If you ask, we decline. That is all."), false)) == "");
}

TEST_CASE("examples that do not do as they say are errors") {
    const auto problems = [](auto change) {
        MatcherInput in = everyday();
        change(in);
        std::vector<grammar::Diagnostic> diagnostics;
        const auto rules = Matcher::compile(std::move(in), true, diagnostics);
        CHECK((rules == nullptr) == grammar::any_error(diagnostics));
        return all(diagnostics);
    };
    CHECK(problems([](MatcherInput& in) { in.patterns[0].examples.match = located({"Ihre Bewerbung … wurde leider abgelehnt."}); }) == "");
    CHECK(problems([](MatcherInput& in) { in.patterns[0].examples.match = located({"Ihre Bewerbung liegt vor."}); }).find("does not match its example") != std::string::npos);
    CHECK(problems([](MatcherInput& in) { in.patterns[0].examples.match = located({"Falls Ihre Bewerbung abgelehnt wird."}); }).find("prevented by falls") !=
          std::string::npos);
    CHECK(problems([](MatcherInput& in) { in.patterns[0].examples.pass = located({"Ihre Bewerbung wurde abgelehnt."}); }).find("counterexample") != std::string::npos);
    CHECK(problems([](MatcherInput& in) { in.patterns[0].examples.pass = located({"Falls Ihre Bewerbung abgelehnt wird, …"}); }) == "");
    CHECK(problems([](MatcherInput& in) { in.guards[0].examples.match = located({"Das ist fein."}); }).find("guard 'nicht': does not match") != std::string::npos);
    CHECK(problems([](MatcherInput& in) { in.guards[0].examples.pass = located({"Das ist nicht fein."}); }).find("guard 'nicht': matches") != std::string::npos);
}

TEST_CASE("a pattern that does not compile names the reason and the place") {
    MatcherInput in;
    in.patterns.push_back(pattern("broken", "reject", {"fine here", "application (declined"}));
    std::vector<grammar::Diagnostic> diagnostics;
    CHECK(Matcher::compile(std::move(in), true, diagnostics) == nullptr);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].place.line == 2);
    CHECK(diagnostics[0].what == "pattern 'broken': does not compile: missing closing parenthesis at byte 21");
}

TEST_CASE("a pattern without a literal is warned of and works") {
    MatcherInput in;
    in.patterns.push_back(pattern("vague", "dun", {R"(\d+ \w+)"}));
    std::vector<grammar::Diagnostic> diagnostics;
    const auto rules = Matcher::compile(std::move(in), true, diagnostics);
    REQUIRE(rules);
    CHECK(all(diagnostics).find("warning: pattern 'vague': has no word") == 0);
    CHECK(acts(rules->match(own_words("", "Nothing. Then 12 euros."), false)) == "dun");
}
