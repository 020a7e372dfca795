#include "samples.h"

namespace onevoice::holds {

Time at(const char* text) { return parse_time(text).value(); }

LoggedConflict full_conflict() {
    LoggedConflict conflict;
    conflict.rule = "invite after reject";
    conflict.rule_place = "conflicts.toml:7:1";
    conflict.act = "invite";
    conflict.about = "press day";
    conflict.evidence = "we would love to see you, Zoë";
    conflict.evidence_rule = "love to see you";
    conflict.earlier.decision.department = "affiliate";
    conflict.earlier.decision.act = "reject";
    conflict.earlier.decision.about = "partnership";
    conflict.earlier.decision.at = at("2026-03-02T09:00:00.250Z");
    conflict.earlier.decision.message_id = "no.1@network.example";
    conflict.earlier.same_contact = false;
    conflict.earlier.told_as = "hilltop letters";
    conflict.left = Seconds(86399);
    conflict.excepted_by = "head@shop.example";
    conflict.tripped = true;
    conflict.difference = rules::Difference{{"order", "4711"}, "date_delivery", "2026-09-05", "2026-09-03"};
    conflict.times = 3;
    return conflict;
}

Hold full_hold() {
    Hold hold;
    hold.id = "H0123456789AB";
    hold.queue_id = "4Zx7Qk2N3vz1";
    hold.message_id = "invitation@shop.example";
    hold.department = "press";
    hold.sender = "press@shop.example";
    hold.login = "press-login";
    hold.subject = "Grüße aus dem \"Norden\"";
    hold.recipients = {"lena@blog.example", "colleague@shop.example"};
    hold.reasons = {{"lena@blog.example", full_conflict()}};
    hold.named = {{"Hilltop", "contacts.toml:3:1", "hilltop letters", "Hilltop Letters", "act"}};
    hold.unchecked = "the registry was away";
    hold.at = at("2026-03-16T10:00:00.125Z");
    hold.deadline = at("2026-03-21T10:00:00Z");
    hold.state = HoldState::returned;
    hold.ended = at("2026-03-17T08:00:00Z");
    hold.ended_by = "maria";
    hold.comment = "asked the other department";
    return hold;
}

Entry full_entry() {
    Entry entry;
    entry.event = Event::held;
    entry.at = at("2026-03-16T10:00:00.125Z");
    entry.queue_id = "4Zx7Qk2N3vz1";
    entry.message_id = "invitation@shop.example";
    entry.reference = "H0123456789AB";
    entry.department = "press";
    entry.login = "press-login";
    entry.client = "192.0.2.7";
    entry.sender = "press@shop.example";
    entry.recipients = {{"lena@blog.example", "hold", "annotate", full_conflict()}, {"tom@site.example", "pass", "pass", std::nullopt}};
    rules::Fact fact;
    fact.key_name = "order";
    fact.key = "4711";
    fact.value_name = "date_delivery";
    fact.value = "2026-09-05";
    fact.evidence = "delivered on 5 September";
    fact.rule = "delivery date";
    fact.place = {"facts.toml", 3, 1};
    fact.from = 7;
    fact.to = 31;
    entry.facts.push_back(fact);
    rules::Act act;
    act.act = "invite";
    act.about = "press day";
    act.keys = {{"order", "A1"}};
    act.values = {{"amount", "12.00 EUR"}};
    act.evidence = "we would love to see you, Zoë";
    act.rule = "love to see you";
    act.place = {"folder:with colon/invite.toml", 31, 5};
    act.from = 17;
    act.to = 47;
    entry.acts = {act};
    entry.named = full_hold().named;
    entry.mode = "annotate";
    entry.reason = "a reason";
    entry.actor = "maria";
    entry.rule = "invite after reject";
    entry.rules = "0123abcd";
    entry.oddities = {"bad-base64", "depth-limit"};
    entry.microseconds = 1234;
    return entry;
}

const std::vector<std::string>& hostile_texts() {
    using namespace std::string_literals;
    static const std::vector<std::string> texts{
        "two\r\n{\"at\":\"2026-01-01T00:00:00.000Z\",\"event\":\"passed\",\"code\":\"OV100\"}\r\nlines",
        "\"}\n{\"event\":\"released\"}",
        "\x1b[2J\x1b]0;title\x07",
        "a\0b"s,
        "\u202Egro.live\u202C \u2066x\u2069 \u200F",
        "\xff\xfe \xc3( \xed\xa0\x80 truncated \xe2\x82",
        "c1 \xc2\x9b" "31m and del \x7f",
        "line \u2028 and paragraph \u2029 ends",
        "key=value reference=H000000000000 \" \\ ' \t",
    };
    return texts;
}

Entry entry_full_of(const std::string& text) {
    Entry entry = full_entry();
    for (std::string* member : {&entry.queue_id, &entry.message_id, &entry.reference, &entry.department, &entry.login, &entry.client,
                                &entry.sender, &entry.mode, &entry.reason, &entry.actor, &entry.rule, &entry.rules})
        *member = text;
    entry.oddities = {text};
    LoggedRecipient& recipient = entry.recipients.front();
    LoggedConflict& conflict = *recipient.conflict;
    for (std::string* member : {&recipient.recipient, &recipient.verdict, &recipient.intended, &conflict.rule, &conflict.rule_place,
                                &conflict.act, &conflict.about, &conflict.evidence, &conflict.evidence_rule,
                                &conflict.earlier.decision.department, &conflict.earlier.decision.act, &conflict.earlier.decision.about,
                                &conflict.earlier.decision.message_id, &conflict.earlier.told_as, &conflict.excepted_by})
        *member = text;
    rules::Act& act = entry.acts.front();
    for (std::string* member : {&act.act, &act.about, &act.evidence, &act.rule, &act.place.file}) *member = text;
    act.keys = {{text, text}};
    act.values = {{text, text}};
    entry.named = {{text, text, text, text, text}};
    return entry;
}

}  // namespace onevoice::holds
