#include "interface.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <stdexcept>

#include "folder.h"

namespace onevoice::registry {

namespace {

using Strings = std::vector<std::string>;

void decide(Registry& registry, const Proposal& proposal, const Judge& judge = pass) {
    const auto done = registry.decide(proposal, judge);
    if (!done) FAIL(done.error().text());
}

std::vector<Entry> find(Registry& registry, const std::string& message_id, const std::string& queue_id = "") {
    auto found = registry.find({message_id, queue_id, std::nullopt});
    if (!found) FAIL(found.error().text());
    return std::move(*found);
}

Strings states(const std::vector<Entry>& entries) {
    Strings out;
    for (const auto& entry : entries) out.emplace_back(state_name(entry.decision.state));
    return out;
}

const Identity ada = person("ada@blog.example", "blog.example");
const Identity ben = person("ben@blog.example", "blog.example");
const Identity cy = person("cy@else.example", "else.example");

void looks_up(Registry& registry) {
    SUBCASE("a decision comes back as it was stored") {
        auto proposal = message("m1@shop.example", "press", "invite", ada, 10);
        auto& decision = proposal.decisions[0];
        decision.voice = "public relations";
        decision.about = "partnership";
        decision.keys = {{"order", "4711"}, {"ticket", "Ä-\"1\"\n"}};
        decision.values = {{"date", "2026-05-01"}};
        decision.signature = 0xfedcba9876543210;
        proposal.queue_id = "4XyzQueue";
        decide(registry, proposal);
        const auto history = registry.history(ada, day(0));
        REQUIRE(history.ok());
        REQUIRE(history->size() == 1);
        Decision expected = decision;
        expected.at = day(10);
        expected.message_id = "m1@shop.example";
        CHECK((*history)[0].decision == expected);
        CHECK((*history)[0].same_contact);
        const auto entries = find(registry, "m1@shop.example");
        REQUIRE(entries.size() == 1);
        CHECK(entries[0].decision == expected);
        CHECK(entries[0].queue_id == "4XyzQueue");
        CHECK(entries[0].id == (*history)[0].id);
    }
    SUBCASE("the window begins at since, inclusive, and has no end") {
        for (const int on_day : {10, 20, 30}) decide(registry, message("m" + std::to_string(on_day), "press", "day" + std::to_string(on_day), ada, on_day));
        const std::pair<int, Strings> table[] = {
            {20, {"press day30", "press day20", "press day10"}}, {10, {"press day30", "press day20", "press day10"}}, {9, {"press day30", "press day20"}},
            {0, {"press day30", "press day20"}},                 {-1, {"press day30"}},
        };
        for (const auto& [window, expected] : table) {
            CAPTURE(window);
            CHECK(seen(registry, ada, 20, window) == expected);
        }
    }
    SUBCASE("only pending and committed decisions are judged, and history shows all states") {
        const std::pair<State, bool> table[] = {{State::pending, true}, {State::committed, true}, {State::held, false},
                                                {State::retracted, false}, {State::superseded, false}};
        for (const auto& [state, judged] : table) {
            const std::string name(state_name(state));
            CAPTURE(name);
            const auto who = person(name + "@states.example");
            decide(registry, message(name, "press", "invite", who, 10));
            CHECK(registry.settle({name, "", std::nullopt}, state).value() == 1);
            CHECK(seen(registry, who, 11).size() == (judged ? 1 : 0));
            const auto history = registry.history(who, day(0));
            REQUIRE(history->size() == 1);
            CHECK((*history)[0].decision.state == state);
        }
    }
    SUBCASE("the organisation's other contacts are shown as such, newest first, and strangers are not") {
        decide(registry, message("m1", "sales", "offer", ben, 3));
        decide(registry, message("m2", "press", "invite", ada, 4));
        decide(registry, message("m3", "shop", "reject", cy, 5));
        decide(registry, message("m4", "legal", "terminate", ben, 6));
        CHECK(seen(registry, ada, 10) == Strings{"legal terminate", "press invite", "sales offer"});
        const auto history = registry.history(ada, day(0));
        REQUIRE(history->size() == 3);
        CHECK_FALSE((*history)[0].same_contact);
        CHECK((*history)[1].same_contact);
        CHECK(seen(registry, person(ada.address), 10) == Strings{"press invite"});
    }
    SUBCASE("decisions told to an alias are told to the same contact, once") {
        decide(registry, message("m1", "sales", "offer", person("ada@private.example", "private.example"), 3));
        decide(registry, message("m2", "press", "invite", ada, 4));
        Identity group = ada;
        group.aliases = {ada.address, "ada@private.example"};
        const auto history = registry.history(group, day(0));
        REQUIRE(history->size() == 2);
        CHECK((*history)[0].same_contact);
        CHECK((*history)[1].same_contact);
    }
    SUBCASE("each recipient gets a history of its own, in their order") {
        decide(registry, message("m1", "shop", "reject", cy, 5));
        auto bulk = message("m2", "press", "invite", ada, 6);
        bulk.recipients.push_back(cy);
        decide(registry, bulk, [](auto histories) {
            REQUIRE(histories.size() == 2);
            CHECK(histories[0].empty());
            CHECK(histories[1].size() == 1);
            return std::vector{State::pending, State::held};
        });
        CHECK(states(find(registry, "m2")) == Strings{"pending", "held"});
        CHECK(seen(registry, cy, 10) == Strings{"shop reject"});
    }
    SUBCASE("a history ends at its longest, with the newest") {
        auto crowd = message("", "sales", "offer", ada, 5);
        for (std::size_t i = 0; i < longest_history; ++i) crowd.decisions.push_back(crowd.decisions[0]);
        crowd.decisions[0].act = "oldest";
        decide(registry, crowd);
        const auto acts = seen(registry, ada, 6);
        CHECK(acts.size() == longest_history);
        CHECK(acts.back() == "sales offer");
        CHECK(seen(registry, ben, 6).size() == longest_history);
    }
}

void repeats(Registry& registry) {
    SUBCASE("several acts of one message are several rows") {
        auto proposal = message("m1", "shop", "reject", ada, 5);
        proposal.decisions.push_back(proposal.decisions[0]);
        proposal.decisions[1].act = "offer";
        decide(registry, proposal);
        CHECK(seen(registry, ada, 6) == Strings{"shop offer", "shop reject"});
    }
    SUBCASE("a repeated attempt replaces the first and does not meet itself, nor what it told its other recipients") {
        auto proposal = message("m1", "shop", "reject", ada, 5);
        proposal.recipients.push_back(ben);
        for (const int attempt : {5, 6, 7}) {
            proposal.at = day(attempt);
            decide(registry, proposal, [](auto histories) {
                CHECK(histories[0].empty());
                CHECK(histories[1].empty());
                return pass(histories);
            });
        }
        CHECK(find(registry, "m1").size() == 2);
        CHECK(find(registry, "m1")[0].decision.at == day(7));
    }
    SUBCASE("another department's message with the same Message-ID is another message") {
        decide(registry, message("m1", "shop", "reject", ada, 5));
        decide(registry, message("m1", "press", "invite", ada, 6), [](auto histories) {
            CHECK(histories[0].size() == 1);
            return hold(histories);
        });
        CHECK(find(registry, "m1").size() == 2);
    }
    SUBCASE("a repetition for other recipients leaves the first alone") {
        decide(registry, message("m1", "shop", "reject", ada, 5));
        decide(registry, message("m1", "shop", "reject", cy, 6));
        CHECK(find(registry, "m1").size() == 2);
    }
    SUBCASE("without a Message-ID the queue ID tells attempts apart, and without both nothing is replaced") {
        auto proposal = message("", "shop", "reject", ada, 5);
        proposal.queue_id = "Q1";
        decide(registry, proposal);
        decide(registry, proposal);
        CHECK(find(registry, "", "Q1").size() == 1);
        proposal.queue_id = "Q2";
        decide(registry, proposal);
        CHECK(seen(registry, ada, 6).size() == 2);
        proposal.queue_id = "";
        decide(registry, proposal);
        decide(registry, proposal);
        CHECK(seen(registry, ada, 6).size() == 4);
    }
    SUBCASE("a held message that is repeated stays held unless it is judged otherwise") {
        const Judge silent = [](auto) { return std::vector<State>{}; };
        decide(registry, message("m1", "press", "invite", ada, 5), hold);
        decide(registry, message("m1", "press", "invite", ada, 6), silent);
        CHECK(states(find(registry, "m1")) == Strings{"held"});
        decide(registry, message("m1", "press", "invite", ada, 7), pass);
        CHECK(states(find(registry, "m1")) == Strings{"pending"});
        decide(registry, message("m2", "press", "invite", ben, 7), silent);
        CHECK(states(find(registry, "m2")) == Strings{"pending"});
    }
    SUBCASE("a delivered decision is not replaced by a repetition that is held") {
        decide(registry, message("m1", "press", "invite", ada, 5));
        REQUIRE(registry.settle({"m1", "", std::nullopt}, State::committed).ok());
        decide(registry, message("m1", "press", "invite", ada, 6), hold);
        CHECK(states(find(registry, "m1")) == Strings{"committed", "held"});
        decide(registry, message("m1", "press", "invite", ada, 7), pass);
        CHECK(states(find(registry, "m1")) == Strings{"pending"});
    }
    SUBCASE("one recipient named twice is told once") {
        auto proposal = message("m1", "press", "invite", ada, 5);
        proposal.recipients.push_back(ada);
        decide(registry, proposal);
        CHECK(find(registry, "m1").size() == 1);
    }
}

void stores_nothing(Registry& registry) {
    SUBCASE("a message without decisions is judged and leaves no trace") {
        decide(registry, message("m1", "shop", "reject", ada, 5));
        auto question = message("m2", "press", "invite", ada, 6);
        question.decisions.clear();
        std::size_t met = 0;
        decide(registry, question, [&](auto histories) {
            met = histories[0].size();
            return pass(histories);
        });
        CHECK(met == 1);
        CHECK(registry.statistics()->decisions == 1);
    }
    SUBCASE("what a judge throws reaches its caller, nothing is stored, and the registry goes on") {
        auto proposal = message("m1", "a new department", "a new act", ada, 5);
        CHECK_THROWS_WITH_AS((void)registry.decide(proposal, [](auto) -> std::vector<State> { throw std::runtime_error("judge"); }), "judge",
                             std::runtime_error);
        CHECK(registry.statistics()->decisions == 0);
        decide(registry, proposal);
        CHECK(seen(registry, ada, 6) == Strings{"a new department a new act"});
    }
    SUBCASE("a judge that throws over a repeated attempt leaves the first") {
        decide(registry, message("m1", "shop", "reject", ada, 5));
        CHECK_THROWS((void)registry.decide(message("m1", "shop", "reject", ada, 6), [](auto) -> std::vector<State> { throw 1; }));
        CHECK(find(registry, "m1").at(0).decision.at == day(5));
    }
}

void settles(Registry& registry) {
    auto bulk = message("m1", "press", "invite", ada, 5);
    bulk.recipients = {ada, ben, cy};
    bulk.queue_id = "Q1";
    decide(registry, bulk, hold);
    auto other = message("m2", "press", "invite", ada, 5);
    other.queue_id = "Q2";
    decide(registry, other);

    SUBCASE("a selector means the rows that match all it names") {
        const std::tuple<Selector, std::uint64_t> table[] = {
            {{"m1", "", std::nullopt}, 3},         {{"", "Q1", std::nullopt}, 3},          {{"m1", "Q1", std::nullopt}, 3},
            {{"m1", "Q2", std::nullopt}, 0},       {{"m1", "", ben.address}, 1},           {{"", "Q1", ben.address}, 1},
            {{"m1", "Q1", ben.address}, 1},        {{"m1", "", "nobody@x.example"}, 0},    {{"m3", "", std::nullopt}, 0},
            {{"", "Q2", std::nullopt}, 1},         {{"Q1", "", std::nullopt}, 0},
        };
        for (const auto& [selector, expected] : table) {
            CAPTURE(selector.message_id);
            CAPTURE(selector.queue_id);
            CHECK(registry.settle(selector, State::retracted).value() == expected);
            CHECK(registry.find(selector)->size() == expected);
        }
    }
    SUBCASE("a release commits and re-dates, and only what was selected") {
        CHECK(registry.settle({"m1", "", ben.address}, State::committed, day(9)).value() == 1);
        CHECK(states(find(registry, "m1")) == Strings{"held", "committed", "held"});
        CHECK(find(registry, "m1")[1].decision.at == day(9));
        CHECK(find(registry, "m1")[0].decision.at == day(5));
        CHECK(seen(registry, person(ben.address), 12, 4) == Strings{"press invite"});
    }
    SUBCASE("a selector that names no message is refused, whatever else it names") {
        for (const auto& selector : {Selector{}, Selector{"", "", ada.address}}) {
            const auto settled = registry.settle(selector, State::retracted);
            REQUIRE_FALSE(settled.ok());
            CHECK(settled.error().kind == Kind::malformed);
            CHECK_FALSE(registry.find(selector).ok());
        }
        CHECK(registry.statistics()->decisions == 4);
    }
}

void erases(Registry& registry) {
    SUBCASE("purge deletes what is older than its act's retention and counts it") {
        for (const auto& [act, on_day] : {std::pair{"invite", 1}, {"invite", 50}, {"reject", 1}, {"dun", 1}, {"dun", 99}}) {
            decide(registry, message(act + std::to_string(on_day), "press", act, ada, on_day));
        }
        const auto retention = [](std::string_view act) {
            if (act == "invite") return Seconds(std::chrono::days(60));
            if (act == "dun") return Seconds(std::chrono::days(1));
            return Seconds::max();
        };
        CHECK(registry.purge(day(100), retention).value() == 2);
        CHECK(seen(registry, ada, 100, 100) == Strings{"press dun", "press invite", "press reject"});
        CHECK(registry.purge(day(100), retention).value() == 0);
        CHECK(registry.purge(day(110) + std::chrono::milliseconds(1), retention).value() == 2);
    }
    SUBCASE("purge ends a long registry in many steps and misses nothing") {
        for (int i = 0; i < 20; ++i) {
            auto crowd = message("", "press", i % 2 == 0 ? "invite" : "reject", ada, i);
            crowd.decisions.resize(700, crowd.decisions[0]);
            decide(registry, crowd);
        }
        const auto retention = [](std::string_view act) { return act == "invite" ? Seconds(0) : Seconds::max(); };
        CHECK(registry.purge(day(100), retention).value() == 7000);
        CHECK(registry.statistics()->decisions == 7000);
        CHECK(registry.purge(day(100), [](auto) { return Seconds(0); }).value() == 7000);
        CHECK(registry.statistics()->decisions == 0);
    }
    SUBCASE("forget erases one contact with its aliases in every state, and nobody else") {
        auto crowd = message("m1", "press", "invite", ada, 1);
        crowd.decisions.resize(600, crowd.decisions[0]);
        decide(registry, crowd);
        decide(registry, message("m2", "press", "invite", person("ada@private.example"), 1), hold);
        decide(registry, message("m3", "press", "invite", ben, 1));
        Identity group = ada;
        group.aliases = {ada.address, "ada@private.example"};
        CHECK(registry.forget(group).value() == 601);
        CHECK(registry.statistics()->decisions == 1);
        CHECK(registry.statistics()->contacts == 1);
        CHECK(registry.forget(group).value() == 0);
    }
    SUBCASE("statistics count decisions and contacts and know the oldest") {
        CHECK(registry.statistics()->decisions == 0);
        CHECK_FALSE(registry.statistics()->oldest);
        decide(registry, message("m1", "press", "invite", ada, 7));
        decide(registry, message("m2", "press", "invite", ada, 3));
        decide(registry, message("m3", "press", "invite", ben, 5));
        const auto statistics = registry.statistics();
        CHECK(statistics->decisions == 3);
        CHECK(statistics->contacts == 2);
        CHECK(statistics->oldest == day(3));
        CHECK(statistics->schema >= 1);
        CHECK_FALSE(statistics->engine.empty());
    }
}

}  // namespace

void keeps_the_interface(Registry& registry) {
    SUBCASE("look up") { looks_up(registry); }
    SUBCASE("facts") { keeps_facts_apart(registry); }
    SUBCASE("repeat") { repeats(registry); }
    SUBCASE("store nothing") { stores_nothing(registry); }
    SUBCASE("settle") { settles(registry); }
    SUBCASE("erase") { erases(registry); }
}

}  // namespace onevoice::registry
