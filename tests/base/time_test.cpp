#include "base/time.h"

#include <doctest/doctest.h>

#include <utility>

using namespace onevoice;

TEST_CASE("a time is read with any offset and written in UTC") {
    const std::pair<const char*, const char*> table[] = {
        {"2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00.000Z"},
        {"2026-03-02t10:00:00z", "2026-03-02T10:00:00.000Z"},
        {"2026-03-02 10:00:00.25-00:30", "2026-03-02T10:30:00.250Z"},
        {"2024-02-29", "2024-02-29T00:00:00.000Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
    };
    for (const auto& [text, expected] : table) {
        CAPTURE(text);
        const auto time = parse_time(text);
        REQUIRE(time.ok());
        CHECK(format_time(*time) == expected);
    }
}

TEST_CASE("what is not RFC 3339 is refused with the text in the error") {
    for (const char* text : {"", "2026", "2026-13-01", "2025-02-29", "2026-03-02T10:00", "2026-03-02T10:00:00", "2026-03-02T24:00:00Z",
                             "2026-03-02T10:00:00+0100", "2026-03-02T10:00:00.Z", "2026-03-02T10:00:00Zx"}) {
        CAPTURE(text);
        const auto time = parse_time(text);
        REQUIRE_FALSE(time.ok());
        CHECK(time.error().what.find("'" + std::string(text) + "'") != std::string::npos);
    }
}

TEST_CASE("a duration needs a unit and survives a round trip") {
    for (const char* text : {"90d", "1d12h", "45s", "2h30m", "0s"}) {
        CAPTURE(text);
        REQUIRE(parse_duration(text).ok());
        CHECK(format_duration(*parse_duration(text)) == text);
    }
    CHECK(parse_duration("2w").value() == Seconds{14 * 86400});
    for (const char* text : {"", "90", "d", "-1d", "1.5d", "90x", "999999999999999999d", "10d 2h"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_duration(text).ok());
    }
}
