#include <doctest/doctest.h>

#include "company.h"

using namespace onevoice;
using namespace onevoice::filter;

namespace {

std::string text_of(const std::optional<Skip>& skip) { return skip ? std::string(skip_name(*skip)) : "looked at"; }

}  // namespace

TEST_CASE("a recipient is outside unless the domain is the company's own") {
    struct Case {
        const char* recipient;
        bool outside;
    };
    Policy policy;
    policy.own_domains = {"shop.example", ".corp.example", "xn--bcher-kva.example"};
    for (const Case& each : {Case{"lena@blog.example", true}, Case{"<lena@blog.example>", true}, Case{"tom@shop.example", false},
                             Case{"<Tom@SHOP.Example>", false}, Case{"tom@sub.shop.example", true}, Case{"tom@a.corp.example", false},
                             Case{"tom@a.b.corp.example", false}, Case{"tom@corp.example", true}, Case{"tom@evilcorp.example", true},
                             Case{"tom@b\xc3\xbc" "cher.example", false}, Case{"root", false}, Case{"<>", false}, Case{"", false},
                             Case{"tom@[192.0.2.1]", true}, Case{"\"a@shop.example\"@blog.example", true}}) {
        CAPTURE(each.recipient);
        CHECK(external(policy, each.recipient) == each.outside);
    }
}

TEST_CASE("the envelope alone tells which mail is none of our business") {
    struct Case {
        const char* name;
        Envelope envelope;
        const char* expected;
    };
    const std::vector<std::string> outside{"<lena@blog.example>"};
    const std::vector<Case> cases{
        {"a login from anywhere", {"203.0.113.9", "press", "<press@shop.example>", outside, ""}, "looked at"},
        {"a client from inside, a department by its sender", {"192.0.2.7", "", "<press@shop.example>", outside, ""}, "looked at"},
        {"submitted on this machine", {"local", "", "press@shop.example", outside, ""}, "looked at"},
        {"one recipient of many outside", {"192.0.2.7", "press", "<press@shop.example>", {"<tom@shop.example>", "<lena@blog.example>"}, ""}, "looked at"},
        {"a client from outside", {"203.0.113.9", "", "<press@shop.example>", outside, ""}, "not-outbound"},
        {"a client that is no address", {"", "", "<press@shop.example>", outside, ""}, "not-outbound"},
        {"colleagues only", {"192.0.2.7", "press", "<press@shop.example>", {"<tom@shop.example>", "<eva@mail.shop.example>"}, ""}, "no-external-recipient"},
        {"no recipient at all", {"192.0.2.7", "press", "<press@shop.example>", {}, ""}, "no-external-recipient"},
        {"the null sender", {"192.0.2.7", "press", "<>", outside, ""}, "null-sender"},
        {"no sender", {"192.0.2.7", "", "", outside, ""}, "null-sender"},
        {"nobody's login and sender", {"192.0.2.7", "stranger", "<stranger@shop.example>", outside, ""}, "no-department"},
        {"a department that is off", {"192.0.2.7", "canteen", "<canteen@shop.example>", outside, ""}, "mode-off"},
        {"a department in simulation", {"192.0.2.7", "trial", "<trial@shop.example>", outside, ""}, "looked at"},
    };
    const auto rules = snapshot();
    for (const Case& each : cases) {
        CAPTURE(each.name);
        CHECK(text_of(skip_by_envelope(*rules, each.envelope)) == each.expected);
    }
}

TEST_CASE("nothing is looked at when everything is off") {
    Policy policy = company_policy();
    policy.mode = rules::Mode::off;
    CHECK(skip_by_envelope(*snapshot(policy), envelope("press", {"lena@blog.example"})) == Skip::mode_off);
}

TEST_CASE("automatic mail is nobody's decision") {
    struct Case {
        const char* name;
        message::Reading reading;
        BulkMode bulk;
        const char* expected;
    };
    message::Reading plain, automatic, report, calendar, bulk;
    automatic.auto_submitted = report.report = calendar.calendar_reply = bulk.bulk = true;
    for (const Case& each : {Case{"plain", plain, BulkMode::skip, "looked at"}, Case{"auto-reply", automatic, BulkMode::full, "auto-reply"},
                             Case{"report", report, BulkMode::full, "report"}, Case{"calendar", calendar, BulkMode::full, "calendar-reply"},
                             Case{"bulk, skipped", bulk, BulkMode::skip, "bulk"}, Case{"bulk, annotated", bulk, BulkMode::annotate, "looked at"},
                             Case{"bulk, like any other", bulk, BulkMode::full, "looked at"}}) {
        CAPTURE(each.name);
        Policy policy;
        policy.bulk = each.bulk;
        CHECK(text_of(skip_by_content(policy, each.reading)) == each.expected);
    }
}
