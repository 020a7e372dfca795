#include "holds/log_line.h"

#include <array>
#include <nlohmann/json.hpp>

namespace onevoice::holds {
namespace {

using nlohmann::ordered_json;

struct EventName {
    Event event;
    std::string_view name;
    std::string_view code;
};

// Codes and names are an interface: see docs/log.md. None is ever reused for another meaning.
constexpr std::array<EventName, 15> events{{
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
    {Event::started, "started", "OV900"},
    {Event::stopped, "stopped", "OV901"},
    {Event::reloaded, "reloaded", "OV902"},
    {Event::reload_failed, "reload-failed", "OV903"},
}};

void put(ordered_json& object, const char* member, const std::string& value) {
    if (!value.empty()) object[member] = value;
}

ordered_json earlier_json(const EarlierDecision& earlier) {
    ordered_json out{{"department", earlier.decision.department}, {"act", earlier.decision.act}};
    put(out, "about", earlier.decision.about);
    out["at"] = format_time(earlier.decision.at);
    put(out, "message_id", earlier.decision.message_id);
    out["same_contact"] = earlier.same_contact;
    return out;
}

ordered_json conflict_json(const LoggedConflict& conflict) {
    ordered_json out{{"rule", conflict.rule}, {"place", conflict.rule_place}, {"act", conflict.act}};
    put(out, "about", conflict.about);
    put(out, "evidence", conflict.evidence);
    put(out, "evidence_rule", conflict.evidence_rule);
    out["earlier"] = earlier_json(conflict.earlier);
    out["left"] = format_duration(conflict.left);
    put(out, "excepted_by", conflict.excepted_by);
    return out;
}

ordered_json act_json(const rules::Act& act) {
    ordered_json out{{"act", act.act}};
    put(out, "about", act.about);
    if (!act.keys.empty()) out["keys"] = act.keys;
    if (!act.values.empty()) out["values"] = act.values;
    put(out, "evidence", act.evidence);
    put(out, "rule", act.rule);
    put(out, "place", act.place.text());
    out["from"] = act.from;
    out["to"] = act.to;
    return out;
}

/// For syslog: what is not printable ASCII, or could be taken for another field, becomes '?'.
std::string word(std::string_view text) {
    std::string out(text.substr(0, 200));
    for (char& c : out)
        if (c <= ' ' || c > '~' || c == '=' || c == '"') c = '?';
    return out;
}

void field(std::string& line, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    line += ' ';
    line += name;
    line += '=';
    line += word(value);
}

std::string text(const ordered_json& object, const char* member) { return object.value(member, std::string()); }

Result<LoggedConflict> conflict_from(const ordered_json& object) {
    LoggedConflict out;
    out.rule = text(object, "rule");
    out.rule_place = text(object, "place");
    out.act = text(object, "act");
    out.about = text(object, "about");
    out.evidence = text(object, "evidence");
    out.evidence_rule = text(object, "evidence_rule");
    const ordered_json earlier = object.value("earlier", ordered_json::object());
    out.earlier.decision.department = text(earlier, "department");
    out.earlier.decision.act = text(earlier, "act");
    out.earlier.decision.about = text(earlier, "about");
    const Result<Time> at = parse_time(text(earlier, "at"));
    if (!at) return at.error();
    out.earlier.decision.at = *at;
    out.earlier.decision.message_id = text(earlier, "message_id");
    out.earlier.same_contact = earlier.value("same_contact", true);
    if (const Result<Seconds> left = parse_duration(text(object, "left"))) out.left = *left;
    out.excepted_by = text(object, "excepted_by");
    return out;
}

Result<Entry> entry_of(const ordered_json& object) {
    Entry out;
    const std::string name = text(object, "event");
    bool known = false;
    for (const EventName& event : events)
        if (event.name == name) {
            out.event = event.event;
            known = true;
        }
    if (!known) return Error{Kind::malformed, "reading a log line: unknown event '" + name + "'"};
    const Result<Time> at = parse_time(text(object, "at"));
    if (!at) return at.error();
    out.at = *at;
    for (const auto& [member, target] : {std::pair{"queue_id", &out.queue_id}, {"message_id", &out.message_id},
                                         {"reference", &out.reference}, {"department", &out.department}, {"login", &out.login},
                                         {"client", &out.client}, {"sender", &out.sender}, {"mode", &out.mode},
                                         {"reason", &out.reason}, {"actor", &out.actor}, {"rules", &out.rules}})
        *target = text(object, member);
    for (const ordered_json& item : object.value("recipients", ordered_json::array())) {
        LoggedRecipient recipient{text(item, "recipient"), text(item, "verdict"), text(item, "intended"), std::nullopt};
        if (item.contains("conflict")) {
            Result<LoggedConflict> conflict = conflict_from(item["conflict"]);
            if (!conflict) return conflict.error();
            recipient.conflict = std::move(*conflict);
        }
        out.recipients.push_back(std::move(recipient));
    }
    for (const ordered_json& item : object.value("acts", ordered_json::array())) {
        rules::Act act;
        act.act = text(item, "act");
        act.about = text(item, "about");
        act.evidence = text(item, "evidence");
        act.rule = text(item, "rule");
        act.from = item.value("from", std::size_t{0});
        act.to = item.value("to", std::size_t{0});
        out.acts.push_back(std::move(act));
    }
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

std::string json_line(const Entry& entry) {
    ordered_json out{{"at", format_time(entry.at)}, {"event", event_name(entry.event)}, {"code", event_code(entry.event)}};
    put(out, "queue_id", entry.queue_id);
    put(out, "message_id", entry.message_id);
    put(out, "reference", entry.reference);
    put(out, "department", entry.department);
    put(out, "sender", entry.sender);
    put(out, "login", entry.login);
    put(out, "client", entry.client);
    put(out, "reason", entry.reason);
    put(out, "actor", entry.actor);
    for (const LoggedRecipient& recipient : entry.recipients) {
        ordered_json item{{"recipient", recipient.recipient}, {"verdict", recipient.verdict}, {"intended", recipient.intended}};
        if (recipient.conflict) item["conflict"] = conflict_json(*recipient.conflict);
        out["recipients"].push_back(std::move(item));
    }
    for (const rules::Act& act : entry.acts) out["acts"].push_back(act_json(act));
    if (!entry.oddities.empty()) out["oddities"] = entry.oddities;
    put(out, "mode", entry.mode);
    put(out, "rules", entry.rules);
    if (entry.microseconds >= 0) out["microseconds"] = entry.microseconds;
    return out.dump(-1, ' ', true, ordered_json::error_handler_t::replace);
}

std::string syslog_line(const Entry& entry) {
    std::string line = std::string(event_code(entry.event)) + " " + std::string(event_name(entry.event));
    field(line, "queue_id", entry.queue_id);
    field(line, "reference", entry.reference);
    field(line, "department", entry.department);
    for (const LoggedRecipient& recipient : entry.recipients)
        if (recipient.conflict) {
            field(line, "rule", recipient.conflict->rule);
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
    } catch (const ordered_json::exception& exception) {
        return Error{Kind::malformed, std::string("reading a log line: ") + exception.what()};
    }
}

}  // namespace onevoice::holds
