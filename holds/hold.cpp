#include "holds/hold.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include <sodium.h>

namespace onevoice::holds {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<HoldState, std::string_view>, 4> state_names{{{HoldState::open, "open"},
                                                                             {HoldState::released, "released"},
                                                                             {HoldState::returned, "returned"},
                                                                             {HoldState::gone, "gone"}}};

json json_of(const Reason& reason) {
    return {{"recipient", reason.recipient},
            {"rule", reason.rule},
            {"rule_place", reason.rule_place},
            {"act", reason.act},
            {"about", reason.about},
            {"evidence", reason.evidence},
            {"evidence_rule", reason.evidence_rule},
            {"earlier",
             {{"department", reason.earlier_department},
              {"act", reason.earlier_act},
              {"about", reason.earlier_about},
              {"at", format_time(reason.earlier_at)},
              {"message_id", reason.earlier_message_id},
              {"same_contact", reason.same_contact}}},
            {"left", format_duration(reason.left)}};
}

/// Reads members with defaults; what is there must have the right type (json::exception otherwise).
std::string text(const json& object, const char* member) { return object.value(member, std::string()); }

Time time(const json& object, const char* member) {
    const std::string written = text(object, member);
    if (written.empty()) return Time{};
    const Result<Time> parsed = parse_time(written);
    if (!parsed) throw std::invalid_argument(parsed.error().what);
    return *parsed;
}

Reason reason_of(const json& object) {
    Reason reason;
    reason.recipient = text(object, "recipient");
    reason.rule = text(object, "rule");
    reason.rule_place = text(object, "rule_place");
    reason.act = text(object, "act");
    reason.about = text(object, "about");
    reason.evidence = text(object, "evidence");
    reason.evidence_rule = text(object, "evidence_rule");
    const json earlier = object.value("earlier", json::object());
    reason.earlier_department = text(earlier, "department");
    reason.earlier_act = text(earlier, "act");
    reason.earlier_about = text(earlier, "about");
    reason.earlier_at = time(earlier, "at");
    reason.earlier_message_id = text(earlier, "message_id");
    reason.same_contact = earlier.value("same_contact", true);
    if (const auto left = parse_duration(text(object, "left"))) reason.left = *left;
    return reason;
}

}  // namespace

std::string_view hold_state_name(HoldState state) {
    for (const auto& [value, name] : state_names)
        if (value == state) return name;
    return "unknown";
}

std::optional<HoldState> hold_state_named(std::string_view name) {
    for (const auto& [value, known] : state_names)
        if (known == name) return value;
    return std::nullopt;
}

std::string new_hold_id() {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<unsigned char, 12> random{};
    ::randombytes_buf(random.data(), random.size());
    std::string id = "H";
    for (const unsigned char byte : random) id += alphabet[byte % alphabet.size()];  // 256 is a multiple of 32: no bias
    return id;
}

std::string to_json(const Hold& hold) {
    json reasons = json::array();
    for (const Reason& reason : hold.reasons) reasons.push_back(json_of(reason));
    json object{{"id", hold.id},
                {"queue_id", hold.queue_id},
                {"message_id", hold.message_id},
                {"department", hold.department},
                {"sender", hold.sender},
                {"login", hold.login},
                {"subject", hold.subject},
                {"recipients", hold.recipients},
                {"reasons", reasons},
                {"at", format_time(hold.at)},
                {"deadline", format_time(hold.deadline)},
                {"state", hold_state_name(hold.state)}};
    if (hold.state != HoldState::open) {
        object["ended"] = format_time(hold.ended);
        object["ended_by"] = hold.ended_by;
        object["comment"] = hold.comment;
    }
    return object.dump(-1, ' ', true, json::error_handler_t::replace);
}

Result<Hold> hold_from_json(std::string_view text_of_file, const std::string& file) {
    const auto damaged = [&](const std::string& cause) {
        return Error{Kind::malformed, "reading a hold record: " + cause, {file, 0, 0}};
    };
    try {
        const json object = json::parse(text_of_file);
        Hold hold;
        hold.id = object.at("id").get<std::string>();
        hold.queue_id = text(object, "queue_id");
        hold.message_id = text(object, "message_id");
        hold.department = text(object, "department");
        hold.sender = text(object, "sender");
        hold.login = text(object, "login");
        hold.subject = text(object, "subject");
        hold.recipients = object.value("recipients", std::vector<std::string>());
        for (const json& reason : object.value("reasons", json::array())) hold.reasons.push_back(reason_of(reason));
        hold.at = time(object, "at");
        hold.deadline = time(object, "deadline");
        const std::optional<HoldState> state = hold_state_named(text(object, "state"));
        if (!state) return damaged("unknown state '" + text(object, "state") + "'");
        hold.state = *state;
        hold.ended = time(object, "ended");
        hold.ended_by = text(object, "ended_by");
        hold.comment = text(object, "comment");
        return hold;
    } catch (const std::exception& exception) {
        return damaged(exception.what());
    }
}

}  // namespace onevoice::holds
