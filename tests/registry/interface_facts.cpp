#include <doctest/doctest.h>

#include "folder.h"
#include "interface.h"

namespace onevoice::registry {

namespace {

using Strings = std::vector<std::string>;

const Identity ada = person("ada@blog.example", "blog.example");
const Identity ben = person("ben@blog.example", "blog.example");
const Identity cy = person("cy@else.example", "else.example");

void decide(Registry& registry, const Proposal& proposal, const Judge& judge = pass) {
    const auto done = registry.decide(proposal, judge);
    if (!done) FAIL(done.error().text());
}

/// A message of `department` that states one value about one order.
Proposal statement(std::string id, std::string department, std::string order, std::string day_named, int on_day) {
    auto proposal = message(std::move(id), std::move(department), "", ada, on_day);
    proposal.decisions[0].keys = {{"order", std::move(order)}};
    proposal.decisions[0].values = {{"date_delivery", std::move(day_named)}};
    return proposal;
}

/// The values that were stated about the things, as decide() shows them; "act" for an act.
Strings stated(Registry& registry, const Identity& identity, std::vector<Thing> things) {
    Proposal question = message("", "", "", identity, 20);
    question.decisions.clear();
    question.things = std::move(things);
    Strings out;
    decide(registry, question, [&](auto histories) {
        out.clear();
        for (const auto& earlier : histories[0])
            out.push_back(earlier.decision.act.empty() ? earlier.decision.values.at("date_delivery") : "act");
        return pass(histories);
    });
    return out;
}

}  // namespace

void keeps_facts_apart(Registry& registry) {
    SUBCASE("facts are found by their thing, and hidden from who asks for another or for acts alone") {
        decide(registry, statement("m1", "sales", "4711", "2026-09-03", 3));
        decide(registry, statement("m2", "shop", "4711", "2026-09-05", 4));
        decide(registry, statement("m3", "shop", "4712", "2026-09-07", 5));
        decide(registry, message("m4", "press", "invite", ada, 6));
        CHECK(stated(registry, ada, {}) == Strings{"act"});
        CHECK(stated(registry, ada, {{"order", "4711"}}) == Strings{"act", "2026-09-05", "2026-09-03"});
        CHECK(stated(registry, ada, {{"order", "4712"}, {"order", "4711"}}) == Strings{"act", "2026-09-07", "2026-09-05", "2026-09-03"});
        CHECK(stated(registry, ada, {{"invoice", "4711"}, {"order", "471"}}) == Strings{"act"});
        CHECK(stated(registry, ben, {{"order", "4711"}}) == Strings{"act", "2026-09-05", "2026-09-03"});
        CHECK(stated(registry, cy, {{"order", "4711"}}).empty());
        CHECK(registry.history(ada, day(0))->size() == 4);
        CHECK(registry.forget(ada).value() == 4);
        CHECK(stated(registry, ada, {{"order", "4711"}}).empty());
    }
    SUBCASE("a repeated message does not meet what it stated before") {
        decide(registry, statement("m1", "sales", "4711", "2026-09-03", 3));
        auto again = statement("m1", "sales", "4711", "2026-09-05", 4);
        again.things = {{"order", "4711"}};
        decide(registry, again, [](auto histories) {
            CHECK(histories[0].empty());
            return pass(histories);
        });
        CHECK(stated(registry, ada, {{"order", "4711"}}) == Strings{"2026-09-05"});
    }
    SUBCASE("many facts push no act out of sight") {
        decide(registry, message("m1", "press", "reject", ada, 1));
        auto crowd = statement("", "shop", "1", "2026-09-03", 5);
        crowd.decisions.resize(longest_history + 1, crowd.decisions[0]);
        decide(registry, crowd);
        CHECK(stated(registry, ada, {}) == Strings{"act"});
        CHECK(stated(registry, ada, {{"order", "1"}}).size() == longest_fact_history + 1);
    }
    SUBCASE("facts are purged by the retention of the act without a name") {
        decide(registry, statement("m1", "shop", "4711", "2026-09-03", 5));
        decide(registry, message("m2", "press", "invite", ada, 5));
        CHECK(registry.purge(day(20), [](std::string_view act) { return Seconds(std::chrono::days(act.empty() ? 1 : 90)); }).value() == 1);
        CHECK(stated(registry, ada, {{"order", "4711"}}) == Strings{"act"});
    }
}

}  // namespace onevoice::registry
