#include "holds/conflict.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace onevoice::holds {
using nlohmann::ordered_json;

std::string text_of(const ordered_json& object, const char* member) { return object.value(member, std::string()); }

Time time_of(const ordered_json& object, const char* member) {
    const std::string written = text_of(object, member);
    if (written.empty()) return Time{};
    const Result<Time> parsed = parse_time(written);
    if (!parsed) throw std::invalid_argument(parsed.error().what);
    return *parsed;
}

LoggedConflict logged(const rules::Conflict& conflict) {
    return {conflict.rule->name,
            conflict.rule->place.text(),
            conflict.act.act,
            conflict.act.about,
            conflict.act.evidence,
            conflict.act.rule,
            conflict.earlier,
            conflict.left,
            conflict.excepted == nullptr ? "" : conflict.excepted->owner,
            conflict.tripped,
            conflict.difference,
            conflict.times};
}

std::string what_conflicts(const LoggedConflict& conflict) {
    if (conflict.difference) {
        const rules::Difference& difference = *conflict.difference;
        return difference.thing.name + " " + difference.thing.key + ": " + difference.value_name + " " + difference.value + " against " +
               difference.earlier;
    }
    if (conflict.times != 0) {
        const std::uint64_t last = conflict.times % 10;
        const bool teen = conflict.times % 100 / 10 == 1;
        const char* ending = teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
        return conflict.act + " for the " + std::to_string(conflict.times) + ending + " time, before";
    }
    return conflict.act + " against " + conflict.earlier.decision.act;
}

void write(JsonText& out, const LoggedConflict& conflict) {
    const Decision& decision = conflict.earlier.decision;
    out.begin_object("conflict");
    out.text("rule", conflict.rule);
    out.text_if_any("place", conflict.rule_place);
    out.text("act", conflict.act);
    out.text_if_any("about", conflict.about);
    out.text_if_any("evidence", conflict.evidence);
    out.text_if_any("evidence_rule", conflict.evidence_rule);
    if (conflict.difference) {
        out.begin_object("difference");
        out.text("key_name", conflict.difference->thing.name);
        out.text("key", conflict.difference->thing.key);
        out.text("value_name", conflict.difference->value_name);
        out.text("value", conflict.difference->value);
        out.text("earlier", conflict.difference->earlier);
        out.end_object();
    }
    if (conflict.times != 0) out.number("times", static_cast<std::int64_t>(conflict.times));
    out.begin_object("earlier");
    out.text("department", decision.department);
    out.text("act", decision.act);
    out.text_if_any("about", decision.about);
    out.text("at", format_time(decision.at));
    out.text_if_any("message_id", decision.message_id);
    out.truth("same_contact", conflict.earlier.same_contact);
    out.text_if_any("told_as", conflict.earlier.told_as);
    out.end_object();
    out.text("left", format_duration(conflict.left));
    out.text_if_any("excepted_by", conflict.excepted_by);
    if (conflict.tripped) out.truth("tripped", true);
    out.end_object();
}

LoggedConflict conflict_of(const ordered_json& object) {
    LoggedConflict out;
    out.rule = text_of(object, "rule");
    out.rule_place = text_of(object, "place");
    out.act = text_of(object, "act");
    out.about = text_of(object, "about");
    out.evidence = text_of(object, "evidence");
    out.evidence_rule = text_of(object, "evidence_rule");
    if (object.contains("difference")) {
        const ordered_json& difference = object["difference"];
        out.difference = rules::Difference{{text_of(difference, "key_name"), text_of(difference, "key")},
                                           text_of(difference, "value_name"),
                                           text_of(difference, "value"),
                                           text_of(difference, "earlier")};
    }
    out.times = object.value("times", std::uint64_t{0});
    const ordered_json earlier = object.value("earlier", ordered_json::object());
    out.earlier.decision.department = text_of(earlier, "department");
    out.earlier.decision.act = text_of(earlier, "act");
    out.earlier.decision.about = text_of(earlier, "about");
    out.earlier.decision.at = time_of(earlier, "at");
    out.earlier.decision.message_id = text_of(earlier, "message_id");
    out.earlier.same_contact = earlier.value("same_contact", true);
    out.earlier.told_as = text_of(earlier, "told_as");
    if (const Result<Seconds> left = parse_duration(text_of(object, "left"))) out.left = *left;
    out.excepted_by = text_of(object, "excepted_by");
    out.tripped = object.value("tripped", false);
    return out;
}

}  // namespace onevoice::holds
