#include "message/reading.h"

#include <algorithm>
#include <string>
#include <utility>

#include "message/ascii.h"
#include "message/encoded_words.h"
#include "message/mailboxes.h"
#include "message/oddities.h"
#include "message/own_words.h"
#include "message/part_text.h"
#include "message/structure.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

/// "<id@host> (comment)" without the brackets and what is around them.
std::string bare_message_id(std::string_view value) {
    const std::size_t open = value.find('<');
    if (open != std::string_view::npos) {
        value.remove_prefix(open + 1);
        value = value.substr(0, value.find('>'));
    }
    return one_line(value);
}

/// The first word of a field: "auto-replied; owner=x" says "auto-replied".
std::string_view first_word(std::string_view value) {
    value = trim(value);
    return value.substr(0, value.find_first_of("; \t\n("));
}

bool is_auto_submitted(const Entity& message) {
    const std::string_view submitted = first_word(message.first("Auto-Submitted"));
    if (!submitted.empty() && !same(submitted, "no")) return true;
    // What vacation programs wrote before RFC 3834, and still do. X-Auto-Response-Suppress only asks others not to answer.
    if (message.has("X-Autoreply") && !same(first_word(message.first("X-Autoreply")), "no")) return true;
    if (message.has("X-Autorespond")) return true;
    return same(first_word(message.first("Precedence")), "auto_reply");
}

bool is_bulk(const Entity& message) {
    const std::string_view precedence = first_word(message.first("Precedence"));
    return message.has("List-Id") || message.has("List-Unsubscribe") || same(precedence, "bulk") || same(precedence, "list");
}

void read_header(const Entity& message, Reading& reading) {
    reading.subject = decode_header_text(message.first("Subject"));
    reading.message_id = bare_message_id(message.first("Message-ID"));
    reading.date = one_line(message.first("Date"));
    reading.from = parse_mailboxes(message.first("From"));
    for (const Field& field : message.fields()) {
        if (!same(field.name, "To") && !same(field.name, "Cc")) continue;
        for (Mailbox& mailbox : parse_mailboxes(field.value)) reading.to.push_back(std::move(mailbox));
    }
    reading.auto_submitted = is_auto_submitted(message);
    reading.bulk = is_bulk(message);
}

/// Joins the lines below the subject, and cuts the text into passages where the role changes.
void write_text(const std::vector<Line>& lines, const std::vector<Role>& roles, Reading& reading) {
    std::size_t size = reading.subject.size() + 2;
    for (const Line& line : lines) size += line.text.size() + 1;
    reading.text.reserve(size);
    reading.text = reading.subject;
    reading.text += "\n\n";
    reading.passages.push_back({Role::subject, 0, reading.text.size()});
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t from = reading.text.size();
        reading.text += lines[i].text;
        if (i + 1 < lines.size()) reading.text += '\n';
        const Role role = i < roles.size() ? roles[i] : Role::own;
        if (reading.text.size() == from) continue;
        if (reading.passages.back().role == role) reading.passages.back().to = reading.text.size();
        else reading.passages.push_back({role, from, reading.text.size()});
    }
}

}  // namespace

Result<Reading> read(std::string_view raw, const Limits& limits) {
    if (raw.size() > limits.message_bytes)
        return Error{Kind::malformed, "reading a message: it has " + std::to_string(raw.size()) + " bytes, more than the " +
                                          std::to_string(limits.message_bytes) + " that are read"};
    std::string store;
    if (raw.find('\r') != std::string_view::npos) {
        store = unix_lines(raw);
        raw = store;
    }
    Reading reading;
    const Structure structure = parse_structure(raw, limits, reading.oddities);
    const Node& root = *structure.root;
    read_header(root.entity, reading);
    reading.report = root.type.value == "multipart/report";

    const PartText text = collect_text(root, limits, reading.oddities);
    reading.parts = structure.leaves + text.files_in_text;
    reading.attachments = text.attachments;
    reading.calendar_reply = text.calendar_reply;
    write_text(text.lines, set_aside(text.lines), reading);
    return reading;
}

}  // namespace onevoice::message
