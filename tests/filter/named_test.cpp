// Mail to a stranger that calls a contact by name or web address, on its whole journey.
#include <doctest/doctest.h>

#include <stdexcept>

#include "company.h"

using namespace onevoice;
using namespace onevoice::filter;
using rules::Action;

namespace {

using Lines = std::vector<std::string>;

const std::string stranger = "publisher-7@network.example";
const std::string rejection_by_url = "Dear publisher,\n\nwith your account www.blog.example your application was declined.\n";
const std::string rejection_by_name = "Dear publisher,\n\nyour application was declined, with your URL account \"Hilltop Letters\".\n";
const std::string invitation_by_url = "Dear all,\n\nyou are cordially invited to our press day with your blog www.blog.example.\n";
const std::string mention = "Dear publisher,\n\nyour application was declined.\n\nWhat we like: www.blog.example, among others.\n";

/// The story's rules, its conflict in the other order too, and another contact.
std::shared_ptr<const Snapshot> both_orders() {
    static const auto loaded = [] {
        const tests::Folder folder;
        rules::LoadOptions options;
        options.files = {std::string(ONEVOICE_SOURCE_DIR) + "/tests/support/rules/story.toml", folder.write("more.toml", R"(
[[conflict]]
name   = "reject after invite"
never  = "reject"
after  = "invite"
within = "90d"

[[contact]]
name      = "Tom"
addresses = ["tom@valley.example"]
)")};
        options.now = day(0);
        std::vector<grammar::Diagnostic> diagnostics;
        auto rules = rules::RuleSet::load(options, diagnostics);
        for (const grammar::Diagnostic& each : diagnostics) throw std::runtime_error(each.text());
        return rules;
    }();
    return std::make_shared<const Snapshot>(Snapshot{loaded, company_policy()});
}

struct Journey {
    LeavingRegistry registry;
    std::shared_ptr<const Snapshot> rules = both_orders();

    Examination send(const std::string& login, const Lines& to, const std::string& id, const std::string& body, int on_day) {
        return examine(rules, registry, envelope(login, to), mail(id, body), day(on_day));
    }
};

}  // namespace

TEST_CASE("a rejection to a stranger that names the blogger stands against an invitation to her, at each of her addresses") {
    for (const std::string& body : {rejection_by_url, rejection_by_name})
        for (const char* address : {"lena@blog.example", "lena.b@letters.example"}) {
            CAPTURE(body);
            CAPTURE(address);
            Journey journey;
            const auto first = journey.send("affiliate", {stranger}, "1@shop.example", body, 0);
            CHECK(first.action == Action::pass);
            REQUIRE(first.named.size() == 1);
            CHECK(first.named[0].group->name == "blogger Lena");
            CHECK(first.named[0].ignored == "");
            const auto second = journey.send("press", {address}, "2@shop.example", invitation, 10);
            REQUIRE(second.action == Action::hold);
            const EarlierDecision& earlier = second.recipients[0].judgement.conflicts[0].earlier;
            CHECK(earlier.told_as == first.named[0].key);
            CHECK(earlier.same_contact);
            CHECK(earlier.decision.message_id == "1@shop.example");
        }
}

TEST_CASE("after an invitation a rejection to a stranger that names the blogger is held") {
    Journey journey;
    CHECK(journey.send("press", {"lena.b@letters.example"}, "1@shop.example", invitation, 0).action == Action::pass);
    const auto second = journey.send("affiliate", {stranger}, "2@shop.example", rejection_by_url, 5);
    REQUIRE(second.action == Action::hold);
    CHECK(second.recipients[0].recipient == stranger);
    CHECK(second.recipients[0].judgement.conflicts[0].earlier.told_as.empty());
    CHECK(journey.registry.told(stranger) == Lines{"reject held"});
}

TEST_CASE("two strangers who are called by one name contradict, and the stranger himself is remembered too") {
    Journey journey;
    (void)journey.send("affiliate", {stranger}, "1@shop.example", rejection_by_name, 0);
    CHECK(journey.send("press", {"elsewhere@club.example"}, "2@shop.example", invitation_by_url, 5).action == Action::hold);
    CHECK(journey.send("press", {stranger}, "3@shop.example", invitation, 5).action == Action::hold);
    CHECK(journey.send("press", {"elsewhere@club.example"}, "4@shop.example", invitation, 5).action == Action::pass);
}

TEST_CASE("mail that only mentions the blogger, or goes to another contact, decides nothing about her") {
    struct Case {
        const char* recipient;
        const std::string& body;
    };
    for (const Case& each : {Case{"publisher-7@network.example", mention}, Case{"tom@valley.example", rejection_by_url}}) {
        CAPTURE(each.body);
        Journey journey;
        const auto first = journey.send("affiliate", {each.recipient}, "1@shop.example", each.body, 0);
        REQUIRE(first.named.size() == 1);
        CHECK_FALSE(first.named[0].ignored.empty());
        CHECK(journey.send("press", {"lena@blog.example"}, "2@shop.example", invitation, 10).action == Action::pass);
    }
}

TEST_CASE("a held rejection that names the blogger counts for her once it is released") {
    Journey journey;
    (void)journey.send("press", {"lena@blog.example"}, "1@shop.example", invitation, 0);
    (void)journey.send("affiliate", {stranger}, "2@shop.example", rejection_by_url, 1);
    const auto offered = [&] { return journey.send("press", {"lena@blog.example"}, "3@shop.example", invitation, 2).recipients[0].judgement.conflicts.size(); };
    CHECK(offered() == 0);
    REQUIRE(journey.registry.settle({"2@shop.example", "", std::nullopt}, State::committed, day(2)).ok());
    CHECK(offered() == 1);
}

TEST_CASE("the log line and the hold record say by which name the contact was found") {
    tests::Folder folder;
    LeavingRegistry registry;
    const auto book = holds::Book::open(folder.path()).value();
    const auto log = std::move(holds::Log::open(folder.path("log"), false).value());
    Journal journal("");
    holds::Breaker breaker(folder.path("breaker"));
    Filter filter(registry, book, *log, journal, breaker);
    (void)filter.decide(both_orders(), envelope("press", {"lena@blog.example"}), mail("1@shop.example", invitation), day(0));
    const Outcome held = filter.decide(both_orders(), envelope("affiliate", {stranger}), mail("2@shop.example", rejection_by_url), day(1));
    REQUIRE(held.disposition == Disposition::hold);
    const std::string lines = folder.read("log");
    CHECK(lines.find(R"("named":[{"contact":"blogger Lena","place":)") != std::string::npos);
    CHECK(lines.find(R"("by":"blog.example","words":"www.blog.example","where":"act"}])") != std::string::npos);
    std::vector<Error> damaged;
    const auto holds = book.list(damaged);
    REQUIRE(holds.ok());
    REQUIRE(holds->size() == 1);
    REQUIRE(holds->front().named.size() == 1);
    CHECK(holds->front().named[0].contact == "blogger Lena");
    CHECK(held.quarantine_reason.find("Lena") == std::string::npos);
}

TEST_CASE("what passed unchecked and names the blogger is checked for her when the registry is back") {
    tests::Folder folder;
    Journal journal(folder.path("journal"));
    Journey journey;
    (void)journey.send("press", {"lena@blog.example"}, "1@shop.example", invitation, 0);
    journey.registry.away = true;
    const auto unchecked = journey.send("affiliate", {stranger}, "2@shop.example", rejection_by_url, 1);
    REQUIRE(unchecked.failure.has_value());
    REQUIRE(journal.append(unchecked.proposal).ok());
    journey.registry.away = false;
    std::size_t alarms = 0;
    CHECK(journal.replay(journey.registry, *both_orders()->rules, [&](const Journal::Late& late) {
        ++alarms;
        CHECK(late.recipient == stranger);
    }).value() == 1);
    CHECK(alarms == 1);
    CHECK(journey.send("press", {"lena.b@letters.example"}, "3@shop.example", invitation, 2).recipients[0].judgement.conflicts[0].earlier.told_as == "blog.example");
}
