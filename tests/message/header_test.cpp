// read() over header fields: what a Reading says about the message besides its text.
#include <doctest/doctest.h>

#include <string>

#include "message/reading.h"

using namespace onevoice::message;

namespace {

Reading reading_of(std::string_view raw) {
    auto result = read(raw);
    REQUIRE(result.ok());
    return *std::move(result);
}

}  // namespace

TEST_CASE("the first of a repeated field counts, and names are decoded") {
    const Reading reading = reading_of(
        "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nSubject: second\nMessage-ID: <one@example.org>\nMessage-ID: "
        "<two@example.org>\n"
        "Date: Mon, 2 Mar 2026\n 09:00:00 +0100\nFrom: =?utf-8?Q?J=C3=B6rg?= <j@example.org>\nTo: a@example.com\nCc: "
        "b@example.com\nTo: c@example.com\n\nx");
    CHECK(reading.subject == "Grüße");
    CHECK(reading.message_id == "one@example.org");
    CHECK(reading.date == "Mon, 2 Mar 2026 09:00:00 +0100");
    REQUIRE(reading.from.size() == 1);
    CHECK(reading.from[0].name == "Jörg");
    CHECK(reading.from[0].address == "j@example.org");
    REQUIRE(reading.to.size() == 3);
    CHECK(reading.to[1].address == "b@example.com");
}

TEST_CASE("a message ID is read without its brackets and what is around them") {
    struct Row {
        const char* field;
        const char* id;
    };
    const Row rows[] = {{"<a@b>", "a@b"}, {"\n <a@b>", "a@b"}, {"<a@b> (comment)", "a@b"}, {"a@b", "a@b"}, {"<a@b", "a@b"},
                        {"", ""},         {"<>", ""}};
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(reading_of("Message-ID: " + std::string(row.field) + "\n\n").message_id == row.id);
    }
}

TEST_CASE("only what answers by itself is auto-submitted") {
    struct Row {
        const char* field;
        bool automatic;
    };
    const Row rows[] = {
        {"Auto-Submitted: auto-replied", true},
        {"Auto-Submitted: auto-generated; owner=x", true},
        {"auto-submitted: AUTO-NOTIFIED (comment)", true},
        {"Auto-Submitted: no", false},
        {"Auto-Submitted: No (really)", false},
        {"Auto-Submitted:", false},
        {"X-Autoreply: yes", true},
        {"X-Autoreply: no", false},
        {"X-Autorespond: Re: your mail", true},
        {"Precedence: auto_reply", true},
        {"Precedence: bulk", false},
        {"X-Auto-Response-Suppress: All", false},
        {"Subject: Auto-Submitted: auto-replied", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(reading_of(std::string(row.field) + "\n\nbody").auto_submitted == row.automatic);
    }
}

TEST_CASE("lists and bulk mail are bulk") {
    for (const char* field : {"List-Id: <news.example.org>", "List-Unsubscribe: <mailto:x@example.org>", "Precedence: bulk",
                              "Precedence: List"}) {
        CAPTURE(field);
        CHECK(reading_of(std::string(field) + "\n\nbody").bulk);
    }
    CHECK_FALSE(reading_of("Precedence: first-class\n\nbody").bulk);
}

TEST_CASE("reports and answers to invitations are known as such") {
    CHECK(reading_of("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b--\n").report);
    CHECK_FALSE(reading_of("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n").report);
    struct Row {
        const char* part;
        bool reply;
    };
    const Row rows[] = {
        {"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR", true},
        {"Content-Type: text/calendar; METHOD=\"cancel\"\n\nBEGIN:VCALENDAR", true},
        {"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:COUNTER\nEND:VCALENDAR", true},
        {"Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\nQkVHSU46VkNBTEVOREFSDQpNRVRIT0Q6UkVQTFkNCg==",
         true},
        {"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REPLY", false},
        {"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nDESCRIPTION:METHOD:REPLY", false},
        {"Content-Type: text/plain; method=REPLY\n\nMETHOD:REPLY", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.part);
        CHECK(reading_of("Content-Type: multipart/mixed; boundary=b\n\n--b\n" + std::string(row.part) + "\n--b--\n")
                  .calendar_reply == row.reply);
    }
}

TEST_CASE("text starts with the subject and an empty line, and passages leave no gap") {
    const Reading reading = reading_of("Subject: About it\n\nHello,\n\nno.\n");
    CHECK(reading.text == "About it\n\nHello,\n\nno.");
    std::size_t end = 0;
    for (const Passage& passage : reading.passages) {
        CHECK(passage.from == end);
        end = passage.to;
    }
    CHECK(end == reading.text.size());
    CHECK(reading.passages.front().role == Role::subject);
}
