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
        {"date", "next week", "next week"},
        {"percent", "12,5%", "12.5 %"},
        {"percent", "10 Prozent", "10 %"},
        {"percent", "12,50 %", "12.5 %"},
        {"quantity", "1.200", "1200"},
        {"quantity", "3,75 kg", "3.75"},
        {"count", "zwei", "2"},
        {"count", "007", "7"},
        {"count", "0", "0"},
        {"yes_no", "Ja", "yes"},
        {"yes_no", "non", "no"},
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
