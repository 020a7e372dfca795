// Why a rule did not match: which part of it stands in a sentence, and which is missing.
#include "rules/near_misses.h"

#include <doctest/doctest.h>

#include "rules/engine.h"
#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;
using namespace onevoice::rules::test;

namespace {

std::vector<NearMiss> misses(std::vector<PatternSpec> patterns, const std::string& body, std::vector<GuardSpec> guards = {}) {
    MatcherInput input;
    input.patterns = std::move(patterns);
    input.guards = std::move(guards);
    const auto rules = matcher(std::move(input));
    const auto words = own_words("Your letter", body);
    return rules->near_misses(words, rules->match(words, true));
}

/// "before | missing | behind" of the first one; empty without one.
std::string first(const std::string& expression, const std::string& body) {
    const auto found = misses({pattern("p", "reject", {expression})}, body);
    if (found.empty()) return {};
    return found.front().before + " | " + found.front().missing + " | " + found.front().behind;
}

}  // namespace

TEST_CASE("what is missing is told between the words that stand there") {
    struct Row {
        std::string expression;
        std::string body;
        std::string told;
    };
    const Row rows[] = {
        {R"(\byour application\b.{0,80}\b(?:declined|rejected)\b)", "Sadly, your application was turned down.", R"(your application | \b.{0,80}\b(?:declined|rejected)\b | )"},
        {R"(\bwe (?:must|have to) decline\b)", "We are sorry, we decline.", "We | (?:must|have to) | decline"},
        {"we regret to inform you", "We regret to tell you that it is over.", "We regret to | inform | you"},
        {"we regret to inform you", "We very much regret to inform you.", R"(We |   | regret to inform you)"},
        {R"(\bcannot accept your bid(?! yet)\b)", "We cannot accept your bid yet.", R"(cannot accept your bid | (?! yet)\b | )"},
        {R"(ihre bewerbung \w+ abgelehnt)", "Ihre Bewerbung haben wir abgelehnt.", R"(Ihre Bewerbung | \w+ | abgelehnt)"},
        {R"(\b(?:we decline your offer|the offer is declined)\b)", "We decline your generous offer.", R"(We decline your |   | offer)"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.expression);
        CHECK(first(row.expression, row.body) == row.told);
    }
}

TEST_CASE("what matches, what was prevented and what hardly stands there is no near miss") {
    CHECK(first("application was declined", "Your application was declined.").empty());
    CHECK(first("your application was declined", "The weather was nice, and your lunch?").empty());
    CHECK(first("we regret to inform you", "We met.").empty());
    // No word stands in every match.
    CHECK(first(R"(\w+ \d+ \w+)", "Room 12 it is, or room twelve.").empty());
    const auto prevented = misses({pattern("p", "reject", {"application was declined", "your application was turned down"})},
                                  "If your application was declined, your application was turned away.", {guard("if", "condition", {R"(\bif\b)"})});
    CHECK(prevented.empty());
}

TEST_CASE("a fact pattern has no near miss: it does no act") {
    CHECK(misses({pattern("p", "", {"order number one"})}, "Your order number two.").empty());
}

TEST_CASE("each pattern tells its nearest expression in its nearest sentence, with the place of the expression") {
    const auto found = misses({pattern("p", "reject", {"we regret to reject it", "we are sorry to decline it now"})},
                              "We regret it. We are sorry to decline it today. We regret to say it.");
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "p");
    CHECK(found[0].place == Place{"rules.toml", 2, 1});
    CHECK(found[0].sentence == "We are sorry to decline it today.");
    CHECK(found[0].before == "We are sorry to decline it");
    CHECK(found[0].missing == "now");
    CHECK(found[0].share > 0.8);
    CHECK(found[0].share < 1.0);
}

TEST_CASE("acts that were not found come first, then those of which most stands there") {
    const auto found = misses({pattern("half", "invite", {"come to our garden party tonight"}), pattern("said", "reject", {"we decline"}),
                               pattern("most", "invite", {"come to our garden show"}), pattern("known", "reject", {"come to our garden pond"})},
                              "We decline. Please come to our garden fair.");
    REQUIRE(found.size() == 3);
    CHECK(found[0].rule == "most");
    CHECK(found[1].rule == "half");
    CHECK(found[2].rule == "known");
}

TEST_CASE("a message full of near misses is answered in bounded time") {
    std::vector<PatternSpec> patterns;
    for (int i = 0; i < 300; ++i) patterns.push_back(pattern("p" + std::to_string(i), "reject", {"we regret to inform you of case x" + std::to_string(i)}));
    std::string body;
    for (int i = 0; i < 300; ++i) body += "We regret to inform you of nothing. ";
    CHECK(misses(std::move(patterns), body).size() < 300);
}
