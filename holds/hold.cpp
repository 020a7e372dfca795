#include "holds/hold.h"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include <sodium.h>

namespace onevoice::holds {
namespace {

using nlohmann::ordered_json;

constexpr std::array<std::pair<HoldState, std::string_view>, 4> state_names{{{HoldState::open, "open"},
                                                                             {HoldState::released, "released"},
                                                                             {HoldState::returned, "returned"},
                                                                             {HoldState::gone, "gone"}}};

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
    // It may be called again and again, by any thread, and fails only without a source of randomness.
    if (::sodium_init() < 0) throw std::runtime_error("no source of randomness");
    std::array<unsigned char, 12> random{};
    ::randombytes_buf(random.data(), random.size());
    std::string id = "H";
    for (const unsigned char byte : random) id += alphabet[byte % alphabet.size()];  // 256 is a multiple of 32: no bias
    return id;
}

std::string to_json(const Hold& hold) {
    JsonText out;
    out.begin_object();
    out.text("id", hold.id);
    out.text("queue_id", hold.queue_id);
    out.text("message_id", hold.message_id);
    out.text("department", hold.department);
    out.text("sender", hold.sender);
    out.text("login", hold.login);
    out.text("subject", hold.subject);
    out.texts("recipients", hold.recipients);
    out.begin_array("reasons");
    for (const Reason& reason : hold.reasons) {
        out.begin_object();
        out.text("recipient", reason.recipient);
        write(out, reason.conflict);
        out.end_object();
    }
    out.end_array();
    write_named(out, hold.named);
    out.text_if_any("unchecked", hold.unchecked);
    out.text("at", format_time(hold.at));
    out.text("deadline", format_time(hold.deadline));
    out.text("state", hold_state_name(hold.state));
    if (hold.state != HoldState::open) {
        out.text("ended", format_time(hold.ended));
        out.text("ended_by", hold.ended_by);
        out.text("comment", hold.comment);
    }
    out.end_object();
    return out.take();
}

Result<Hold> hold_from_json(std::string_view text, const std::string& file) {
    const auto damaged = [&](const std::string& cause) {
        return Error{Kind::malformed, "reading a hold record: " + cause, {file, 0, 0}};
    };
    const ordered_json object = ordered_json::parse(text, nullptr, false);
    if (!object.is_object()) return damaged("it is no JSON object");
    try {
        Hold hold;
        hold.id = text_of(object, "id");
        if (hold.id.empty()) return damaged("it has no id");
        hold.queue_id = text_of(object, "queue_id");
        hold.message_id = text_of(object, "message_id");
        hold.department = text_of(object, "department");
        hold.sender = text_of(object, "sender");
        hold.login = text_of(object, "login");
        hold.subject = text_of(object, "subject");
        hold.recipients = object.value("recipients", std::vector<std::string>());
        for (const ordered_json& reason : object.value("reasons", ordered_json::array()))
            hold.reasons.push_back({text_of(reason, "recipient"), conflict_of(reason.value("conflict", ordered_json::object()))});
        hold.named = named_of(object);
        hold.unchecked = text_of(object, "unchecked");
        hold.at = time_of(object, "at");
        hold.deadline = time_of(object, "deadline");
        const std::optional<HoldState> state = hold_state_named(text_of(object, "state"));
        if (!state) return damaged("unknown state '" + text_of(object, "state") + "'");
        hold.state = *state;
        hold.ended = time_of(object, "ended");
        hold.ended_by = text_of(object, "ended_by");
        hold.comment = text_of(object, "comment");
        return hold;
    } catch (const std::exception& exception) {
        return damaged(exception.what());
    }
}

}  // namespace onevoice::holds
