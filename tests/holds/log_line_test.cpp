#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "holds/log_line.h"
#include "samples.h"

using namespace onevoice;
using namespace onevoice::holds;

namespace {

bool printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c <= 0x7e; });
}

std::string content(const std::string& file) {
    std::ifstream in(std::string(ONEVOICE_SOURCE_DIR) + "/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string lines_of(const std::set<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += name + '\n';
    return out;
}

/// Every member name that stands in a JSON object, as docs/log.md writes it: "recipients[].conflict.rule".
void names_of(const nlohmann::ordered_json& value, const std::string& prefix, std::set<std::string>& names) {
    for (const auto& [name, member] : value.items()) {
        if (name == "order" || name == "amount") continue;  // keys and values have the names that rule files give them
        const std::string path = prefix + name;
        if (member.is_object() && !member.empty()) names_of(member, path + ".", names);
        if (member.is_array() && !member.empty() && member[0].is_object()) {
            for (const auto& item : member) names_of(item, path + "[].", names);
            continue;
        }
        if (!member.is_object() || name == "keys" || name == "values") names.insert(path);
    }
}

}  // namespace

TEST_CASE("every event has a name and a code of its own, for ever") {
    // Adding a line is fine. Changing one breaks somebody's log reader.
    const std::map<Event, std::pair<std::string, std::string>> fixed{
        {Event::passed, {"passed", "OV100"}},           {Event::skipped, {"skipped", "OV101"}},
        {Event::annotated, {"annotated", "OV200"}},     {Event::would_annotate, {"would-annotate", "OV210"}},
        {Event::held, {"held", "OV300"}},               {Event::would_hold, {"would-hold", "OV310"}},
        {Event::unchecked, {"unchecked", "OV400"}},     {Event::late_conflict, {"late-conflict", "OV410"}},
        {Event::released, {"released", "OV500"}},       {Event::returned, {"returned", "OV501"}},
        {Event::gone, {"gone", "OV502"}},               {Event::breaker_tripped, {"breaker-tripped", "OV600"}},
        {Event::breaker_armed, {"breaker-armed", "OV601"}},
        {Event::breaker_failed, {"breaker-failed", "OV602"}}, {Event::started, {"started", "OV900"}},
        {Event::stopped, {"stopped", "OV901"}},         {Event::reloaded, {"reloaded", "OV902"}},
        {Event::reload_failed, {"reload-failed", "OV903"}}};
    CHECK(all_events().size() == fixed.size());
    std::set<std::string_view> codes, names;
    for (const Event event : all_events()) {
        REQUIRE(fixed.contains(event));
        CHECK(event_name(event) == fixed.at(event).first);
        CHECK(event_code(event) == fixed.at(event).second);
        CHECK(event_named(event_name(event)) == event);
        CHECK(event_named(event_code(event)) == event);
        codes.insert(event_code(event));
        names.insert(event_name(event));
    }
    CHECK(codes.size() == fixed.size());
    CHECK(names.size() == fixed.size());
    CHECK(event_named("") == std::nullopt);
    CHECK(event_named("Held") == std::nullopt);
}

TEST_CASE("the manual of the log lists exactly the events of the code") {
    const std::string manual = content("docs/log.md");
    const std::regex row(R"(\n\| `(OV\d+)` \| `([a-z-]+)` \|)");
    std::set<std::string> documented;
    for (std::sregex_iterator at(manual.begin(), manual.end(), row), end; at != end; ++at) documented.insert((*at)[1].str() + ' ' + (*at)[2].str());
    std::set<std::string> known;
    for (const Event event : all_events()) known.insert(std::string(event_code(event)) + ' ' + std::string(event_name(event)));
    CHECK(lines_of(documented) == lines_of(known));
}

TEST_CASE("the manual of the log lists exactly the fields of a line") {
    const std::string manual = content("docs/log.md");
    const std::regex row(R"(\n\| `([a-z_.\[\]]+)` \|)");
    std::set<std::string> documented;
    for (std::sregex_iterator at(manual.begin(), manual.end(), row), end; at != end; ++at) documented.insert((*at)[1]);
    std::set<std::string> written;
    names_of(nlohmann::ordered_json::parse(json_line(full_entry())), "", written);
    CHECK(lines_of(documented) == lines_of(written));
}

TEST_CASE("an entry comes back from its line") {
    const Entry entry = full_entry();
    const auto read = entry_from_json(json_line(entry));
    REQUIRE(read.ok());
    CHECK(read->event == entry.event);
    CHECK(read->at == entry.at);
    CHECK(read->queue_id == entry.queue_id);
    CHECK(read->message_id == entry.message_id);
    CHECK(read->reference == entry.reference);
    CHECK(read->department == entry.department);
    CHECK(read->login == entry.login);
    CHECK(read->client == entry.client);
    CHECK(read->sender == entry.sender);
    CHECK(read->mode == entry.mode);
    CHECK(read->reason == entry.reason);
    CHECK(read->actor == entry.actor);
    CHECK(read->rules == entry.rules);
    CHECK(read->oddities == entry.oddities);
    CHECK(read->microseconds == entry.microseconds);
    REQUIRE(read->recipients.size() == 2);
    CHECK(read->recipients[0].recipient == "lena@blog.example");
    CHECK(read->recipients[0].verdict == "hold");
    CHECK(read->recipients[0].intended == "annotate");
    CHECK_FALSE(read->recipients[1].conflict.has_value());
    REQUIRE(read->recipients[0].conflict.has_value());
    CHECK(read->recipients[0].conflict->evidence == "we would love to see you, Zoë");
    REQUIRE(read->facts.size() == 1);
    CHECK(read->facts[0].key_name == "order");
    CHECK(read->facts[0].key == "4711");
    CHECK(read->facts[0].value_name == "date_delivery");
    CHECK(read->facts[0].value == "2026-09-05");
    CHECK(read->facts[0].evidence == "delivered on 5 September");
    CHECK(read->facts[0].place == entry.facts[0].place);
    CHECK(read->facts[0].to == 31);
    REQUIRE(read->acts.size() == 1);
    CHECK(read->acts[0].act == "invite");
    CHECK(read->acts[0].about == "press day");
    CHECK(read->acts[0].keys == entry.acts[0].keys);
    CHECK(read->acts[0].values == entry.acts[0].values);
    CHECK(read->acts[0].place == entry.acts[0].place);
    CHECK(read->acts[0].from == 17);
    CHECK(read->acts[0].to == 47);
    // What was read writes the same line: nothing that a line holds is lost.
    CHECK(json_line(*read) == json_line(entry));
}

TEST_CASE("an entry without anything is a short line that comes back too") {
    Entry entry;
    entry.event = Event::started;
    entry.at = at("2026-03-16T10:00:00Z");
    CHECK(json_line(entry) == R"({"at":"2026-03-16T10:00:00.000Z","event":"started","code":"OV900"})");
    CHECK(entry_from_json(json_line(entry)).value().event == Event::started);
}

TEST_CASE("a line that is no entry is an error") {
    const std::string good = json_line(full_entry());
    for (const std::string& line : {std::string(), good.substr(0, 100), good.substr(1), std::string("[1]"), std::string("{}"),
                                    std::string(R"({"at":"2026-03-16T10:00:00Z","event":"exploded"})"), std::string(R"({"event":"held"})"),
                                    std::string(R"({"at":"noon","event":"held"})"),
                                    std::string(R"({"at":"2026-03-16T10:00:00Z","event":"held","queue_id":7})"),
                                    std::string(R"({"at":"2026-03-16T10:00:00Z","event":"held","recipients":[7]})")}) {
        CAPTURE(line);
        const auto read = entry_from_json(line);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().kind == Kind::malformed);
        CHECK(read.error().what.starts_with("reading a log line: "));
    }
}

TEST_CASE("members of a newer version are ignored") {
    auto object = nlohmann::ordered_json::parse(json_line(full_entry()));
    object["score"] = {1, 2};
    CHECK(json_line(entry_from_json(object.dump()).value()) == json_line(full_entry()));
}

TEST_CASE("no text of a mail puts anything but printable ASCII into a line") {
    for (const std::string& hostile : hostile_texts()) {
        const Entry entry = entry_full_of(hostile);
        CAPTURE(hostile);
        CHECK(printable_ascii(json_line(entry)));
        CHECK(printable_ascii(syslog_line(entry)));
    }
}

TEST_CASE("no text of a mail forges a line or a member") {
    for (const std::string& hostile : hostile_texts()) {
        CAPTURE(hostile);
        const auto read = entry_from_json(json_line(entry_full_of(hostile)));
        REQUIRE(read.ok());
        CHECK(read->event == Event::held);
        CHECK(read->at == full_entry().at);
        // The whole text is still that one member's. Invalid bytes become U+FFFD.
        if (hostile.find('\xff') == std::string::npos) CHECK(read->reason == hostile);

        const std::string line = syslog_line(entry_full_of(hostile));
        CHECK(line.starts_with("OV300 held queue_id="));
        CHECK(std::count(line.begin(), line.end(), '=') == std::count(line.begin(), line.end(), ' ') - 1);
    }
}

TEST_CASE("the line for syslog tells who, which rule and against what, and no words of the mail") {
    CHECK(syslog_line(full_entry()) ==
          "OV300 held queue_id=4Zx7Qk2N3vz1 reference=H0123456789AB department=press rule=invite_after_reject "
          "earlier_department=affiliate earlier_act=reject earlier_at=2026-03-02T09:00:00.250Z reason=a_reason actor=maria rules=0123abcd");
}
