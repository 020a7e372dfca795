#include "holds/conflict.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace onevoice::holds {
namespace {

using nlohmann::ordered_json;

void put(ordered_json& object, const char* member, const std::string& value) {
    if (!value.empty()) object[member] = value;
}

}  // namespace

std::string text_of(const ordered_json& object, const char* member) { return object.value(member, std::string()); }

Time time_of(const ordered_json& object, const char* member) {
    const std::string written = text_of(object, member);
    if (written.empty()) return Time{};
    const Result<Time> parsed = parse_time(written);
    if (!parsed) throw std::invalid_argument(parsed.error().what);
    return *parsed;
}

ordered_json json_of(const LoggedConflict& conflict) {
    const Decision& decision = conflict.earlier.decision;
    ordered_json earlier{{"department", decision.department}, {"act", decision.act}};
    put(earlier, "about", decision.about);
    earlier["at"] = format_time(decision.at);
    put(earlier, "message_id", decision.message_id);
    earlier["same_contact"] = conflict.earlier.same_contact;

    ordered_json out{{"rule", conflict.rule}};
    put(out, "place", conflict.rule_place);
    out["act"] = conflict.act;
    put(out, "about", conflict.about);
    put(out, "evidence", conflict.evidence);
    put(out, "evidence_rule", conflict.evidence_rule);
    out["earlier"] = std::move(earlier);
    out["left"] = format_duration(conflict.left);
    put(out, "excepted_by", conflict.excepted_by);
    return out;
}

LoggedConflict conflict_of(const ordered_json& object) {
    LoggedConflict out;
    out.rule = text_of(object, "rule");
    out.rule_place = text_of(object, "place");
    out.act = text_of(object, "act");
    out.about = text_of(object, "about");
    out.evidence = text_of(object, "evidence");
    out.evidence_rule = text_of(object, "evidence_rule");
    const ordered_json earlier = object.value("earlier", ordered_json::object());
    out.earlier.decision.department = text_of(earlier, "department");
    out.earlier.decision.act = text_of(earlier, "act");
    out.earlier.decision.about = text_of(earlier, "about");
    out.earlier.decision.at = time_of(earlier, "at");
    out.earlier.decision.message_id = text_of(earlier, "message_id");
    out.earlier.same_contact = earlier.value("same_contact", true);
    if (const Result<Seconds> left = parse_duration(text_of(object, "left"))) out.left = *left;
    out.excepted_by = text_of(object, "excepted_by");
    return out;
}

}  // namespace onevoice::holds
