#include "message/mailboxes.h"

#include <doctest/doctest.h>

#include <string>

using namespace onevoice::message;

namespace {

/// "name <address>, …" for one look.
std::string shown(std::string_view field) {
    std::string out;
    for (const Mailbox& mailbox : parse_mailboxes(field)) {
        if (!out.empty()) out += ", ";
        if (!mailbox.name.empty()) out += mailbox.name + ' ';
        out += '<' + mailbox.address + '>';
    }
    return out;
}

}  // namespace

TEST_CASE("an address list gives its mailboxes, and a bad member costs only itself") {
    struct Row {
        const char* field;
        const char* mailboxes;
    };
    const Row rows[] = {
        {"", ""},
        {"max@example.org", "<max@example.org>"},
        {"<max@example.org>", "<max@example.org>"},
        {"Max Muster <max@example.org>", "Max Muster <max@example.org>"},
        {"\"Muster, Max\" <max@example.org>, erika@example.org", "Muster, Max <max@example.org>, <erika@example.org>"},
        {"=?utf-8?Q?J=C3=B6rg?= <j@example.org>", "Jörg <j@example.org>"},
        {"J\xC3\xB6rg <j@example.org>", "Jörg <j@example.org>"},
        {"max@example.org (Max Muster)", "Max Muster <max@example.org>"},
        {"Max (the other (one)) <max@example.org>", "Max <max@example.org>"},
        {"a@b.example; c@d.example", "<a@b.example>, <c@d.example>"},
        {"team: a@b.example, c@d.example;, e@f.example", "<a@b.example>, <c@d.example>, <e@f.example>"},
        {"undisclosed-recipients:;", ""},
        {"mailto:a@b.example", "<a@b.example>"},
        {"<@relay.example,@other.example:a@b.example>", "<a@b.example>"},
        {"Max Muster max@example.org", "Max Muster <max@example.org>"},
        {"support@bank.example <evil@example.org>", "support@bank.example <evil@example.org>"},
        {"\"max@example.org\" <other@example.org>", "max@example.org <other@example.org>"},
        {"\"odd name\"@example.org", "<\"odd name\"@example.org>"},
        {"a..b@example.org", "<a..b@example.org>"},
        {"bob", "<bob>"},
        {"no address here, a@b.example", "<a@b.example>"},
        {",, a@b.example ,,", "<a@b.example>"},
        {"\"never closed <a@b.example>, c@d.example", "never closed <a@b.example>, <c@d.example>"},
        {"Max <never.closed@example.org, c@d.example", "Max <never.closed@example.org, c@d.example>"},
        {"Max <a@b.example> <c@d.example>", "Max <a@b.example>"},
        {"folded\n <a@b.example>,\n\tc@d.example", "folded <a@b.example>, <c@d.example>"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CHECK(shown(row.field) == row.mailboxes);
    }
}

TEST_CASE("openings without an end are read without recursion and in one pass") {
    for (const char* piece : {"(", "\"", "<", "<\"", "(\"<", "\\(", ":"}) {
        CAPTURE(piece);
        std::string field = "a@b.example, ";
        while (field.size() < (1 << 20)) field += piece;
        const auto mailboxes = parse_mailboxes(field);
        REQUIRE_FALSE(mailboxes.empty());
        CHECK(mailboxes.front().address == "a@b.example");
    }
}
