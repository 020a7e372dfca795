#include "rules/backtracking.h"

#include <doctest/doctest.h>

#include <string>

#include "rules/regex.h"
#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;
using namespace onevoice::rules::test;

TEST_CASE("patterns that can backtrack without bound are refused, and those like them that cannot are not") {
    struct Row {
        std::string source;
        bool bounded;
    };
    const Row rows[] = {
        {"declined (a+)+x", false},
        {"declined (.*)*x", false},
        {"declined (?:a|a)*x", false},
        {R"(declined (?:\w|\d)*x)", false},
        {R"(declined (?:\w+\s*)+x)", false},
        {R"(declined (?:\w+,?)+x)", false},
        {"declined (?:.*,)*x", false},
        {"declined .*.*.*x", false},
        {"declined (?:(?:a+)b?)+x", false},
        {R"(declined (?:\w+ )+x)", true},
        {R"(declined (?:\w+\s+)*x)", true},
        {R"(declined (?:[a-z]+-)*x)", true},
        {"declined (?>a+)+x", true},
        {"declined (?:a++)+x", true},
        {"declined .*? now .*? forever", true},
        {"declined .{0,200}? now .{0,200}? forever", true},
        {R"(\bdeclined\b.{0,120}\b(?:application|request)\b.{0,120}\bsorry\b)", true},
        {"declined (?:ab|cd)+x", true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        MatcherInput in;
        in.patterns.push_back(pattern("p", "reject", {row.source}));
        std::vector<grammar::Diagnostic> diagnostics;
        const auto rules = Matcher::compile(std::move(in), false, diagnostics);
        CAPTURE(all(diagnostics));
        CHECK((rules != nullptr) == row.bounded);
        if (!row.bounded) CHECK(all(diagnostics).find("can backtrack without bound") != std::string::npos);
    }
}

TEST_CASE("a pattern that hides from the source lint meets the match limit in the probe") {
    RegexScratch scratch;
    // A condition makes the lint give up on the source; the probe runs it.
    const std::string source = "(?(?=a)(?:a+)+x|b)";
    CHECK_FALSE(find_backtracking(source));
    const auto regex = Regex::compile(source);
    REQUIRE(regex);
    bool limited = false;
    for (const auto& text : adversarial_texts(source)) limited = limited || regex->search(text, 0, scratch) == Regex::Outcome::limit;
    CHECK(limited);
}

TEST_CASE("a search that meets its limit is no match and no endless one") {
    RegexScratch scratch;
    const auto regex = Regex::compile("(a+)+$");
    REQUIRE(regex);
    CHECK(regex->search(std::string(2000, 'a') + "b", 0, scratch) == Regex::Outcome::limit);
    CHECK(regex->search("aaa", 0, scratch) == Regex::Outcome::match);
}
