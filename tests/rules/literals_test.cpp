#include "rules/literals.h"

#include <doctest/doctest.h>

#include <string>

#include "rules/pattern_source.h"

using namespace onevoice::rules;

namespace {

/// As it would be written in a pattern.
std::string written(const Literal& literal) {
    return (literal.begins_word ? "\\b" : "") + literal.text + (literal.ends_word ? "\\b" : "");
}

std::string literals(const std::string& source, bool single_blanks = true) {
    const auto folded = fold_pattern(source);
    if (!folded) return folded.error().what;
    std::string out;
    const auto sets = required_literals(*folded, single_blanks);
    if (sets.empty()) return out;
    for (const auto& literal : sets.front()) out += (out.empty() ? "" : "|") + written(literal);
    return out;
}

/// All sets, parted by " & ".
std::string all_literals(const std::string& source) {
    const auto folded = fold_pattern(source);
    if (!folded) return folded.error().what;
    std::string out;
    for (const auto& set : required_literals(*folded, true)) {
        if (!out.empty()) out += " & ";
        for (std::size_t i = 0; i < set.size(); ++i) out += (i == 0 ? "" : "|") + written(set[i]);
    }
    return out;
}

}  // namespace

TEST_CASE("literals are what every match contains, and nothing where there is doubt") {
    struct Row {
        std::string source;
        std::string literals;
    };
    const Row rows[] = {
        {R"(Bewerbung\b.{0,200}?\babgelehnt\b)", R"(\babgelehnt\b)"},
        {"plain words", "plain words"},
        {R"(wurde\s+leider\s*abgelehnt)", "wurde leider abgelehnt|wurde leiderabgelehnt"},
        {"(?:Bewerbung|Anfrage)", "anfrage|bewerbung"},
        {"(?:Bewerbung|.*)", ""},
        {"(?:Bewerbung)?", ""},
        {"(?:Bewerbung)?x+ abc", " abc"},
        {"ab?c", ""},
        {"abc?d", "abcd|abd"},
        {"über", "ueber"},
        {"(?:Bewerbung){2,}", "bewerbung"},
        {"(?:Bewerbung){0,2}", ""},
        {R"(\d+ Euro)", " euro"},
        {"[Ww]ort", "wort"},
        {"[abc]xyz", "axyz|bxyz|cxyz"},
        {"[^abc]xyz", "xyz"},
        {R"(\Qa.b.c\E+)", "a.b."},
        {R"(a\.b\-c)", "a.b-c"},
        {R"(\x41bcd)", "bcd"},
        {"(?=.*Bewerbung)x", "bewerbung"},
        {"(?!Bewerbung)xyz", "xyz"},
        {"(?<name>Bewerbung)", "bewerbung"},
        {"(?<name>Bewerbung)(?&name)?", "bewerbung"},
        {"(abc)\\1", "abc"},
        {"(?x) Bewerbung # nein", ""},
        {"(?(?=a)Bewerbung|b)", ""},
        {"(*ACCEPT)Bewerbung", ""},
        {"Bewer(?#Kommentar)bung", "bewerbung"},
        {"(?i:Bewerbung)", "bewerbung"},
        {"Bewerbung{", "bewerbung{"},
        {"Bewerbung{,3}", ""},
        {"Bewerbun(?:g|gen)", "bewerbung"},
        {"заявка", "заявка"},
        {"(ab", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        CHECK(literals(row.source) == row.literals);
    }
}

TEST_CASE("what a pattern says in several places is demanded in each") {
    const std::pair<const char*, const char*> rows[] = {
        {R"(Bewerbung\b.{0,200}?\babgelehnt\b)", R"(\babgelehnt\b & bewerbung\b)"},
        {R"((?:Antrag|Bewerbung)\b.*\b(?:abgelehnt|zurückgewiesen))", R"(\babgelehnt|\bzurueckgewiesen & antrag\b|bewerbung\b)"},
        {R"(Antrag(?:.*abgelehnt)?)", "antrag"},
        {R"(Antrag(?:.*abgelehnt)+)", "abgelehnt & antrag"},
        {R"((?=.*Frist)Antrag.*endet)", "antrag & frist & endet"},
        {R"((?!.*Frist)Antrag.*endet)", "antrag & endet"},
        {R"(eins1.*zwei2.*drei3.*vier4)", "eins1 & zwei2 & drei3 & vier4"},
        {R"(eins1.*zwei2.*drei3.*vier4.*fuenf5)", "fuenf5 & eins1 & zwei2 & drei3"},
        {R"(abgelehnt)", "abgelehnt"},
        {R"(wir\b.*\babgelehnt)", R"(\babgelehnt)"},
    };
    for (const auto& [source, expected] : rows) {
        CAPTURE(source);
        CHECK(all_literals(source) == expected);
    }
}

TEST_CASE("a literal knows where a word must begin or end") {
    const std::pair<const char*, const char*> rows[] = {
        {R"(\b(?:Dienst|Amt)\b)", R"(\bamt\b|\bdienst\b)"},
        {R"(\bDienst\w*)", R"(\bdienst)"},
        {R"(\w*dienst\b)", R"(dienst\b)"},
        {R"(\bDienst (?:am|im) Haus\b)", R"(\bdienst am haus\b|\bdienst im haus\b)"},
        {R"(Dienst\b Haus)", "dienst haus"},
        {R"(Dienst\bHaus|Amtmann)", R"(amtmann|dienst\b)"},  // never matches where it asks for two edges
        {R"(\b"Haus")", R"("haus")"},
        {R"(\büber\b)", R"(\bueber\b)"},
        {R"(заявка\b)", R"(заявка)"},  // of letters beyond ASCII nothing is known here
        {R"(\BDienst\B)", "dienst"},
    };
    for (const auto& [source, expected] : rows) {
        CAPTURE(source);
        CHECK(literals(source) == expected);
    }
}

TEST_CASE("alternatives are taken apart where that changes nothing") {
    const std::pair<std::string, std::vector<std::string_view>> rows[] = {
        {"a|b", {"a", "b"}},
        {"a(b|c)|[|]d|\\|e", {"a(b|c)", "[|]d", "\\|e"}},
        {"[]|]a|b", {"[]|]a", "b"}},
        {"a(?:b|c)d", {"a(?:b|c)d"}},
        {"(?<key_x>a)|(?!b)c", {"(?<key_x>a)", "(?!b)c"}},
        {"(?i)a|b", {"(?i)a|b"}},
        {"(a)\\1|b", {"(a)\\1|b"}},
        {"(*ACCEPT)a|b", {"(*ACCEPT)a|b"}},
        {"(?P<x>a)|b", {"(?P<x>a)|b"}},
        {"\\Qa|b\\E", {"\\Qa|b\\E"}},
        {"", {""}},
    };
    for (const auto& [source, expected] : rows) {
        CAPTURE(source);
        CHECK(alternatives_of(source) == expected);
    }
}

TEST_CASE("over the whole text a blank may be a line end") {
    CHECK(literals(R"(wurde\s+abgelehnt)", true) == "wurde abgelehnt");
    CHECK(literals(R"(wurde\s+abgelehnt)", false) == "abgelehnt");
}

TEST_CASE("the source of a pattern is folded like text") {
    struct Row {
        std::string source;
        std::string folded;
    };
    const Row rows[] = {
        {"ä+", "(?:ae)+"},   {"é*", "e*"},           {"[éa]", "[ea]"},       {"\\ä", "(?:ae)"},
        {"…", "(?:\\.\\.\\.)"}, {"–", "\\-"},         {"[–a]", "[\\-a]"},     {"\\Qä.\\E", "\\Q\\E(?:ae)\\Q.\\E"},
        {"(?<name>ß)", "(?<name>(?:ss))"},            {"\\x{e4}", "\\x{e4}"}, {"[[:alpha:]é]", "[[:alpha:]e]"}, {"[]é]é", "[]e]e"},
        {"Ü", "(?:ue)"},
        // Lower case where a character means itself, and nowhere else.
        {"Bewerbung\\B\\S[A-F]", "bewerbung\\B\\S[a-f]"}, {"(?<Key>AB)\\k<Key>", "(?<Key>ab)\\k<Key>"},
        {"(?U:AB)(?R)(?i)", "(?U:ab)(?R)(?i)"},   {"(*COMMIT)AB", "(*COMMIT)ab"}, {"\\QAB\\EC", "\\Qab\\Ec"},
        {"\\p{Lu}(?=A)(?<!B)", "\\p{Lu}(?=a)(?<!b)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        const auto folded = fold_pattern(row.source);
        REQUIRE(folded);
        CHECK(*folded == row.folded);
    }
    CHECK_FALSE(fold_pattern("[äx]"));
    CHECK(fold_pattern("[äx]").error().what.find("alternation") != std::string::npos);
}
