#include "holds/breaker_state.h"

#include <doctest/doctest.h>

using namespace onevoice;
using namespace onevoice::holds;
using namespace std::chrono_literals;

namespace {

const Time noon = parse_time("2026-03-16T12:00:00Z").value();
constexpr rules::Budget few{3, 10, Seconds{3600}};

/// How many holds in a row it takes to trip; 0: more than a hundred.
int holds_to_trip(BreakerState& state, const rules::Budget& budget, Time now) {
    for (int n = 1; n <= 100; ++n)
        if (state.add_hold("rule", budget, now)) return n;
    return 0;
}

}  // namespace

TEST_CASE("a rule trips when it holds more than its count and more than its share") {
    struct Row {
        std::uint64_t messages;
        rules::Budget budget;
        int trips_at;
    };
    const Row rows[] = {
        {0, {3, 10, Seconds{3600}}, 4},    // the count alone, where nothing else was sent
        {10, {3, 10, Seconds{3600}}, 4},
        {100, {3, 10, Seconds{3600}}, 11}, // more than a tenth
        {100, {3, 0, Seconds{3600}}, 4},
        {100'000, {3, 5, Seconds{3600}}, 0},
        {100, {0, 0, Seconds{3600}}, 0},   // no budget at all
    };
    for (const Row& row : rows) {
        BreakerState state;
        state.add_messages(row.messages, noon);
        CAPTURE(row.messages);
        CHECK(holds_to_trip(state, row.budget, noon) == row.trips_at);
    }
}

TEST_CASE("what is older than the window counts no more") {
    BreakerState state;
    CHECK_FALSE(state.add_hold("rule", few, noon).has_value());
    CHECK_FALSE(state.add_hold("rule", few, noon).has_value());
    CHECK_FALSE(state.add_hold("rule", few, noon).has_value());
    CHECK_FALSE(state.add_hold("rule", few, noon + 60min).has_value());
    CHECK_FALSE(state.add_hold("rule", few, noon + 61min).has_value());
    CHECK_FALSE(state.add_hold("rule", few, noon + 62min).has_value());
    CHECK(state.add_hold("rule", few, noon + 63min).has_value());
    // Messages leave the window too.
    BreakerState other;
    other.add_messages(1000, noon);
    CHECK(holds_to_trip(other, few, noon + 2h) == 4);
}

TEST_CASE("a trip is told once, of one rule, until it is armed again and its past is forgotten") {
    BreakerState state;
    state.add_messages(20, noon);
    CHECK(holds_to_trip(state, few, noon) == 4);
    for (int i = 0; i < 10; ++i) CHECK_FALSE(state.add_hold("rule", few, noon).has_value());
    CHECK_FALSE(state.add_hold("other", few, noon).has_value());
    REQUIRE(state.trips().size() == 1);
    CHECK(text_of(state.trips().begin()->second) == "4 of 20 messages were held within 1h, allowed are 3 and 10 %");
    CHECK_FALSE(state.rearm("other").has_value());
    REQUIRE(state.rearm("rule").has_value());
    CHECK_FALSE(state.rearm("rule").has_value());
    CHECK(holds_to_trip(state, few, noon) == 4);
}

TEST_CASE("it does not grow: a day is remembered") {
    BreakerState state;
    for (int minute = 0; minute < 10'000; ++minute) {
        state.add_messages(1, noon + std::chrono::minutes(minute));
        (void)state.add_hold("rule " + std::to_string(minute % 3), {1'000'000, 100, Seconds{3600}}, noon + std::chrono::minutes(minute));
    }
    CHECK(state.to_json().size() < 2 * 1440 * 20);
    state.add_messages(1, noon + 240h);
    CHECK(state.to_json().size() < 200);
}

TEST_CASE("it is read back as it was written") {
    BreakerState state;
    state.add_messages(20, noon);
    (void)holds_to_trip(state, few, noon + 5min);
    (void)state.add_hold("ümlaut \"rule\"", few, noon);
    const auto again = BreakerState::from_json(state.to_json());
    REQUIRE(again.ok());
    CHECK(again->to_json() == state.to_json());
    CHECK(text_of(again->trips().at("rule")) == text_of(state.trips().at("rule")));
    CHECK(again->trips().at("rule").at == noon + 5min);
}

TEST_CASE("what is no state is an error") {
    for (const char* text : {"", "[]", "{}", "{\"tripped\":[]", R"({"tripped":[{}],"holds":[],"messages":[]})", R"({"tripped":[],"holds":[],"messages":[[1]]})",
                             R"({"tripped":[],"holds":[{"rule":1,"minutes":[]}],"messages":[]})"}) {
        CAPTURE(text);
        CHECK_FALSE(BreakerState::from_json(text).ok());
    }
}
