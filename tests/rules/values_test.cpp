#include "rules/comparison.h"
#include "rules/values.h"

#include <doctest/doctest.h>

#include <string>

using namespace onevoice::rules;

TEST_CASE("equal things captured in different spellings become equal") {
    struct Row {
        std::string name;
        std::string written;
        std::string normal;
    };
    const Row rows[] = {
        {"amount", "1.240,00 EUR", "1240.00 EUR"},
        {"amount", "€1,240.00", "1240.00 EUR"},
        {"amount", "1 240,00 €", "1240.00 EUR"},
        {"amount", "1\u202f240,00\u00a0€", "1240.00 EUR"},
        {"amount", "EUR 1240", "1240.00 EUR"},
        {"amount", "1.240,- Euro", "1240.00 EUR"},
        {"amount", "1'240.50 CHF", "1240.50 CHF"},
        {"amount", "$ 12.5", "12.50 USD"},
        {"amount", "£1,234,567", "1234567.00 GBP"},
        {"amount", "1.234.567,89 €", "1234567.89 EUR"},
        {"amount", "1.240 Euro", "1240.00 EUR"},
        {"amount", "49,90", "49.90"},
        {"amount", "-49,90 €", "-49.90 EUR"},
        {"amount_total", "49,90 €", "49.90 EUR"},
        {"amounts", "49,90 €", "49,90 €"},
        {"amount", "  viel\n Geld ", "viel Geld"},
        {"date", "12. Mai 2026", "2026-05-12"},
        {"date", "12.05.2026", "2026-05-12"},
        {"date", "12.5.26", "2026-05-12"},
        {"date", "May 12, 2026", "2026-05-12"},
        {"date", "May 12th, 2026", "2026-05-12"},
        {"date", "12th of May 2026", "2026-05-12"},
        {"date", "le 12 mai 2026", "2026-05-12"},
        {"date", "1er août 2026", "2026-08-01"},
        {"date", "2026-05-12", "2026-05-12"},
        {"date", "12/05/2026", "2026-05-12"},
        {"date", "05/22/2026", "2026-05-22"},
        {"date", "Dienstag, den 3. März", "--03-03"},
        {"date", "12.05.", "--05-12"},
        {"date", "12 maggio", "--05-12"},
        {"date", "31.02.2026", "31.02.2026"},
        {"date", "12. März 2026", "2026-03-12"},
        {"date", "12. Maerz 2026", "2026-03-12"},
        {"date", "le 3 mars 2026", "2026-03-03"},
        {"date", "mar. 3 mars 2026", "2026-03-03"},
        {"date", "March 3rd, 2026", "2026-03-03"},
        {"date", "the 3rd of March", "--03-03"},
        {"date", "Tuesday, 3 March 2026 at 9 am", "2026-03-03"},
        {"date", "12. Mai 14 Uhr", "--05-12"},
        {"date", "12. Mai, 14:30", "--05-12"},
        {"date", "12.05. um 14:30 Uhr", "--05-12"},
        {"date", "12.5.26 am Abend", "2026-05-12"},
        {"date", "12 mai à 14h30", "--05-12"},
        {"date", "29.02.2028", "2028-02-29"},
        {"date", "29.02.2026", "29.02.2026"},
        {"date", "29. Februar", "--02-29"},
        {"date", "12. - 14. Mai 2026", "12. - 14. Mai 2026"},
        {"date", "next week", "next week"},
        {"date", "übermorgen", "übermorgen"},
        {"date", "après-demain", "après-demain"},
        {"date", "KW 36", "KW 36"},
        {"date", "September 2026", "September 2026"},
        {"amount", "1 240,50 €", "1240.50 EUR"},
        {"amount", "EUR 1,240.00", "1240.00 EUR"},
        {"amount", "0,125 €", "0.125 EUR"},
        {"amount", "2,5 Mio. €", "2500000.00 EUR"},
        {"amount", "€12k", "12000.00 EUR"},
        {"amount", "3 millions d'euros", "3000000.00 EUR"},
        {"percent", "12,5%", "12.5 %"},
        {"percent", "ten per cent", "10 %"},
        {"percent", "zwölf Prozent", "12 %"},
        {"percent", "quinze pour cent", "15 %"},
        {"percent", "10 Prozent", "10 %"},
        {"percent", "12,50 %", "12.5 %"},
        {"quantity", "1.200", "1200"},
        {"quantity", "3,75 kg", "3.75 kg"},
        {"quantity", "zwei Paletten", "2 pallets"},
        {"quantity", "two pallets", "2 pallets"},
        {"quantity", "deux palettes", "2 pallets"},
        {"quantity", "30 Stück", "30 pcs"},
        {"quantity", "viele", "viele"},
        {"count", "zwei", "2"},
        {"count", "007", "7"},
        {"count", "0", "0"},
        {"count", "two", "2"},
        {"count", "zwölf", "12"},
        {"count", "onze", "11"},
        {"yes_no", "Ja", "yes"},
        {"yes_no", "oui", "yes"},
        {"yes_no", "Yes.", "yes"},
        {"yes_no", "Ja, gerne", "yes"},
        {"yes_no", "non", "no"},
        {"yes_no", "Nein, leider nicht", "no"},
        {"yes_no", "vielleicht ja", "vielleicht ja"},
        {"note", "  zwei \n Wörter ", "zwei Wörter"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.written);
        CHECK(normal_value(row.name, row.written) == row.normal);
    }
}

TEST_CASE("keys are letters and digits in capitals") {
    CHECK(normal_key("ab-12 345/6.x") == "AB123456X");
    CHECK(normal_key("Größe‑7") == "GROESSE7");
    CHECK(normal_key("--") == "");
}

TEST_CASE("two values of one name are the same, different, or cannot be compared") {
    struct Row {
        const char* name;
        const char* a;
        const char* b;
        Comparison expected;
    };
    const Row rows[] = {
        {"amount_price", "1240.00 EUR", "1240.00 EUR", Comparison::same},
        {"amount_price", "1240.00 EUR", "1420.00 EUR", Comparison::different},
        {"amount_price", "1240.00 EUR", "1240.00", Comparison::same},
        {"amount_price", "1240.00 EUR", "1420.00", Comparison::different},
        {"amount_price", "1240.00 EUR", "1240.00 CHF", Comparison::unknown},
        {"amount_price", "-49.90 EUR", "49.90 EUR", Comparison::different},
        {"amount_price", "by agreement", "49.90 EUR", Comparison::unknown},
        {"date_delivery", "2026-09-03", "2026-09-03", Comparison::same},
        {"date_delivery", "2026-09-03", "2026-09-05", Comparison::different},
        {"date_delivery", "2026-09-03", "2027-09-03", Comparison::different},
        {"date_delivery", "2026-09-03", "--09-03", Comparison::same},
        {"date_delivery", "--09-03", "--09-05", Comparison::different},
        {"date_delivery", "next week", "2026-09-05", Comparison::unknown},
        {"percent_discount", "10 %", "12.5 %", Comparison::different},
        {"quantity", "3 pallets", "3", Comparison::same},
        {"quantity", "3 pallets", "300 pcs", Comparison::unknown},
        {"quantity", "3 pallets", "4 pallets", Comparison::different},
        {"count", "3", "3", Comparison::same},
        {"yes_no_insured", "yes", "no", Comparison::different},
        {"yes_no_insured", "yes", "perhaps", Comparison::unknown},
        {"colour", "Grün", "gruen", Comparison::same},
        {"colour", "green", "blue", Comparison::different},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CAPTURE(row.a);
        CAPTURE(row.b);
        CHECK(compare_values(row.name, row.a, row.b) == row.expected);
        CHECK(compare_values(row.name, row.b, row.a) == row.expected);
    }
}
