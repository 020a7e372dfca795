#include <doctest/doctest.h>

#include "company.h"
#include "holds/log_line.h"

using namespace onevoice;
using namespace onevoice::filter;

namespace {

using Lines = std::vector<std::string>;

/// A Filter with everything around it, in a folder of its own.
struct Office {
    explicit Office(Policy policy = company_policy()) : rules(snapshot(std::move(policy))) {}

    Outcome send(const std::string& login, const Lines& to, const std::string& id, const std::string& body, int on_day,
                 const std::string& fields = "") {
        return filter.decide(rules, envelope(login, to), mail(id, body, fields), day(on_day));
    }
    void reject_lena() { REQUIRE(send("affiliate", {"lena@blog.example"}, "1@shop.example", rejection, 0).disposition == Disposition::pass); }
    Outcome invite_lena() { return send("press", {"lena@blog.example"}, "2@shop.example", invitation, 5); }
    /// No record can be written any more.
    void lose_the_book() { std::filesystem::remove_all(folder.path("holds")); }
    [[nodiscard]] holds::Entry last_entry() const { return holds::entry_from_json(folder.lines("log").back()).value(); }

    tests::Folder folder;
    LeavingRegistry registry;
    std::shared_ptr<const Snapshot> rules;
    holds::Book book = [this] {
        std::filesystem::create_directory(folder.path("holds"));
        return holds::Book::open(folder.path("holds")).value();
    }();
    std::unique_ptr<holds::Log> log = std::move(holds::Log::open(folder.path("log"), false).value());
    Journal journal{folder.path("journal")};
    holds::Breaker breaker{folder.path("breaker")};
    Filter filter{registry, book, *log, journal, breaker};
};

Policy policy_with(FailMode mode) {
    Policy policy = company_policy();
    policy.fail_mode = mode;
    return policy;
}

}  // namespace

TEST_CASE("a hold is on disk with its whole reason, and the log tells the same") {
    Office office;
    office.reject_lena();
    const Outcome outcome = office.send("press", {"<lena@blog.example>", "<tom@site.example>", "<boss@shop.example>"}, "2@shop.example", invitation, 5);
    CHECK(outcome.disposition == Disposition::hold);
    const auto hold = office.book.find(outcome.reference);
    REQUIRE(hold.ok());
    CHECK(hold->queue_id == "4Zx7Qk2N3vz1");
    CHECK(hold->message_id == "2@shop.example");
    CHECK(hold->department == "press");
    CHECK(hold->sender == "press@shop.example");
    CHECK(hold->login == "press");
    CHECK(hold->subject == "Hello");
    CHECK(hold->recipients == Lines{"lena@blog.example", "tom@site.example", "boss@shop.example"});
    CHECK(hold->at == day(5));
    CHECK(hold->deadline == day(10));
    CHECK(hold->unchecked.empty());
    REQUIRE(hold->reasons.size() == 1);
    CHECK(hold->reasons[0].recipient == "lena@blog.example");
    CHECK(hold->reasons[0].conflict.rule == "invite after reject");
    CHECK(hold->reasons[0].conflict.evidence == "cordially invited");
    CHECK(hold->reasons[0].conflict.evidence_rule == "cordially invited");
    CHECK(hold->reasons[0].conflict.earlier.decision.department == "affiliate");

    REQUIRE(office.folder.lines("log").size() == 2);
    const holds::Entry entry = office.last_entry();
    CHECK(entry.event == holds::Event::held);
    CHECK(entry.reference == outcome.reference);
    CHECK(entry.queue_id == "4Zx7Qk2N3vz1");
    CHECK(entry.microseconds >= 0);
    REQUIRE(entry.recipients.size() == 2);
    CHECK(entry.recipients[0].verdict == "hold");
    CHECK(entry.recipients[0].conflict->rule == "invite after reject");
    CHECK(entry.recipients[1].verdict == "pass");
    CHECK(entry.acts[0].act == "invite");
}

TEST_CASE("what the MTA keeps as the reason is short, plain and has the reference") {
    Office office;
    office.reject_lena();
    const Outcome outcome = office.invite_lena();
    CHECK(outcome.quarantine_reason == "onevoice " + outcome.reference + " invite after reject");
    CHECK(outcome.quarantine_reason.size() <= 100);
}

TEST_CASE("every message leaves exactly one log line, of its event") {
    struct Case {
        const char* name;
        const char* login;
        std::string body;
        std::string fields;
        rules::Mode mode;
        holds::Event event;
    };
    const std::string dunning = "Our invoice of 12.00 EUR is still open.\n";
    for (const Case& each : {Case{"pass", "press", "Good morning!\n", "", rules::Mode::hold, holds::Event::passed},
                             Case{"skip", "stranger", invitation, "", rules::Mode::hold, holds::Event::skipped},
                             Case{"auto-reply", "press", invitation, "Auto-Submitted: auto-replied\n", rules::Mode::hold, holds::Event::skipped},
                             Case{"hold", "press", invitation, "", rules::Mode::hold, holds::Event::held},
                             Case{"annotate", "press", invitation, "", rules::Mode::annotate, holds::Event::annotated},
                             Case{"simulate", "press", invitation, "", rules::Mode::simulate, holds::Event::would_hold},
                             Case{"bulk in simulation", "press", invitation, "List-Id: <n.shop.example>\n", rules::Mode::simulate, holds::Event::would_annotate}}) {
        CAPTURE(each.name);
        Policy policy = company_policy();
        policy.mode = each.mode;
        Office office(policy);
        office.reject_lena();
        const Outcome outcome = office.send(each.login, {"lena@blog.example"}, "2@shop.example", each.body, 5, each.fields);
        CHECK(office.folder.lines("log").size() == 2);
        const holds::Entry entry = office.last_entry();
        CHECK(entry.event == each.event);
        CHECK(entry.reference == outcome.reference);
        CHECK(outcome.reference.empty() == (outcome.disposition == Disposition::pass));
        CHECK((office.book.find(outcome.reference).ok()) == (outcome.disposition == Disposition::hold));
    }
}

TEST_CASE("a message that is set aside early is logged with the reason") {
    Office office;
    office.filter.log_skipped(*office.rules, envelope("stranger", {"lena@blog.example"}), Skip::no_department, day(1));
    CHECK(office.folder.lines("log").size() == 1);
    CHECK(office.last_entry().event == holds::Event::skipped);
    CHECK(office.last_entry().reason == "no-department");
}

TEST_CASE("a registry that is away leads to the fail mode") {
    struct Case {
        FailMode mode;
        Disposition disposition;
        const char* logged;
        bool journalled;
    };
    for (const Case& each : {Case{FailMode::pass, Disposition::pass, "pass", true}, Case{FailMode::tempfail, Disposition::tempfail, "tempfail", false},
                             Case{FailMode::hold, Disposition::hold, "hold", false}}) {
        CAPTURE(each.logged);
        Office office(policy_with(each.mode));
        office.registry.away = true;
        const Outcome outcome = office.invite_lena();
        CHECK(outcome.disposition == each.disposition);
        CHECK(office.folder.lines("log").size() == 1);
        const holds::Entry entry = office.last_entry();
        CHECK(entry.event == holds::Event::unchecked);
        CHECK(entry.mode == each.logged);
        CHECK(entry.reason == "asking the registry: it is away");
        CHECK(entry.recipients[0].verdict == each.logged);
        CHECK(std::filesystem::exists(office.folder.path("journal")) == each.journalled);
        if (each.mode == FailMode::hold) {
            // A reviewer finds it like any other hold, with the cause in place of a conflict.
            const auto hold = office.book.find(outcome.reference);
            REQUIRE(hold.ok());
            CHECK(hold->unchecked == entry.reason);
            CHECK(hold->reasons.empty());
            CHECK(hold->subject == "Hello");
            CHECK(outcome.quarantine_reason == "onevoice " + outcome.reference + " unchecked");
        }
    }
}

TEST_CASE("a message that passed unchecked is checked when the registry is back") {
    Office office;
    office.reject_lena();
    office.registry.away = true;
    CHECK(office.invite_lena().disposition == Disposition::pass);
    office.registry.away = false;
    std::vector<std::string> alarms;
    const auto replay = [&] { return office.journal.replay(office.registry, *office.rules->rules, [&](const Journal::Late& late) { alarms.push_back(late.proposal.message_id); }); };
    CHECK(replay().value() == 1);
    CHECK(replay().value() == 0);
    CHECK(alarms == Lines{"2@shop.example"});
}

TEST_CASE("simulation passes mail whatever fails") {
    for (const FailMode fail_mode : {FailMode::pass, FailMode::tempfail, FailMode::hold})
        for (const bool by_department : {false, true}) {
            Policy policy = policy_with(fail_mode);
            if (!by_department) policy.mode = rules::Mode::simulate;
            Office office(policy);
            office.registry.away = true;
            const std::string login = by_department ? "trial" : "press";
            CHECK(office.send(login, {"lena@blog.example"}, "2@shop.example", invitation, 5).disposition == Disposition::pass);
            CHECK(office.filter.fail(*office.rules, envelope(login, {"lena@blog.example"}), "a bug", day(5)).disposition == Disposition::pass);
        }
}

TEST_CASE("what no repetition can mend is never answered with a temporary failure") {
    Policy policy = policy_with(FailMode::tempfail);
    policy.limits.message_bytes = 100;
    Office office(policy);
    CHECK(office.invite_lena().disposition == Disposition::hold);
    CHECK(office.last_entry().mode == "hold");
}

TEST_CASE("a hold whose record cannot be written leads to the fail mode, and what passes counts as told") {
    struct Case {
        FailMode mode;
        Disposition disposition;
        const char* told;
    };
    for (const Case& each : {Case{FailMode::pass, Disposition::pass, "invite pending"}, Case{FailMode::tempfail, Disposition::tempfail, "invite held"},
                             Case{FailMode::hold, Disposition::hold, "invite held"}}) {
        Office office(policy_with(each.mode));
        office.reject_lena();
        office.lose_the_book();
        const Outcome outcome = office.invite_lena();
        CHECK(outcome.disposition == each.disposition);
        CHECK(office.registry.told("lena@blog.example")[0] == each.told);
        const holds::Entry entry = office.last_entry();
        CHECK(entry.event == holds::Event::unchecked);
        CHECK(entry.reason.starts_with("writing the hold record '" + office.folder.path("holds/H")));
        CHECK(entry.reason.find("No such file or directory") != std::string::npos);
        CHECK(entry.recipients[0].conflict->rule == "invite after reject");
        CHECK(entry.reference == outcome.reference);
        CHECK(office.folder.lines("log").size() == 2);
    }
}

TEST_CASE("a journal that cannot be written is told in the same line") {
    Office office;
    office.registry.away = true;
    std::filesystem::create_directory(office.folder.path("journal"));
    CHECK(office.invite_lena().disposition == Disposition::pass);
    CHECK(office.last_entry().reason ==
          "asking the registry: it is away; writing the journal '" + office.folder.path("journal") + "': Is a directory");
    CHECK(office.folder.lines("log").size() == 1);
}

TEST_CASE("a failure that nobody foresaw follows the fail mode and throws nothing") {
    static_assert(std::is_same_v<decltype(&Filter::fail), Outcome (Filter::*)(const Snapshot&, const Envelope&, const std::string&, Time) noexcept>);
    for (const auto& [mode, disposition] : {std::pair{FailMode::pass, Disposition::pass}, {FailMode::tempfail, Disposition::tempfail}, {FailMode::hold, Disposition::hold}}) {
        Office office(policy_with(mode));
        const Outcome outcome = office.filter.fail(*office.rules, envelope("press", {"lena@blog.example"}), "out of patience", day(5));
        CHECK(outcome.disposition == disposition);
        CHECK(office.folder.lines("log").size() == 1);
        CHECK(office.last_entry().event == holds::Event::unchecked);
        CHECK(office.last_entry().reason == "out of patience");
        CHECK(office.last_entry().department == "press");
        if (disposition == Disposition::hold) CHECK(office.book.find(outcome.reference).value().unchecked == "out of patience");
    }
}
