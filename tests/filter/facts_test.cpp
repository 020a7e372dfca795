// The journey of messages that state facts, with an act or without.
#include <doctest/doctest.h>

#include "company.h"

using namespace onevoice;
using namespace onevoice::filter;
using rules::Action;

namespace {

using Lines = std::vector<std::string>;
const std::string third = "Dear Lena,\n\nyour parcel 4711 arrives on 3 September 2026.\n";
const std::string fifth = "Dear Lena,\n\nyour parcel 4711 arrives on 5 September 2026.\n";
const std::string bulk_field = "List-Unsubscribe: <https://shop.example/off>\n";

struct Journey {
    LeavingRegistry registry;
    std::shared_ptr<const Snapshot> rules = snapshot();

    Examination send(const std::string& login, const std::string& id, const std::string& body, int on_day, const std::string& fields = "") {
        return examine(rules, registry, envelope(login, {"lena@blog.example"}), mail(id, body, fields), day(on_day));
    }
};

}  // namespace

TEST_CASE("a message that only states facts is remembered, and another department's other value is held") {
    Journey journey;
    const auto first = journey.send("affiliate", "1@shop.example", third, 0);
    CHECK(first.action == Action::pass);
    CHECK(first.fingerprint.acts.empty());
    REQUIRE(first.proposal.decisions.size() == 1);
    CHECK(thing_of(first.proposal.decisions[0]) == Thing{"parcel", "4711"});
    CHECK(first.proposal.decisions[0].values == std::map<std::string, std::string>{{"date_arrival", "2026-09-03"}});
    CHECK(first.proposal.decisions[0].signature == 0);

    const auto second = journey.send("press", "2@shop.example", fifth, 10);
    CHECK(second.action == Action::hold);
    REQUIRE(second.recipients[0].judgement.conflicts.size() == 1);
    const rules::Conflict& conflict = second.recipients[0].judgement.conflicts[0];
    REQUIRE(conflict.difference.has_value());
    CHECK(conflict.difference->value == "2026-09-05");
    CHECK(conflict.difference->earlier == "2026-09-03");
    CHECK(conflict.act.evidence == "arrives on 5 September 2026");
    CHECK(journey.registry.told("lena@blog.example") == Lines{" held", " pending"});
}

TEST_CASE("a message with an act and facts is remembered for both, and both are judged") {
    Journey journey;
    journey.send("affiliate", "1@shop.example", rejection + "\nYour parcel 4711 arrives on 3 September 2026.\n", 0);
    CHECK(journey.registry.told("lena@blog.example").size() == 2);
    const auto second = journey.send("press", "2@shop.example", invitation + "\nYour parcel 4711 arrives on 5 September 2026.\n", 10);
    CHECK(second.recipients[0].judgement.conflicts.size() == 2);
    REQUIRE(second.proposal.decisions.size() == 2);
    CHECK(second.proposal.decisions[0].act == "invite");
    CHECK(second.proposal.decisions[0].signature == second.fingerprint.signature);
    CHECK(second.proposal.decisions[0].signature != 0);
}

TEST_CASE("bulk mail that states another value is annotated, and states nothing") {
    Journey journey;
    journey.send("affiliate", "1@shop.example", third, 0);
    CHECK(journey.send("press", "2@shop.example", fifth, 1, bulk_field).action == Action::annotate);
    CHECK(journey.registry.told("lena@blog.example") == Lines{" pending"});
}

TEST_CASE("a fact that nothing names a thing for is not remembered") {
    Journey journey;
    CHECK(journey.send("affiliate", "1@shop.example", "Dear Lena,\n\nit arrives on 3 September 2026.\n", 0).action == Action::pass);
    CHECK(journey.registry.told("lena@blog.example").empty());
}

TEST_CASE("the third reminder in similar words is annotated, and one that is sent again is not a third") {
    const std::string reminder = "Dear Lena,\n\nour invoice of 12.00 EUR is still open. Please let us have the amount in the next days.\n";
    Journey journey;
    CHECK(journey.send("affiliate", "1@shop.example", reminder, 0).action == Action::pass);
    CHECK(journey.send("affiliate", "2@shop.example", reminder, 1).action == Action::pass);
    CHECK(journey.send("affiliate", "2@shop.example", reminder, 2).action == Action::pass);
    const auto third_time = journey.send("affiliate", "3@shop.example", reminder, 3);
    CHECK(third_time.action == Action::annotate);
    CHECK(third_time.recipients[0].judgement.conflicts.front().times == 3);
}

TEST_CASE("facts and signatures survive the journal, and a late contradiction and a late repetition raise alarms") {
    const tests::Folder folder;
    Journal journal(folder.path("journal"));
    Journey journey;
    const std::string reminder = "Dear Lena,\n\nour invoice of 12.00 EUR is still open. Please let us have the amount in the next days.\n";
    journey.send("affiliate", "1@shop.example", third, 0);
    journey.send("affiliate", "2@shop.example", reminder, 0);
    journey.send("affiliate", "3@shop.example", reminder, 1);
    journey.registry.away = true;
    for (const auto& [login, id, body] : {std::tuple{"press", "4@shop.example", fifth}, std::tuple{"affiliate", "5@shop.example", reminder}}) {
        const auto unchecked = journey.send(login, id, body, 2);
        CHECK(unchecked.failure.has_value());
        REQUIRE(journal.append(unchecked.proposal).ok());
    }
    journey.registry.away = false;
    std::vector<Journal::Late> alarms;
    CHECK(journal.replay(journey.registry, *story_rules(), [&](const Journal::Late& late) { alarms.push_back(late); }).value() == 2);
    REQUIRE(alarms.size() == 2);
    REQUIRE(alarms[0].conflict.difference.has_value());
    CHECK(alarms[0].conflict.difference->earlier == "2026-09-03");
    CHECK(alarms[1].conflict.times == 3);
}
