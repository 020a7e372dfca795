// Which contact groups a message calls by name or web address, and where that makes them contacts of its acts.
#include <doctest/doctest.h>

#include "message/reading.h"
#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

constexpr std::string_view rules_text = R"(
[[department]]
name = "affiliate"
logins = ["affiliate"]
senders = ["jonas@agency.example", "*@network.example"]

[[contact]]
name = "hilltop"
addresses = ["lena@hilltop.example"]
names = ["Hilltop Letters", "Höhenblick"]
urls = ["https://www.hilltop.example/", "https://medium.com/@lena", "https://bücher-lena.example/"]

[[contact]]
name = "valley"
addresses = ["tom@valley.example"]
names = ["Hilltop Letters Valley", "Tom Weidenbach"]
urls = ["valley.example/tom"]

[[act]]
name = "reject"

[[pattern]]
name = "rejects"
act = "reject"
match = ['\b(?:rejected|abgelehnt)\b']
)";

const RuleSet& rule_set() {
    static const Loaded set = loaded(rules_text);
    if (set.rules == nullptr) throw std::runtime_error(set.text());
    return *set.rules;
}

std::vector<NamedContact> named(const std::string& body, const std::string& subject = "A letter", std::vector<std::string> recipients = {"publisher-7@network.example"}) {
    message::OwnWords words;
    words.text = subject + "\n\n" + body;
    words.subject_bytes = subject.size();
    std::vector<Contact> contacts;
    for (const std::string& recipient : recipients) contacts.push_back(rule_set().contact_of(recipient).value());
    return rule_set().name_contacts(contacts, words, rule_set().fingerprint(words));
}

/// "group by key, where" or "group: why it is ignored" of each.
std::string told(const std::vector<NamedContact>& found) {
    std::string out;
    for (const NamedContact& each : found)
        out += (out.empty() ? "" : "; ") + each.group->name +
               (each.ignored.empty() ? " by " + each.key + ", " + std::string(naming_name(each.naming)) : ": " + each.ignored);
    return out;
}

struct Case {
    const char* body;
    const char* told;
};

}  // namespace

TEST_CASE("a name or web address in the sentence of an act says whom it is about") {
    for (const Case& each : {
             Case{"Ihre Bewerbung zur Teilnahme am Partnerprogramm mit Ihrem URL-Account 'Hilltop Letters' wurde leider abgelehnt.", "hilltop by hilltop letters, act"},
             Case{"Ihre Bewerbung mit der Seite www.hilltop.example wurde nach Pr\u00fcfung abgelehnt.", "hilltop by hilltop.example, act"},
             Case{"We have rejected hilltop.example.", "hilltop by hilltop.example, act"},
             Case{"HTTP://Hilltop.example/2026/post?x=1 was rejected.", "hilltop by hilltop.example, act"},
             Case{"Your blog (https://medium.com/@Lena/last-post) was rejected.", "hilltop by medium.com/@lena, act"},
             Case{"Your blog \u201ehttps://www.b\u00fccher-lena.example/\u201c was rejected.", "hilltop by xn--bcher-lena-9db.example, act"},
             Case{"Your blog xn--bcher-lena-9db.example was rejected.", "hilltop by xn--bcher-lena-9db.example, act"},
             Case{"HILLTOP-LETTERS was rejected.", "hilltop by hilltop letters, act"},
             Case{"Leider wurde Hoehenblick abgelehnt.", "hilltop by hoehenblick, act"},
             Case{"Hilltop Letters Valley was rejected.", "valley by hilltop letters valley, act"},
             Case{"We would like to inform you that your application with hilltop.example was rejected.", "hilltop by hilltop.example, act"},
             Case{"The application was rejected because your website hilltop.example has no imprint.", "hilltop by hilltop.example, act"},
             Case{"Both hilltop.example and valley.example/tom were rejected.", "hilltop by hilltop.example, act; valley by valley.example/tom, act"},
         }) {
        CAPTURE(each.body);
        CHECK(told(named(each.body)) == each.told);
    }
}

TEST_CASE("the sentence counts when the same was said before, in the subject for instance") {
    CHECK(told(named("Dear reader,\n\nyour account hilltop.example was rejected.", "Rejected")) == "hilltop by hilltop.example, act");
}

TEST_CASE("what is only mentioned makes nobody a contact") {
    for (const Case& each : {
             Case{"Your application was rejected. Have you read Hilltop Letters?", "hilltop: it is only mentioned"},
             Case{"Your application was rejected, because we work with Hilltop Letters.", "hilltop: it is only mentioned"},
             Case{"Your application was rejected because, as you know, we work with Hilltop Letters.", "hilltop: it is only mentioned"},
             Case{"Unlike Hilltop Letters, you were rejected.", "hilltop: it is only mentioned"},
             Case{"Ihre Bewerbung wurde abgelehnt, weil wir schon mit www.hilltop.example arbeiten.", "hilltop: it is only mentioned"},
             Case{"Nach Ihrem Artikel in Hilltop Letters wurden Sie abgelehnt.", "hilltop: it is only mentioned"},
             Case{"You were rejected. We read on her blog hilltop.example about it.", "hilltop: it is only mentioned"},
             Case{"Sie wurden abgelehnt. Uns gef\u00e4llt ihr Blog Hilltop Letters.", "hilltop: it is only mentioned"},
         }) {
        CAPTURE(each.body);
        CHECK(told(named(each.body)) == each.told);
    }
}

TEST_CASE("a name is whole words and a web address a whole host") {
    for (const char* body : {"Hilltop Lettersmith was rejected.", "Old-Hilltop Letters was rejected.", "Hilltop, Letters and more was rejected.",
                             "Hilltop Letters-Valley-Club was rejected.", "Hilltop. Letters was rejected.", "Write to lena@hilltop.example, you are rejected.",
                             "shop.hilltop.example was rejected.", "hilltop.example.org was rejected.", "myhilltop.example was rejected.",
                             "medium.com/@lenart was rejected.", "medium.com was rejected.", "valley.example was rejected.", "valley.example/tomas was rejected.",
                             "www.hoehenblick.example was rejected.", "@hoehenblick was rejected."}) {
        CAPTURE(body);
        CHECK(told(named(body)).empty());
    }
}

TEST_CASE("an account or reference field names the contact, wherever it stands") {
    for (const char* body : {"You were rejected.\n\nWebsite: www.hilltop.example\nDate: today", "You were rejected.\n\n- URL-Account:  \"Hilltop Letters\"",
                             "Reference: Hilltop Letters\n\nYou were rejected.", "Your account\thilltop.example\n\nYou were rejected.",
                             "Website:\nhttp://hilltop.example/\n\nYou were rejected.",
                             "Sie haben sich mit Ihrem Blog Hilltop Letters beworben. Leider wurden Sie abgelehnt."}) {
        CAPTURE(body);
        const auto found = named(body);
        REQUIRE(found.size() == 1);
        CHECK(told(found).ends_with(", field"));
    }
    for (const char* body : {"You were rejected.\n\nRead more: www.hilltop.example", "You were rejected.\n\nWebsite: www.hilltop.example and others like it",
                             "You were rejected.\n\nwww.hilltop.example"}) {
        CAPTURE(body);
        CHECK(told(named(body)) == "hilltop: it is only mentioned");
    }
}

TEST_CASE("a name set off in the subject counts, and one within what it says does not") {
    for (const char* subject : {"Application: www.hilltop.example", "Your application for Hilltop Letters", "Hilltop Letters - your application", "Partner programme | \"Hilltop Letters\""}) {
        CAPTURE(subject);
        CHECK(told(named("You were rejected.", subject)).ends_with(", subject"));
    }
    for (const char* subject : {"Hilltop Letters and our collection", "What we read in Hilltop Letters"}) {
        CAPTURE(subject);
        CHECK(told(named("You were rejected.", subject)) == "hilltop: it is only mentioned");
    }
}

TEST_CASE("without an act nobody is looked for") { CHECK(named("Your website hilltop.example is pretty.").empty()); }

TEST_CASE("only a stranger's mail can be about a contact that it names") {
    const std::string body = "Your website hilltop.example was rejected.";
    CHECK(told(named(body, "A letter", {"tom@valley.example"})) == "hilltop: tom@valley.example belongs to contact 'valley'");
    CHECK(told(named(body, "A letter", {"publisher-7@network.example", "tom@valley.example"})) == "hilltop: tom@valley.example belongs to contact 'valley'");
    CHECK(told(named(body, "A letter", {"lena@hilltop.example"})) == "hilltop: the message goes to it anyway");
    CHECK(told(named(body, "A letter", {"jonas@agency.example"})) == "hilltop: every recipient is a department");
}

TEST_CASE("a stranger gets the addresses and names of the contact, and a colleague beside him does not") {
    message::OwnWords words;
    words.text = "A letter\n\nYour website hilltop.example was rejected.";
    words.subject_bytes = 8;
    std::vector<Contact> contacts{rule_set().contact_of("publisher-7@network.example").value(), rule_set().contact_of("jonas@agency.example").value()};
    (void)rule_set().name_contacts(contacts, words, rule_set().fingerprint(words));
    CHECK(contacts[0].aliases == std::vector<std::string>{"publisher-7@network.example", "lena@hilltop.example"});
    CHECK(contacts[0].told_as == std::vector<std::string>{"hilltop.example"});
    CHECK(contacts[0].named == std::vector<std::string>{"hilltop"});
    CHECK(contacts[0].names == rule_set().contacts()[0].keys);
    CHECK(contacts[0].group.empty());
    CHECK(contacts[1].aliases == std::vector<std::string>{"jonas@agency.example"});
    CHECK(contacts[1].told_as.empty());
}

TEST_CASE("a list of many names is about none of them") {
    std::string text(rules_text);
    for (const char* name : {"Alpenrand", "Meeresblick"}) text += "\n[[contact]]\nname = \"" + std::string(name) + "\"\naddresses = [\"a@" + name + ".example\"]\nnames = [\"" + name + "\"]\n";
    const Loaded set = loaded(text);
    REQUIRE(set.rules != nullptr);
    message::OwnWords words;
    words.text = "\n\nWe rejected hilltop.example, Tom Weidenbach, Alpenrand and Meeresblick.";
    std::vector<Contact> contacts{set.rules->contact_of("publisher-7@network.example").value()};
    const auto found = set.rules->name_contacts(contacts, words, set.rules->fingerprint(words));
    REQUIRE(found.size() == 4);
    for (const NamedContact& each : found) CHECK(each.ignored == "more than 3 contacts are named");
    CHECK(contacts[0].told_as.empty());
}

TEST_CASE("addresses are never merged by guess") {
    // One name, one organisation, one role, one freemail provider: nothing but a group makes two addresses one contact.
    for (const char* address : {"info@hilltop.example", "l.weber@hilltop.example", "lena@gmail.com", "info@gmail.com", "lena@valley.example"}) {
        CAPTURE(address);
        const auto contact = rule_set().contact_of(address);
        REQUIRE(contact.ok());
        CHECK(contact->aliases == std::vector<std::string>{address});
        CHECK(contact->group.empty());
        CHECK(contact->names.empty());
    }
}

TEST_CASE("a contact is found by its own name, a listed name, an address or a web address") {
    std::string because;
    for (const char* text : {"hilltop", "Lena+x@Hilltop.example", "www.hilltop.example/about", "HILLTOP letters", "h\u00f6henblick"}) {
        CAPTURE(text);
        const ContactGroup* group = rule_set().group_of(text, because);
        REQUIRE(group != nullptr);
        CHECK(group->name == "hilltop");
    }
    CHECK(rule_set().group_of("nobody@else.example", because) == nullptr);
    CHECK(rule_set().group_of("lena", because) == nullptr);
    CHECK(rule_set().group_of("", because) == nullptr);
}
