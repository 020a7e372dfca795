#include <doctest/doctest.h>
#include <sys/stat.h>

#include "company.h"
#include "tests/support/full_disk.h"

using namespace onevoice;
using namespace onevoice::filter;
using onevoice::tests::FileLimit;
using onevoice::tests::Folder;

namespace {

registry::Proposal proposal(const std::string& department, const std::string& act, const std::string& id, int on_day) {
    Decision decision;
    decision.department = decision.voice = department;
    decision.act = act;
    decision.keys = {{"number", "17"}};
    decision.values = {{"amount", "12.00 EUR"}};
    registry::Proposal out;
    out.recipients = {{"lena@blog.example", {"lena@blog.example", "lena.b@letters.example"}, "blog.example"}};
    out.decisions = {decision};
    out.message_id = id;
    out.queue_id = "Q-" + id;
    out.at = day(on_day);
    out.since = day(on_day - 90);
    return out;
}

struct Fixture {
    Folder folder;
    Journal journal{folder.path("journal")};
    LeavingRegistry registry;
    std::vector<Journal::Late> alarms;

    Result<std::size_t> replay() {
        return journal.replay(registry, *story_rules(), [&](const Journal::Late& late) { alarms.push_back(late); });
    }
    void tell(const registry::Proposal& told) {
        REQUIRE(registry.decide(told, [](auto histories) { return std::vector<State>(histories.size(), State::pending); }).ok());
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a late conflict raises one alarm, once") {
    Fixture fixture;
    fixture.tell(proposal("affiliate", "reject", "1", 0));
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    CHECK(fixture.replay().value() == 1);
    REQUIRE(fixture.alarms.size() == 1);
    const Journal::Late& late = fixture.alarms[0];
    CHECK(late.recipient == "lena@blog.example");
    CHECK(late.conflict.rule->name == "invite after reject");
    CHECK(late.conflict.earlier.decision.message_id == "1");
    CHECK(late.proposal.message_id == "2");
    CHECK(late.proposal.queue_id == "Q-2");
    CHECK(late.proposal.at == day(5));
    CHECK(fixture.registry.told("lena@blog.example") == Lines{"invite pending", "reject pending"});
    CHECK(fixture.folder.names().empty());

    CHECK(fixture.replay().value() == 0);
    CHECK(fixture.alarms.size() == 1);
}

TEST_CASE("what was journalled is on record with everything that was known") {
    Fixture fixture;
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    REQUIRE(fixture.replay().ok());
    CHECK(fixture.alarms.empty());
    const auto history = fixture.registry.history({"lena.b@letters.example", {"lena@blog.example"}, ""}, Time{}).value();
    REQUIRE(history.size() == 1);
    CHECK(history[0].decision.department == "press");
    CHECK(history[0].decision.keys == std::map<std::string, std::string>{{"number", "17"}});
    CHECK(history[0].decision.values == std::map<std::string, std::string>{{"amount", "12.00 EUR"}});
    CHECK(history[0].decision.at == day(5));
    CHECK(history[0].decision.message_id == "2");
}

TEST_CASE("two contradicting messages in the journal raise the alarm for the later one") {
    Fixture fixture;
    REQUIRE(fixture.journal.append(proposal("affiliate", "reject", "1", 0)).ok());
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    CHECK(fixture.replay().value() == 2);
    REQUIRE(fixture.alarms.size() == 1);
    CHECK(fixture.alarms[0].proposal.message_id == "2");
}

TEST_CASE("while the registry is away the journal keeps every line") {
    Fixture fixture;
    fixture.registry.away = true;
    REQUIRE(fixture.journal.append(proposal("affiliate", "reject", "1", 0)).ok());
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    const std::string before = fixture.folder.read("journal");
    const auto failed = fixture.replay();
    REQUIRE_FALSE(failed.ok());
    CHECK(failed.error().kind == Kind::unavailable);
    CHECK(fixture.folder.read("journal") == before);
    fixture.registry.away = false;
    CHECK(fixture.replay().value() == 2);
    CHECK(fixture.alarms.size() == 1);
}

TEST_CASE("a registry that goes away halfway leaves the rest, and nothing is alarmed twice") {
    Fixture fixture;
    fixture.tell(proposal("affiliate", "reject", "1", 0));
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    REQUIRE(fixture.journal.append(proposal("press", "invite", "3", 6)).ok());
    const auto alarm = [&](const Journal::Late& late) {
        fixture.alarms.push_back(late);
        fixture.registry.away = true;
    };
    REQUIRE_FALSE(fixture.journal.replay(fixture.registry, *story_rules(), alarm).ok());
    CHECK(fixture.alarms.size() == 1);
    fixture.registry.away = false;
    CHECK(fixture.replay().value() == 1);
    REQUIRE(fixture.alarms.size() == 2);
    CHECK(fixture.alarms[1].proposal.message_id == "3");
    CHECK(fixture.folder.names().empty());
}

TEST_CASE("what is appended while the journal is replayed is kept for the next time") {
    Fixture fixture;
    fixture.tell(proposal("affiliate", "reject", "1", 0));
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    const auto alarm = [&](const Journal::Late&) { REQUIRE(fixture.journal.append(proposal("press", "invite", "3", 6)).ok()); };
    CHECK(fixture.journal.replay(fixture.registry, *story_rules(), alarm).value() == 1);
    CHECK(fixture.replay().value() == 1);
    REQUIRE(fixture.alarms.size() == 1);
    CHECK(fixture.alarms[0].proposal.message_id == "3");
}

TEST_CASE("a line cut short spoils no other") {
    Fixture fixture;
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    {
        const FileLimit limit(std::filesystem::file_size(fixture.folder.path("journal")) + 40);
        const auto short_one = fixture.journal.append(proposal("press", "invite", "3", 6));
        REQUIRE_FALSE(short_one.ok());
        CHECK(short_one.error().what == "writing the journal '" + fixture.folder.path("journal") + "': File too large");
    }
    REQUIRE(fixture.journal.append(proposal("press", "invite", "4", 7)).ok());
    CHECK(fixture.replay().value() == 2);
    CHECK(fixture.registry.told("lena@blog.example").size() == 2);
    CHECK(fixture.folder.names().empty());
}

TEST_CASE("nothing is kept of a message without decisions, nor without a file") {
    Fixture fixture;
    registry::Proposal empty = proposal("press", "invite", "2", 5);
    empty.decisions.clear();
    REQUIRE(fixture.journal.append(empty).ok());
    CHECK(fixture.folder.names().empty());
    Journal none("");
    CHECK(none.append(proposal("press", "invite", "2", 5)).ok());
    CHECK(none.replay(fixture.registry, *story_rules(), [](const Journal::Late&) {}).value() == 0);
}

TEST_CASE("only its owner may read the journal") {
    Fixture fixture;
    REQUIRE(fixture.journal.append(proposal("press", "invite", "2", 5)).ok());
    struct stat status {};
    REQUIRE(::stat(fixture.folder.path("journal").c_str(), &status) == 0);
    CHECK((status.st_mode & 077) == 0);
}
