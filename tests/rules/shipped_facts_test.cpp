// What the shipped packs take for facts, in each of their languages; and what they leave alone.
#include <doctest/doctest.h>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

std::shared_ptr<const RuleSet> shipped() {
    LoadOptions options;
    options.files = {std::string(ONEVOICE_SOURCE_DIR) + "/rules/packs"};
    options.run_examples = false;  // the packs' own test runs them
    const Loaded set = load(std::move(options));
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    return set.rules;
}

std::string stated(const RuleSet& rules, const std::string& text) {
    message::OwnWords words;
    words.text = "\n\n" + text;
    std::string out;
    for (const Fact& fact : rules.fingerprint(words).facts) {
        if (!out.empty()) out += "; ";
        out += fact.key_name + " " + fact.key + " " + fact.value_name + " " + fact.value;
    }
    return out;
}

}  // namespace

TEST_CASE("prices, discounts and delivery dates of orders, quotations, contracts and invoices are facts in three languages") {
    const auto rules = shipped();
    const std::pair<const char*, const char*> table[] = {
        {"Ihre Bestellung 48213 wird am Dienstag, den 24. März 2026 geliefert.", "order 48213 date_delivery 2026-03-24"},
        {"Liefertermin für Auftrag Nr. A-2291: 24.03.2026", "order A2291 date_delivery 2026-03-24"},
        {"Wir liefern Ihre Bestellung 48213 am 3.9.", "order 48213 date_delivery --09-03"},
        {"Der Liefertermin der Bestellung 48213 verschiebt sich vom 24.03.2026 auf den 31.03.2026.", "order 48213 date_delivery 2026-03-31"},
        {"Zu Auftrag 48213 gilt der Gesamtpreis von 1.240,00 €.", "order 48213 amount_price 1240.00 EUR"},
        {"Der Preis für Bestellung 48213 beträgt 1.240,00 € netto.", "order 48213 amount_net 1240.00 EUR"},
        {"Gesamtbetrag der Bestellung 48213: 1.475,60 EUR inkl. MwSt.", "order 48213 amount_gross 1475.60 EUR"},
        {"Auf unser Angebot Nr. 2026-117 erhalten Sie 12,5 % Rabatt.", "quote 2026117 percent_discount 12.5 %"},
        {"Your order 48213 will be delivered on Tuesday, March 24th, 2026.", "order 48213 date_delivery 2026-03-24"},
        {"The new delivery date for order 48213 is 31 March 2026.", "order 48213 date_delivery 2026-03-31"},
        {"The total of order no. 48213 is EUR 1,240.00.", "order 48213 amount_price 1240.00 EUR"},
        {"The price of order 48213 is €1,240 plus VAT.", "order 48213 amount_net 1240.00 EUR"},
        {"We give you a 10% discount on quotation no. 2026-117.", "quote 2026117 percent_discount 10 %"},
        {"Votre commande 48213 sera livrée le mardi 24 mars 2026.", "order 48213 date_delivery 2026-03-24"},
        {"La livraison de la commande n° 48213 est reportée au 31 mars 2026.", "order 48213 date_delivery 2026-03-31"},
        {"Le montant total de la commande 48213 est de 1 240,50 €.", "order 48213 amount_price 1240.50 EUR"},
        {"Le prix de la commande 48213 est de 1 240,50 € TTC.", "order 48213 amount_gross 1240.50 EUR"},
        {"Nous vous accordons une remise de 10 % sur le devis n° 2026-117.", "quote 2026117 percent_discount 10 %"},
    };
    for (const auto& [text, expected] : table) {
        INFO(std::string(text));
        CHECK(stated(*rules, text) == std::string(expected));
    }
}

TEST_CASE("limits, estimates, conditions, former values, questions and history are no facts in three languages") {
    const auto rules = shipped();
    for (const char* text : {
             "Ihre Bestellung 48213 wird bis spätestens 24.03.2026 geliefert.",
             "Der ursprüngliche Liefertermin der Bestellung 48213 war der 24.03.2026.",
             "Sofern Sie heute zahlen, wird die Bestellung 48213 am 24.03.2026 geliefert.",
             "Wird die Bestellung 48213 am 24.03.2026 geliefert?",
             "Ihre Bestellung 48213 wurde am 24.03.2026 geliefert.",
             "Die Lieferung Ihrer Bestellung 48213 vom 3. März folgt in Kürze.",
             "Ihre Bestellung 48213 wird übermorgen geliefert.",
             "Der Preis der Bestellung 48213 beträgt etwa 1.240 €.",
             "Zur Bestellung 48213 erstatten wir den Gesamtbetrag von 89,90 €.",
             "Your order 48213 will be delivered by 24 March 2026.",
             "The delivery date of order 48213 was originally 24 March 2026.",
             "If you pay today, order 48213 is delivered on 24 March 2026.",
             "Can you deliver order 48213 on 24 March 2026?",
             "Your order 48213 was delivered on 24 March 2026.",
             "The total of order 48213 is about €1,240.",
             "We refund the total of €89.90 for order 48213.",
             "Votre commande 48213 sera livrée avant le 24 mars 2026.",
             "La livraison de la commande 48213 était initialement prévue le 24 mars 2026.",
             "Si vous payez aujourd'hui, la commande 48213 sera livrée le 24 mars 2026.",
             "La commande 48213 sera-t-elle livrée le 24 mars 2026 ?",
             "Votre commande 48213 a été livrée le 24 mars 2026.",
             "Le prix de la commande 48213 est d'environ 1 240 €.",
             "Nous vous remboursons le montant total de 89,90 € pour la commande 48213.",
         }) {
        INFO(std::string(text));
        CHECK(stated(*rules, text) == "");
    }
}
