#include "holds/log_line.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "holds/json_text.h"

namespace onevoice::holds {
namespace {

using nlohmann::ordered_json;

struct EventName {
    Event event;
    std::string_view name;
    std::string_view code;
};

// Codes and names are an interface: see docs/log.md. None is ever reused for another meaning.
constexpr std::array<EventName, 18> events{{
    {Event::passed, "passed", "OV100"},
    {Event::skipped, "skipped", "OV101"},
    {Event::annotated, "annotated", "OV200"},
    {Event::would_annotate, "would-annotate", "OV210"},
    {Event::held, "held", "OV300"},
    {Event::would_hold, "would-hold", "OV310"},
    {Event::unchecked, "unchecked", "OV400"},
    {Event::late_conflict, "late-conflict", "OV410"},
    {Event::released, "released", "OV500"},
    {Event::returned, "returned", "OV501"},
    {Event::gone, "gone", "OV502"},
    {Event::breaker_tripped, "breaker-tripped", "OV600"},
    {Event::breaker_armed, "breaker-armed", "OV601"},
    {Event::breaker_failed, "breaker-failed", "OV602"},
    {Event::started, "started", "OV900"},
    {Event::stopped, "stopped", "OV901"},
    {Event::reloaded, "reloaded", "OV902"},
    {Event::reload_failed, "reload-failed", "OV903"},
}};

void write(JsonText& out, const LoggedRecipient& recipient) {
    out.begin_object();
    out.text("recipient", recipient.recipient);
    out.text("verdict", recipient.verdict);
    out.text("intended", recipient.intended);
    if (recipient.conflict) write(out, *recipient.conflict);
    out.end_object();
}

/// Of an act or a fact: which words said it, by which rule, and where they stand.
template <class Said>
void write_evidence(JsonText& out, const Said& said) {
    out.text_if_any("evidence", said.evidence);
    out.text_if_any("rule", said.rule);
    out.text_if_any("place", said.place.text());
    out.number("from", static_cast<std::int64_t>(said.from));
    out.number("to", static_cast<std::int64_t>(said.to));
}

void write(JsonText& out, const rules::Act& act) {
    out.begin_object();
    out.text("act", act.act);
    out.text_if_any("about", act.about);
    if (!act.keys.empty()) out.map("keys", act.keys);
    if (!act.values.empty()) out.map("values", act.values);
    write_evidence(out, act);
    out.end_object();
}

void write(JsonText& out, const rules::Fact& fact) {
    out.begin_object();
    out.text("key_name", fact.key_name);
    out.text("key", fact.key);
    out.text("value_name", fact.value_name);
    out.text("value", fact.value);
    write_evidence(out, fact);
    out.end_object();
}

/// Nothing for an empty list.
template <class Item>
void write(JsonText& out, std::string_view name, const std::vector<Item>& items) {
    if (items.empty()) return;
    out.begin_array(name);
    for (const Item& item : items) write(out, item);
    out.end_array();
}

/// For syslog: a blank becomes '_', and what is not printable ASCII, or could be taken for another field, '?'.
std::string word(std::string_view text) {
    constexpr std::size_t longest = 200;  // syslogd cuts a line of more than 1024 bytes (RFC 3164), and ours has a few fields
    std::string out(text.substr(0, longest));
    for (char& c : out) {
        if (c == ' ') c = '_';
        if (c < ' ' || c > '~' || c == '=' || c == '"') c = '?';
    }
    return out;
}

void field(std::string& line, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    line += ' ';
    line += name;
    line += '=';
    line += word(value);
}

/// Reads back what Place::text() wrote.
Place place_of(std::string text) {
    Place out;
    // The numbers from the end: a column may be missing, and a file's name may contain colons.
    std::vector<std::size_t> numbers;
    while (numbers.size() < 2) {
        const std::size_t colon = text.rfind(':');
        std::size_t number = 0;
        if (colon == std::string::npos) break;
        const char* end = text.data() + text.size();
        if (const auto [stop, failure] = std::from_chars(text.data() + colon + 1, end, number); failure != std::errc{} || stop != end) break;
        numbers.insert(numbers.begin(), number);
        text.resize(colon);
    }
    out.file = std::move(text);
    if (!numbers.empty()) out.line = numbers[0];
    if (numbers.size() > 1) out.column = numbers[1];
    return out;
}

rules::Act act_of(const ordered_json& object) {
    rules::Act act;
    act.act = text_of(object, "act");
    act.about = text_of(object, "about");
    act.keys = object.value("keys", act.keys);
    act.values = object.value("values", act.values);
    act.evidence = text_of(object, "evidence");
    act.rule = text_of(object, "rule");
    act.place = place_of(text_of(object, "place"));
    act.from = object.value("from", std::size_t{0});
    act.to = object.value("to", std::size_t{0});
    return act;
}

rules::Fact fact_of(const ordered_json& object) {
    rules::Fact fact;
    for (const auto& [member, target] : {std::pair{"key_name", &fact.key_name}, {"key", &fact.key}, {"value_name", &fact.value_name},
                                         {"value", &fact.value}, {"evidence", &fact.evidence}, {"rule", &fact.rule}})
        *target = text_of(object, member);
    fact.place = place_of(text_of(object, "place"));
    fact.from = object.value("from", std::size_t{0});
    fact.to = object.value("to", std::size_t{0});
    return fact;
}

LoggedRecipient recipient_of(const ordered_json& object) {
    LoggedRecipient out{text_of(object, "recipient"), text_of(object, "verdict"), text_of(object, "intended"), std::nullopt};
    if (object.contains("conflict")) out.conflict = conflict_of(object["conflict"]);
    return out;
}

Result<Entry> entry_of(const ordered_json& object) {
    Entry out;
    const std::string name = text_of(object, "event");
    const std::optional<Event> event = event_named(name);
    if (!event) return Error{Kind::malformed, "reading a log line: unknown event '" + name + "'"};
    out.event = *event;
    if (!object.contains("at")) return Error{Kind::malformed, "reading a log line: it has no time"};
    out.at = time_of(object, "at");
    for (const auto& [member, target] : {std::pair{"queue_id", &out.queue_id}, {"message_id", &out.message_id},
                                         {"reference", &out.reference}, {"department", &out.department}, {"login", &out.login},
                                         {"client", &out.client}, {"sender", &out.sender}, {"mode", &out.mode},
                                         {"reason", &out.reason}, {"actor", &out.actor}, {"rule", &out.rule}, {"rules", &out.rules}})
        *target = text_of(object, member);
    for (const ordered_json& item : object.value("recipients", ordered_json::array())) out.recipients.push_back(recipient_of(item));
    for (const ordered_json& item : object.value("acts", ordered_json::array())) out.acts.push_back(act_of(item));
    for (const ordered_json& item : object.value("facts", ordered_json::array())) out.facts.push_back(fact_of(item));
    out.named = named_of(object);
    out.oddities = object.value("oddities", std::vector<std::string>());
    out.microseconds = object.value("microseconds", std::int64_t{-1});
    return out;
}

}  // namespace

std::string_view event_name(Event event) {
    for (const EventName& known : events)
        if (known.event == event) return known.name;
    return "unknown";
}

std::string_view event_code(Event event) {
    for (const EventName& known : events)
        if (known.event == event) return known.code;
    return "OV000";
}

std::optional<Event> event_named(std::string_view name_or_code) {
    for (const EventName& known : events)
        if (known.name == name_or_code || known.code == name_or_code) return known.event;
    return std::nullopt;
}

const std::vector<Event>& all_events() {
    static const std::vector<Event> all = [] {
        std::vector<Event> out;
        for (const EventName& known : events) out.push_back(known.event);
        return out;
    }();
    return all;
}

std::string json_line(const Entry& entry) {
    JsonText out;
    out.begin_object();
    out.text("at", format_time(entry.at));
    out.text("event", event_name(entry.event));
    out.text("code", event_code(entry.event));
    out.text_if_any("queue_id", entry.queue_id);
    out.text_if_any("message_id", entry.message_id);
    out.text_if_any("reference", entry.reference);
    out.text_if_any("department", entry.department);
    out.text_if_any("sender", entry.sender);
    out.text_if_any("login", entry.login);
    out.text_if_any("client", entry.client);
    out.text_if_any("reason", entry.reason);
    out.text_if_any("actor", entry.actor);
    out.text_if_any("rule", entry.rule);
    write(out, "recipients", entry.recipients);
    write(out, "acts", entry.acts);
    write(out, "facts", entry.facts);
    write_named(out, entry.named);
    if (!entry.oddities.empty()) out.texts("oddities", entry.oddities);
    out.text_if_any("mode", entry.mode);
    out.text_if_any("rules", entry.rules);
    if (entry.microseconds >= 0) out.number("microseconds", entry.microseconds);
    out.end_object();
    return out.take();
}

std::string syslog_line(const Entry& entry) {
    std::string line = std::string(event_code(entry.event)) + " " + std::string(event_name(entry.event));
    field(line, "queue_id", entry.queue_id);
    field(line, "reference", entry.reference);
    field(line, "department", entry.department);
    field(line, "rule", entry.rule);
    for (const LoggedRecipient& recipient : entry.recipients)
        if (recipient.conflict) {
            if (entry.rule.empty()) field(line, "rule", recipient.conflict->rule);
            field(line, "earlier_department", recipient.conflict->earlier.decision.department);
            field(line, "earlier_act", recipient.conflict->earlier.decision.act);
            field(line, "earlier_at", format_time(recipient.conflict->earlier.decision.at));
            break;
        }
    field(line, "reason", entry.reason);
    field(line, "actor", entry.actor);
    field(line, "rules", entry.rules);
    return line;
}

Result<Entry> entry_from_json(std::string_view line) {
    const ordered_json object = ordered_json::parse(line, nullptr, false);
    if (!object.is_object()) return Error{Kind::malformed, "reading a log line: it is no JSON object"};
    try {
        return entry_of(object);
    } catch (const std::exception& exception) {
        return Error{Kind::malformed, std::string("reading a log line: ") + exception.what()};
    }
}

}  // namespace onevoice::holds
