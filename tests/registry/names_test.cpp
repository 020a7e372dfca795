// Decisions that were told to a stranger and name somebody: kept under the name beside the address.
#include <doctest/doctest.h>

#include "folder.h"

using namespace onevoice;
using namespace onevoice::registry;

namespace {

using Strings = std::vector<std::string>;

/// The blogger: an address, and the web address of the blog.
Identity blogger() {
    Identity out = person("lena@blog.example", "blog.example");
    out.names = {"hilltop letters", "blog.example"};
    return out;
}

/// Somebody at an address of the network; the message calls the blog by its web address.
Identity stranger(const std::string& address = "publisher-7@network.example") {
    Identity out = person(address, "network.example");
    out.names = blogger().names;
    out.told_as = {"blog.example"};
    return out;
}

/// "department act as name" of everything that is found for a contact, newest first.
Strings found(Registry& registry, const Identity& identity) {
    Strings out;
    const auto history = registry.history(identity, day(0));
    REQUIRE(history.ok());
    for (const EarlierDecision& each : *history) {
        CHECK(each.same_contact);
        out.push_back(each.decision.department + ' ' + each.decision.act + (each.told_as.empty() ? "" : " as " + each.told_as) + ' ' +
                      std::string(state_name(each.decision.state)));
    }
    return out;
}

struct Office {
    Folder folder;
    std::unique_ptr<Registry> registry = folder.open();

    void tell(const Proposal& proposal, const Judge& judge = pass) { REQUIRE(registry->decide(proposal, judge).ok()); }
};

}  // namespace

TEST_CASE("what a stranger was told is found by whoever has the name, and says the name") {
    Office office;
    office.tell(message("m1", "affiliate", "reject", stranger(), 1));
    CHECK(found(*office.registry, blogger()) == Strings{"affiliate reject as blog.example pending"});
    CHECK(seen(*office.registry, blogger(), 2) == Strings{"affiliate reject"});
    Identity other = person("tom@blog.example");
    other.names = {"another.example"};
    CHECK(found(*office.registry, other).empty());
    // The same text as an address or an organisation is another thing.
    CHECK(found(*office.registry, person("blog.example")).empty());
}

TEST_CASE("the stranger is told it once") {
    Office office;
    office.tell(message("m1", "affiliate", "reject", stranger(), 1));
    CHECK(found(*office.registry, person("publisher-7@network.example")) == Strings{"affiliate reject pending"});
    CHECK(found(*office.registry, stranger()) == Strings{"affiliate reject pending"});
}

TEST_CASE("one message to several strangers, or under several names, is one decision for the named") {
    Office office;
    Proposal both = message("m1", "affiliate", "reject", stranger(), 1);
    both.recipients.push_back(stranger("publisher-8@network.example"));
    for (Identity& each : both.recipients) each.told_as = blogger().names;
    office.tell(both);
    CHECK(found(*office.registry, blogger()).size() == 1);
}

TEST_CASE("a delivery to the stranger settles what is kept under the name, and one to somebody else does not") {
    Office office;
    Proposal both = message("m1", "affiliate", "reject", stranger(), 1);
    both.recipients.push_back(person("tom@site.example"));
    both.queue_id = "4abc";
    office.tell(both);
    REQUIRE(office.registry->settle({"", "4abc", "tom@site.example"}, State::committed).ok());
    CHECK(found(*office.registry, blogger()) == Strings{"affiliate reject as blog.example pending"});
    REQUIRE(office.registry->settle({"", "4abc", "publisher-7@network.example"}, State::retracted).ok());
    CHECK(found(*office.registry, blogger()) == Strings{"affiliate reject as blog.example retracted"});
}

TEST_CASE("a release or return settles what is kept under the name with the message") {
    for (const State state : {State::committed, State::retracted}) {
        Office office;
        office.tell(message("m1", "affiliate", "reject", stranger(), 1), hold);
        CHECK(seen(*office.registry, blogger(), 2).empty());
        REQUIRE(office.registry->settle({"m1", "", std::nullopt}, state).ok());
        CHECK(found(*office.registry, blogger()) == Strings{"affiliate reject as blog.example " + std::string(state_name(state))});
    }
}

TEST_CASE("a repeated message replaces what the first attempt left under names, others than its own too") {
    Office office;
    Proposal attempt = message("m1", "affiliate", "reject", stranger(), 1);
    attempt.recipients[0].told_as = {"hilltop letters"};
    office.tell(attempt);
    office.tell(message("m1", "affiliate", "reject", stranger(), 2));
    CHECK(found(*office.registry, blogger()) == Strings{"affiliate reject as blog.example pending"});
    CHECK(office.registry->statistics()->decisions == 2);
}

TEST_CASE("forgetting the named one or the stranger erases the row under the name") {
    Office office;
    office.tell(message("m1", "affiliate", "reject", stranger(), 1));
    CHECK(office.registry->forget(blogger()).value() == 1);
    CHECK(found(*office.registry, blogger()).empty());
    CHECK(found(*office.registry, person("publisher-7@network.example")) == Strings{"affiliate reject pending"});

    office.tell(message("m2", "affiliate", "reject", stranger(), 2));
    CHECK(office.registry->forget(person("publisher-7@network.example")).value() == 3);
    CHECK(found(*office.registry, blogger()).empty());
    CHECK(office.registry->statistics()->decisions == 0);
}

TEST_CASE("retention deletes rows under names as it deletes others") {
    Office office;
    office.tell(message("m1", "affiliate", "reject", stranger(), 1));
    CHECK(office.registry->purge(day(400), [](auto) { return Seconds(std::chrono::days(365)); }).value() == 2);
    CHECK(found(*office.registry, blogger()).empty());
}
