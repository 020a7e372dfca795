#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "holds/hold.h"
#include "samples.h"

using namespace onevoice;
using namespace onevoice::holds;

TEST_CASE("a hold record gives every member back") {
    const auto read = hold_from_json(to_json(full_hold()), "x.json");
    REQUIRE(read.ok());
    CHECK(read->id == "H0123456789AB");
    CHECK(read->queue_id == "4Zx7Qk2N3vz1");
    CHECK(read->message_id == "invitation@shop.example");
    CHECK(read->department == "press");
    CHECK(read->sender == "press@shop.example");
    CHECK(read->login == "press-login");
    CHECK(read->subject == "Grüße aus dem \"Norden\"");
    CHECK(read->recipients == std::vector<std::string>{"lena@blog.example", "colleague@shop.example"});
    CHECK(read->unchecked == "the registry was away");
    CHECK(read->at == at("2026-03-16T10:00:00.125Z"));
    CHECK(read->deadline == at("2026-03-21T10:00:00Z"));
    CHECK(read->state == HoldState::returned);
    CHECK(read->ended == at("2026-03-17T08:00:00Z"));
    CHECK(read->ended_by == "maria");
    CHECK(read->comment == "asked the other department");
    REQUIRE(read->reasons.size() == 1);
    CHECK(read->reasons[0].recipient == "lena@blog.example");
    const LoggedConflict& conflict = read->reasons[0].conflict;
    const LoggedConflict expected = full_conflict();
    CHECK(conflict.rule == expected.rule);
    CHECK(conflict.rule_place == expected.rule_place);
    CHECK(conflict.act == expected.act);
    CHECK(conflict.about == expected.about);
    CHECK(conflict.evidence == expected.evidence);
    CHECK(conflict.evidence_rule == expected.evidence_rule);
    CHECK(conflict.earlier.decision == expected.earlier.decision);
    CHECK(conflict.earlier.same_contact == expected.earlier.same_contact);
    CHECK(conflict.left == expected.left);
    CHECK(conflict.excepted_by == expected.excepted_by);
    REQUIRE(conflict.difference.has_value());
    CHECK(conflict.difference->thing == expected.difference->thing);
    CHECK(conflict.difference->value_name == expected.difference->value_name);
    CHECK(conflict.difference->value == expected.difference->value);
    CHECK(conflict.difference->earlier == expected.difference->earlier);
    CHECK(conflict.times == expected.times);
}

TEST_CASE("a hold record of a newer version is read and its unknown members ignored") {
    auto object = nlohmann::json::parse(to_json(full_hold()));
    object["reviewers"] = {"a", "b"};
    object["reasons"][0]["conflict"]["score"] = 7;
    const auto read = hold_from_json(object.dump(), "x.json");
    REQUIRE(read.ok());
    CHECK(read->id == full_hold().id);
    CHECK(read->reasons.size() == 1);
}

TEST_CASE("a damaged hold record is an error that names its file") {
    const std::string good = to_json(full_hold());
    const std::string half = good.substr(0, good.size() / 2);
    auto wrong_type = nlohmann::json::parse(good);
    wrong_type["recipients"] = "lena";
    auto wrong_time = nlohmann::json::parse(good);
    wrong_time["at"] = "yesterday";
    auto wrong_state = nlohmann::json::parse(good);
    wrong_state["state"] = "lost";
    auto without_id = nlohmann::json::parse(good);
    without_id.erase("id");
    for (const std::string& text : {std::string(), half, std::string("[]"), std::string("\0\xff", 2), wrong_type.dump(), wrong_time.dump(),
                                    wrong_state.dump(), without_id.dump()}) {
        CAPTURE(text);
        const auto read = hold_from_json(text, "holds/H1.json");
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().kind == Kind::malformed);
        CHECK(read.error().text().starts_with("holds/H1.json: reading a hold record: "));
    }
}

TEST_CASE("a hold record is one line of printable ASCII whatever the mail says") {
    for (const std::string& hostile : hostile_texts()) {
        Hold hold = full_hold();
        hold.subject = hold.sender = hold.login = hold.message_id = hold.comment = hostile;
        hold.recipients = {hostile};
        hold.reasons[0].recipient = hold.reasons[0].conflict.evidence = hostile;
        for (const unsigned char c : to_json(hold)) CHECK((c >= 0x20 && c <= 0x7e));
    }
}

TEST_CASE("hold IDs are an H with twelve letters or digits, and differ") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string id = new_hold_id();
        CHECK(id.size() == 13);
        CHECK(id[0] == 'H');
        CHECK(id.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos);
        seen.insert(id);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("a conflict is told in the words of its rule") {
    LoggedConflict conflict = full_conflict();
    CHECK(what_conflicts(conflict) == "order 4711: date_delivery 2026-09-05 against 2026-09-03");
    conflict.difference.reset();
    const std::pair<std::uint64_t, const char*> table[] = {
        {0, "invite against reject"},         {2, "invite for the 2nd time, before"},   {3, "invite for the 3rd time, before"},
        {11, "invite for the 11th time, before"}, {21, "invite for the 21st time, before"}, {112, "invite for the 112th time, before"}};
    for (const auto& [times, expected] : table) {
        conflict.times = times;
        CHECK(what_conflicts(conflict) == expected);
    }
}
