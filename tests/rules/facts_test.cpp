// What a message states about which thing.
#include <doctest/doctest.h>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

constexpr std::string_view rules_text = R"(
[[pattern]]
name  = "order"
match = ['\border (?<key_order>[a-z]?\d+)\b']
[[pattern]]
name  = "invoice"
match = ['\binvoice (?<key_invoice>\d+)\b']
[[pattern]]
name     = "delivery"
language = "en"
match    = ['\bdelivered on (?<value_date_delivery>\d{1,2} \w+(?: \d{4})?|\w+day)', '\bnext date is (?<value_date_delivery>\d{1,2} \w+ \d{4})']
unless   = ['\bold date\b']
[[pattern]]
name  = "price"
match = ['\bcosts (?<value_amount_price>\d+(?:\.\d+)? EUR)\b', '\border (?<key_order>\d+) at (?<value_amount_price>\d+ EUR)\b']
[[pattern]]
name  = "weight"
match = ['\bweighs (?<value_quantity_weight>\d+ kg)\b']

[[guard]]
name     = "latest"
kind     = "condition"
language = "en"
guards   = "facts"
match    = ['\bat the latest\b']

[[contradiction]]
name   = "dates and prices"
values = ["date_delivery", "amount_price"]
keys   = ["order", "invoice"]
within = "90d"
)";

std::vector<std::string> stated(const std::shared_ptr<const RuleSet>& rules, const std::string& text, const std::string& subject = "") {
    message::OwnWords words;
    words.text = subject + "\n\n" + text;
    words.subject_bytes = subject.size();
    std::vector<std::string> out;
    for (const Fact& fact : rules->fingerprint(words).facts)
        out.push_back(fact.key_name + " " + fact.key + " " + fact.value_name + " " + fact.value);
    return out;
}

}  // namespace

TEST_CASE("a value is about the one key that stands nearest, and about none where several stand") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    struct Row {
        const char* subject;
        const char* text;
        std::vector<std::string> expected;
    };
    const std::string third = "order 4711 date_delivery 2026-09-03";
    const Row table[] = {
        {"", "Your order 4711 will be delivered on 3 September 2026.", {third}},
        {"", "Your order 4711 is packed. It will be delivered on 3 September 2026.", {third}},
        {"Your order 4711", "It will be delivered on 3 September 2026.", {third}},
        {"Your order 4711", "Order 4711 will be delivered on 3 September 2026.", {third}},
        {"", "Order 4711 is packed.\n\nIt will be delivered on 3 September 2026.", {third}},
        {"Your order 4700", "Order 4711 will be delivered on 3 September 2026.", {third}},
        {"", "Order 4711 will be delivered on 3 September 2026.\n\nOrder 4712 is packed. It costs 12 EUR.", {third, "order 4712 amount_price 12.00 EUR"}},
        {"", "Order 4711 and order 4712 will be delivered on 3 September 2026.", {}},
        {"", "Order 4711 is packed, order 4712 is not. It will be delivered on 3 September 2026.", {}},
        {"Your order 4711", "Order 4712 is packed.\n\nIt will be delivered on 3 September 2026.", {}},
        {"", "We booked order 4711 at 12 EUR and order 4712 at 14 EUR.", {"order 4711 amount_price 12.00 EUR", "order 4712 amount_price 14.00 EUR"}},
        {"", "Order 4711 of invoice 9 costs 12 EUR.", {"order 4711 amount_price 12.00 EUR", "invoice 9 amount_price 12.00 EUR"}},
        {"", "It will be delivered on 3 September 2026.", {}},
        {"", "Order 4711 weighs 12 kg.", {}},
    };
    for (const Row& row : table) {
        CAPTURE(row.subject);
        CAPTURE(row.text);
        CHECK(stated(set.rules, row.text, row.subject) == row.expected);
    }
}

TEST_CASE("a message that states two values about one thing states neither") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    using Expected = std::vector<std::string>;
    CHECK(stated(set.rules, "Order 4711 will be delivered on 3 September 2026. It will be delivered on 5 September 2026. It costs 12 EUR.") ==
          Expected{"order 4711 amount_price 12.00 EUR"});
    CHECK(stated(set.rules, "Order 4711 will be delivered on 3 September. Yes, delivered on 3 September 2026.") ==
          Expected{"order 4711 date_delivery 2026-09-03"});
}

TEST_CASE("what is asked, guarded, excluded or no value of its type is not stated") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    for (const char* text : {"Can order 4711 be delivered on 3 September 2026?", "Order 4711 will be delivered on 3 September 2026 at the latest.",
                             "The old date was: order 4711 delivered on 3 September 2026.", "Order 4711 will be delivered on Monday."}) {
        CAPTURE(text);
        CHECK(stated(set.rules, text).empty());
    }
}

TEST_CASE("a guard of facts stops no act, and a guard of acts keeps no fact back") {
    const Loaded set = loaded(std::string(rules_text) + R"(
[[act]]
name = "invite"
[[pattern]]
name = "invites"
act  = "invite"
match = ['\bwe invite you\b']
[[guard]]
name  = "maybe"
kind  = "condition"
match = ['\bmaybe\b']
)");
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    message::OwnWords words;
    words.text = "\n\nMaybe order 4711 costs 12 EUR. At the latest on Monday we invite you.";
    const Fingerprint fingerprint = set.rules->fingerprint(words);
    CHECK(fingerprint.facts.size() == 1);
    CHECK(fingerprint.acts.size() == 1);
}

TEST_CASE("explaining tells what kept a value from being stated") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    message::OwnWords words;
    words.text = "\n\nOrder 4711 will be delivered on 3 September 2026 at the latest.";
    const Fingerprint fingerprint = set.rules->fingerprint(words, true);
    REQUIRE(fingerprint.prevented.size() == 1);
    CHECK(fingerprint.prevented[0].rule == "delivery");
    CHECK(fingerprint.prevented[0].by == "latest");
    CHECK(fingerprint.prevented[0].act == "");
}

TEST_CASE("a fact knows its words and its pattern") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    message::OwnWords words;
    words.text = "\n\nOrder 4711 will be DELIVERED on 3 September 2026.";
    const Fingerprint fingerprint = set.rules->fingerprint(words);
    REQUIRE(fingerprint.facts.size() == 1);
    const Fact& fact = fingerprint.facts[0];
    CHECK(fact.evidence == "DELIVERED on 3 September 2026");
    CHECK(words.text.substr(fact.from, fact.to - fact.from) == fact.evidence);
    CHECK(fact.rule == "delivery");
    CHECK(fact.place.line == 8);
}

TEST_CASE("a list of orders states facts about the first ones only") {
    const Loaded set = loaded(rules_text);
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    std::string text;
    for (int i = 0; i < 500; ++i) text += "Order " + std::to_string(1000 + i) + " costs " + std::to_string(i + 1) + " EUR. ";
    CHECK(stated(set.rules, text).size() == 8);
}

TEST_CASE("without contradictions nothing is stated") {
    const std::string text(rules_text);
    const Loaded set = loaded(text.substr(0, text.find("[[contradiction]]")));
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    CHECK(stated(set.rules, "Order 4711 will be delivered on 3 September 2026.").empty());
}
