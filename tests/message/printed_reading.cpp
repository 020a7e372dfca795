#include "printed_reading.h"

#include <algorithm>

namespace onevoice::message {
namespace {

void add_mailboxes(std::string& out, std::string_view label, const std::vector<Mailbox>& mailboxes) {
    for (const Mailbox& mailbox : mailboxes) {
        out += label;
        out += ": ";
        if (!mailbox.name.empty()) out += '"' + mailbox.name + "\" ";
        out += '<' + mailbox.address + ">\n";
    }
}

}  // namespace

std::string printed(const Reading& reading) {
    std::string out;
    out += "subject: " + reading.subject + '\n';
    out += "message-id: " + reading.message_id + '\n';
    out += "date: " + reading.date + '\n';
    add_mailboxes(out, "from", reading.from);
    add_mailboxes(out, "to", reading.to);
    std::string flags;
    if (reading.auto_submitted) flags += " auto-submitted";
    if (reading.bulk) flags += " bulk";
    if (reading.calendar_reply) flags += " calendar-reply";
    if (reading.report) flags += " report";
    out += "flags:" + flags + '\n';
    out += "parts: " + std::to_string(reading.parts) + ", attachments: " + std::to_string(reading.attachments) + '\n';
    for (const Oddity& oddity : reading.oddities) out += "oddity: " + oddity.code + '\n';
    out += '\n';
    for (const Passage& passage : reading.passages) {
        std::string_view text = std::string_view(reading.text).substr(passage.from, passage.to - passage.from);
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string_view line = text.substr(at, end - at);
            out += role_name(passage.role);
            out += line.empty() ? "|" : "| ";
            out += line;
            out += '\n';
            at = end + 1;
        }
    }
    return out;
}

}  // namespace onevoice::message
