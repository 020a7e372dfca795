#include <doctest/doctest.h>

#include "company.h"

using namespace onevoice;
using namespace onevoice::filter;
using rules::Action;

namespace {

using Lines = std::vector<std::string>;

struct Journey {
    LeavingRegistry registry;
    std::shared_ptr<const Snapshot> rules = snapshot();

    Examination send(const std::string& login, const Lines& to, const std::string& id, const std::string& body, int on_day,
                     const std::string& fields = "") {
        return examine(rules, registry, envelope(login, to), mail(id, body, fields), day(on_day));
    }
};

}  // namespace

TEST_CASE("an invitation after another department's rejection is held with both sides named") {
    Journey journey;
    const auto first = journey.send("affiliate", {"<lena@blog.example>"}, "1@shop.example", rejection, 0);
    CHECK(first.action == Action::pass);
    REQUIRE(first.fingerprint.acts.size() == 1);
    const auto second = journey.send("press", {"<lena@blog.example>"}, "2@shop.example", invitation, 10);
    CHECK(second.action == Action::hold);
    CHECK(second.intended == Action::hold);
    CHECK_FALSE(second.failure.has_value());
    CHECK(second.department->name == "press");
    REQUIRE(second.recipients.size() == 1);
    CHECK(second.recipients[0].recipient == "lena@blog.example");
    REQUIRE(second.recipients[0].judgement.conflicts.size() == 1);
    const rules::Conflict& conflict = second.recipients[0].judgement.conflicts[0];
    CHECK(conflict.rule->name == "invite after reject");
    CHECK(conflict.act.evidence == "cordially invited");
    CHECK(conflict.earlier.decision.department == "affiliate");
    CHECK(conflict.earlier.decision.message_id == "1@shop.example");
    CHECK(conflict.left == Seconds(std::chrono::days(80)));
    CHECK(journey.registry.told("lena@blog.example") == Lines{"invite held", "reject pending"});
}

TEST_CASE("what does not contradict passes") {
    struct Case {
        const char* name;
        const char* login;
        const char* recipient;
        const std::string& body;
        int on_day;
    };
    static const std::string small_talk = "Dear Lena,\n\nthe weather is fine.\n";
    for (const Case& each : {Case{"another contact", "press", "tom@site.example", invitation, 10},
                             Case{"the window is closed", "press", "lena@blog.example", invitation, 91},
                             Case{"the same department", "affiliate", "lena@blog.example", invitation, 10},
                             Case{"no act", "press", "lena@blog.example", small_talk, 10}}) {
        CAPTURE(each.name);
        Journey journey;
        (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
        CHECK(journey.send(each.login, {each.recipient}, "2@shop.example", each.body, each.on_day).action == Action::pass);
    }
}

TEST_CASE("one conflicting recipient holds the whole message, and every conflicting one is named") {
    Journey journey;
    (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
    (void)journey.send("affiliate", {"tom@site.example"}, "2@shop.example", rejection, 0);
    const auto both = journey.send(
        "press", {"<eva@paper.example>", "<lena@blog.example>", "<boss@shop.example>", "<tom@site.example>"}, "3@shop.example", invitation, 5);
    CHECK(both.action == Action::hold);
    REQUIRE(both.recipients.size() == 3);  // the colleague is not judged
    CHECK(both.recipients[0].judgement.action == Action::pass);
    CHECK(both.recipients[1].judgement.action == Action::hold);
    CHECK(both.recipients[2].judgement.action == Action::hold);
    CHECK(both.recipients[2].judgement.conflicts[0].earlier.decision.message_id == "2@shop.example");
    // Nobody got the message: it counts as told for none of them, the unconcerned included.
    CHECK(journey.registry.told("eva@paper.example") == Lines{"invite held"});
    CHECK(journey.send("affiliate", {"eva@paper.example"}, "4@shop.example", rejection, 6).action == Action::pass);
}

TEST_CASE("a held message is not counted as told") {
    Journey journey;
    (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
    CHECK(journey.send("press", {"lena@blog.example"}, "2@shop.example", invitation, 5).action == Action::hold);
    // The held invitation is no reason against a dunning letter.
    static const std::string dunning = "Dear Lena,\n\nour invoice of 12.00 EUR is still open.\n";
    CHECK(journey.send("affiliate", {"lena@blog.example"}, "3@shop.example", dunning, 6).action == Action::pass);
}

TEST_CASE("spellings of one address are one contact, judged once and shown each") {
    Journey journey;
    (void)journey.send("affiliate", {"Lena+shop@Blog.Example"}, "1@shop.example", rejection, 0);
    const auto twice = journey.send("press", {"lena@blog.example", "LENA+press@blog.example"}, "2@shop.example", invitation, 5);
    CHECK(twice.action == Action::hold);
    CHECK(twice.proposal.recipients.size() == 1);
    REQUIRE(twice.recipients.size() == 2);
    CHECK(twice.recipients[1].recipient == "LENA+press@blog.example");
    CHECK(twice.recipients[0].judgement.action == Action::hold);
    CHECK(twice.recipients[1].judgement.action == Action::hold);
}

TEST_CASE("a contact is known at every address of its group") {
    Journey journey;
    (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
    CHECK(journey.send("press", {"lena.b@letters.example"}, "2@shop.example", invitation, 5).action == Action::hold);
}

TEST_CASE("bulk mail is compared, annotated at the most, and counted only when asked for") {
    struct Case {
        BulkMode mode;
        Action action;
        const char* skipped;
        Lines told;
    };
    for (const Case& each : {Case{BulkMode::skip, Action::pass, "bulk", {"reject pending"}},
                             Case{BulkMode::annotate, Action::annotate, "", {"reject pending"}},
                             Case{BulkMode::full, Action::hold, "", {"invite held", "reject pending"}}}) {
        Journey journey;
        Policy policy = company_policy();
        policy.bulk = each.mode;
        journey.rules = snapshot(policy);
        (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
        const auto bulk = journey.send("press", {"lena@blog.example"}, "2@shop.example", invitation, 5, "List-Id: <news.shop.example>\n");
        CHECK(bulk.action == each.action);
        CHECK(bulk.intended == each.action);
        CHECK((bulk.skipped ? std::string(skip_name(*bulk.skipped)) : "") == each.skipped);
        CHECK(journey.registry.told("lena@blog.example") == each.told);
    }
}

TEST_CASE("simulation passes a conflict, says what it would do, and counts the message as told") {
    for (const bool by_department : {false, true}) {
        CAPTURE(by_department);
        Journey journey;
        if (!by_department) {
            Policy policy = company_policy();
            policy.mode = rules::Mode::simulate;
            journey.rules = snapshot(policy);
        }
        (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
        const auto simulated = journey.send(by_department ? "trial" : "press", {"lena@blog.example"}, "2@shop.example", invitation, 5);
        CHECK(simulated.action == Action::pass);
        CHECK(simulated.intended == Action::hold);
        REQUIRE(simulated.recipients[0].judgement.conflicts.size() == 1);
        CHECK(journey.registry.told("lena@blog.example") == Lines{"invite pending", "reject pending"});
    }
}

TEST_CASE("mode annotate annotates what mode hold would hold") {
    Journey journey;
    Policy policy = company_policy();
    policy.mode = rules::Mode::annotate;
    journey.rules = snapshot(policy);
    (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
    const auto annotated = journey.send("press", {"lena@blog.example"}, "2@shop.example", invitation, 5);
    CHECK(annotated.action == Action::annotate);
    CHECK(annotated.intended == Action::hold);
    CHECK(journey.registry.told("lena@blog.example")[0] == "invite pending");
}

TEST_CASE("an exception lets a conflict pass and is named") {
    Journey journey;
    (void)journey.send("affiliate", {"friend@blog.example"}, "1@shop.example", rejection, 0);
    const auto excepted = journey.send("press", {"friend@blog.example"}, "2@shop.example", invitation, 5);
    CHECK(excepted.action == Action::pass);
    REQUIRE(excepted.recipients[0].judgement.conflicts.size() == 1);
    CHECK(excepted.recipients[0].judgement.conflicts[0].excepted->owner == "head@shop.example");
}

TEST_CASE("a registry that is away is a failure, not a verdict") {
    Journey journey;
    (void)journey.send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0);
    journey.registry.away = true;
    const auto unchecked = journey.send("press", {"lena@blog.example"}, "2@shop.example", invitation, 5);
    REQUIRE(unchecked.failure.has_value());
    CHECK(unchecked.failure->kind == Kind::unavailable);
    CHECK(unchecked.action == Action::pass);
    CHECK(unchecked.intended == Action::pass);
    CHECK(unchecked.proposal.decisions.size() == 1);
    CHECK(unchecked.proposal.recipients.size() == 1);
}

TEST_CASE("mail without an act does not need the registry") {
    Journey journey;
    journey.registry.away = true;
    const auto examined = journey.send("press", {"lena@blog.example"}, "1@shop.example", "Good morning!\n", 0);
    CHECK_FALSE(examined.failure.has_value());
    CHECK(examined.recipients.size() == 1);
}

TEST_CASE("a message beyond the limit is a failure that no repetition mends") {
    Journey journey;
    Policy policy = company_policy();
    policy.limits.message_bytes = 100;
    journey.rules = snapshot(policy);
    const auto examined = journey.send("press", {"lena@blog.example"}, "1@shop.example", invitation, 0);
    REQUIRE(examined.failure.has_value());
    CHECK(examined.failure->kind == Kind::malformed);
    CHECK(examined.proposal.decisions.empty());
}

TEST_CASE("recipients beyond the limit and those without an address are told as oddities") {
    Journey journey;
    Policy policy = company_policy();
    policy.recipients = 2;
    journey.rules = snapshot(policy);
    const auto examined =
        journey.send("press", {"@blog.example", "a@blog.example", "colleague@shop.example", "b@blog.example", "c@blog.example"}, "1@shop.example", invitation, 0);
    REQUIRE(examined.recipients.size() == 2);
    CHECK(examined.recipients[1].recipient == "b@blog.example");
    Lines codes;
    for (const message::Oddity& oddity : examined.reading.oddities) codes.push_back(oddity.code);
    CHECK(codes == Lines{"unusable-recipient", "recipients-limit"});
}
