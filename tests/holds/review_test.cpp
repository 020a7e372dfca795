#include <doctest/doctest.h>

#include "holds/log_line.h"
#include "holds/review.h"
#include "registry/sqlite.h"
#include "samples.h"
#include "scripted_tools.h"

using namespace onevoice;
using namespace onevoice::holds;

namespace {

/// A reviewer's desk with an open hold H1 of message Q1, whose invitation is in the registry as held.
struct Office {
    Office() {
        Hold hold = full_hold();
        hold.id = "H1";
        hold.queue_id = "Q1";
        hold.state = HoldState::open;
        REQUIRE(book.write(hold).ok());
        registry::Proposal proposal;
        proposal.recipients = {lena};
        Decision decision;
        decision.department = decision.voice = "press";
        decision.act = "invite";
        proposal.decisions = {decision};
        proposal.message_id = hold.message_id;
        proposal.queue_id = hold.queue_id;
        proposal.at = hold.at;
        REQUIRE(registry->decide(proposal, [](auto histories) { return std::vector<State>(histories.size(), State::held); }).ok());
        tools.script("postqueue", "case $* in *-j) test -e $TOOLS/moved || cat <<'END'\n" + queued("Q1", "hold") + "\nEND\nesac");
        tools.script("postsuper", "touch $TOOLS/moved");
    }

    State state() { return registry->history(lena, Time{}).value().at(0).decision.state; }

    registry::Identity lena{"lena@blog.example", {}, ""};
    ScriptedTools tools;
    tests::Folder folder;
    Book book = Book::open(folder.path()).value();
    std::unique_ptr<MtaQueue> queue = tools.queue();
    std::unique_ptr<registry::Registry> registry = std::move(registry::open_sqlite({":memory:", "", Seconds(5)}).value());
    std::unique_ptr<Log> log = std::move(Log::open(folder.path("log"), false).value());
    Desk desk{book, *queue, *registry, *log};
};

const Time now = parse_time("2026-03-18T09:00:00Z").value();

}  // namespace

TEST_CASE("a release counts as told from its moment on, is recorded and logged") {
    Office office;
    const auto review = release(office.desk, "H1", "maria", "they agreed", now);
    REQUIRE(review.ok());
    CHECK(review->whereabouts == Whereabouts::left);
    const Hold hold = office.book.find("H1").value();
    CHECK(hold.state == HoldState::released);
    CHECK(hold.ended == now);
    CHECK(hold.ended_by == "maria");
    CHECK(hold.comment == "they agreed");
    CHECK(office.state() == State::committed);
    CHECK(office.registry->history(office.lena, Time{}).value().at(0).decision.at == now);
    const auto entry = entry_from_json(office.folder.lines("log").at(0)).value();
    CHECK(entry.event == Event::released);
    CHECK(entry.reference == "H1");
    CHECK(entry.queue_id == "Q1");
    CHECK(entry.actor == "maria");
    CHECK(entry.reason == "they agreed");
    REQUIRE(entry.recipients.size() == 2);
    CHECK(entry.recipients[0].recipient == "lena@blog.example");
    CHECK(entry.recipients[0].verdict == "pass");
}

TEST_CASE("what is returned was never told") {
    Office office;
    REQUIRE(return_to_sender(office.desk, "Q1", "maria", "", now).ok());
    CHECK(office.book.find("H1").value().state == HoldState::returned);
    CHECK(office.state() == State::retracted);
    CHECK(entry_from_json(office.folder.lines("log").at(0)).value().event == Event::returned);
}

TEST_CASE("a hold ends once, and the second try says who was first") {
    Office office;
    REQUIRE(release(office.desk, "H1", "maria", "", now).ok());
    const auto again = return_to_sender(office.desk, "H1", "tom", "", now);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().kind == Kind::malformed);
    CHECK(again.error().what == "ending hold 'H1': it was released at 2026-03-18T09:00:00.000Z by maria");
    CHECK(office.state() == State::committed);
    CHECK(office.folder.lines("log").size() == 1);
}

TEST_CASE("when the MTA refuses, the hold stays open and nobody was told") {
    Office office;
    office.tools.script("postsuper", "exit 1");
    REQUIRE_FALSE(release(office.desk, "H1", "maria", "", now).ok());
    CHECK(office.book.find("H1").value().state == HoldState::open);
    CHECK(office.state() == State::held);
    CHECK(office.folder.lines("log").empty());
    office.tools.script("postsuper", "touch $TOOLS/moved");
    CHECK(release(office.desk, "H1", "maria", "", now).ok());
}

TEST_CASE("holds are joined with the queue, and what has no partner is shown") {
    Office office;
    Hold orphan = full_hold();
    orphan.id = "H2";
    orphan.queue_id = "Q2";
    orphan.state = HoldState::open;
    REQUIRE(office.book.write(orphan).ok());
    Hold ended = full_hold();
    ended.id = "H3";
    ended.queue_id = "Q3";
    REQUIRE(office.book.write(ended).ok());
    office.tools.script("postqueue", "cat <<'END'\n" + queued("Q1", "hold") + "\n" + queued("Q2", "active") + "\n" + queued("Q9", "hold") + "\nEND");

    std::vector<Error> damaged;
    const auto open = joined(office.book, *office.queue, false, damaged).value();
    REQUIRE(open.size() == 3);
    CHECK(open[0].hold->id == "H1");
    CHECK(open[0].message->queue_id == "Q1");
    CHECK(open[1].hold->id == "H2");
    CHECK_FALSE(open[1].message.has_value());  // no longer held
    CHECK_FALSE(open[2].hold.has_value());
    CHECK(open[2].message->queue_id == "Q9");
    CHECK(joined(office.book, *office.queue, true, damaged).value().size() == 4);
}
