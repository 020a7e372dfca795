// The circuit breaker as mail meets it.
#include <doctest/doctest.h>

#include "company.h"
#include "holds/log_line.h"

using namespace onevoice;
using namespace onevoice::filter;

namespace {

class Office {
public:
    explicit Office(const rules::Budget& budget) {
        Policy policy = company_policy();
        policy.budget = budget;
        snapshot_ = snapshot(policy);
    }

    Disposition send(const std::string& login, const std::vector<std::string>& to, const std::string& body) {
        const std::string id = std::to_string(++sent_) + "@shop.example";
        return filter_.decide(snapshot_, envelope(login, to), mail(id, body), day(1)).disposition;
    }
    /// Both told to one reader: what becomes of the second.
    Disposition contradict(const std::string& reader) {
        REQUIRE(send("affiliate", {reader}, rejection) == Disposition::pass);
        return send("press", {reader}, invitation);
    }
    [[nodiscard]] std::vector<holds::Entry> entries(holds::Event event) const {
        std::vector<holds::Entry> out;
        for (const std::string& line : folder_.lines("log"))
            if (holds::Entry entry = holds::entry_from_json(line).value(); entry.event == event) out.push_back(std::move(entry));
        return out;
    }
    holds::Breaker& breaker() { return breaker_; }
    [[nodiscard]] bool has_breaker_file() const { return std::filesystem::exists(folder_.path("breaker")); }

private:
    tests::Folder folder_;
    LeavingRegistry registry_;
    std::shared_ptr<const Snapshot> snapshot_;
    holds::Book book_ = [this] {
        std::filesystem::create_directory(folder_.path("holds"));
        return holds::Book::open(folder_.path("holds")).value();
    }();
    std::unique_ptr<holds::Log> log_ = std::move(holds::Log::open(folder_.path("log"), false).value());
    Journal journal_{folder_.path("journal")};
    holds::Breaker breaker_{folder_.path("breaker")};
    Filter filter_{registry_, book_, *log_, journal_, breaker_};
    int sent_ = 0;
};

std::string reader(int n) { return "reader" + std::to_string(n) + "@blog.example"; }

}  // namespace

TEST_CASE("a rule that holds too much alarms once, and its mail passes as in simulate until it is armed again") {
    Office office({2, 10, Seconds{3600}});
    for (int n = 0; n < 3; ++n) CHECK(office.contradict(reader(n)) == Disposition::hold);
    for (int n = 3; n < 8; ++n) CHECK(office.contradict(reader(n)) == Disposition::pass);

    const auto alarms = office.entries(holds::Event::breaker_tripped);
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0].rule == "invite after reject");
    CHECK(alarms[0].reason == "3 of 6 messages were held within 1h, allowed are 2 and 10 %");
    const auto passed = office.entries(holds::Event::would_hold);
    REQUIRE(passed.size() == 5);
    CHECK(passed[0].recipients[0].verdict == "pass");
    CHECK(passed[0].recipients[0].intended == "hold");
    CHECK(passed[0].recipients[0].conflict->tripped);
    CHECK_FALSE(office.entries(holds::Event::held)[0].recipients[0].conflict->tripped);

    REQUIRE(office.breaker().rearm("invite after reject", day(1)).ok());
    CHECK(office.contradict(reader(9)) == Disposition::hold);
}

TEST_CASE("other rules go on while one has tripped") {
    Office office({1, 0, Seconds{3600}});
    CHECK(office.contradict(reader(1)) == Disposition::hold);
    CHECK(office.contradict(reader(2)) == Disposition::hold);
    CHECK(office.contradict(reader(3)) == Disposition::pass);
    // "dun with invite" still annotates.
    CHECK(office.send("affiliate", {reader(3)}, "Our invoice of 12.00 EUR is still open.\n") == Disposition::annotate);
}

TEST_CASE("a message counts once, however many recipients it is held for") {
    Office office({1, 0, Seconds{3600}});
    const std::vector<std::string> all{reader(1), reader(2), reader(3)};
    REQUIRE(office.send("affiliate", all, rejection) == Disposition::pass);
    CHECK(office.send("press", all, invitation) == Disposition::hold);
    CHECK(office.entries(holds::Event::breaker_tripped).empty());
    CHECK(office.send("press", all, invitation) == Disposition::hold);
    CHECK(office.entries(holds::Event::breaker_tripped).size() == 1);
}

TEST_CASE("a few holds among much mail trip nothing") {
    Office office({2, 10, Seconds{3600}});
    for (int n = 0; n < 100; ++n) CHECK(office.send("press", {reader(n)}, "Good morning!\n") == Disposition::pass);
    for (int n = 0; n < 9; ++n) CHECK(office.contradict(reader(n)) == Disposition::hold);
    CHECK(office.entries(holds::Event::breaker_tripped).empty());
}

TEST_CASE("mail without conflicts never touches the breaker's file, nor does a rule without a budget") {
    Office office({0, 0, Seconds{3600}});
    CHECK(office.send("press", {reader(1)}, "Good morning!\n") == Disposition::pass);
    for (int n = 0; n < 30; ++n) CHECK(office.contradict(reader(n)) == Disposition::hold);
    CHECK_FALSE(office.has_breaker_file());
    CHECK(office.entries(holds::Event::breaker_tripped).empty());
}
