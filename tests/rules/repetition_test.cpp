// One voice that says the same too often.
#include "rules/repetition.h"

#include "tests/rules/story.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

constexpr std::string_view third_invitation = R"(
[[repetition]]
name   = "invited again and again"
acts   = "invite"
within = "60d"
)";

constexpr std::uint64_t words = 0x0123456789abcdef;       ///< the signature of the new message
constexpr std::uint64_t near_words = words ^ 0xff;        ///< eight bits away
constexpr std::uint64_t other_words = words ^ 0xffffffff;  ///< 32 bits away

/// An invitation of the press, its third; the first two came from the press and its agency.
struct Third {
    std::string rules;
    std::string by = "press";
    std::string about;
    std::map<std::string, std::string> keys;
    std::map<std::string, std::string> values;
    std::vector<EarlierDecision> history{told("press", 20), told("agency", 10)};
    Mode mode = Mode::hold;

    explicit Third(std::string_view text = third_invitation, std::string_view more = "") : rules(std::string(people) + std::string(text) + std::string(more)) {}

    static EarlierDecision told(std::string department, int days_ago) {
        EarlierDecision out = Story::told(department, "invite", Seconds{days_ago * 86400});
        out.decision.voice = "press";
        out.id = 100 - days_ago;
        out.decision.signature = near_words;
        out.decision.message_id = std::to_string(days_ago) + "-days-ago@shop.example";
        return out;
    }

    [[nodiscard]] Judgement judged(std::string_view message_id = "") const {
        const Loaded set = loaded(rules);
        REQUIRE_MESSAGE(set.rules != nullptr, set.text());
        Fingerprint fingerprint;
        Act act;
        act.act = "invite";
        act.about = about;
        act.keys = keys;
        act.values = values;
        fingerprint.acts.push_back(act);
        fingerprint.signature = words;
        const auto& departments = set.rules->departments();
        const auto department = std::find_if(departments.begin(), departments.end(), [&](const Department& each) { return each.name == by; });
        REQUIRE(department != departments.end());
        const Contact contact = set.rules->contact_of("lena@mountain-view.example").value();
        Judgement out = set.rules->judge(fingerprint, *department, contact, history, now, mode, {}, message_id);
        for (Conflict& each : out.conflicts) each.rule = nullptr;  // the rule set ends here
        return out;
    }
    [[nodiscard]] Action action(std::string_view message_id = "") const { return judged(message_id).action; }
};

std::uint64_t signature_of_text(const std::string& text) {
    message::OwnWords own;
    own.text = "Invitation\n\n" + text;
    own.subject_bytes = 10;
    return loaded(people).rules->fingerprint(own).signature;
}

}  // namespace

TEST_CASE("the third invitation by one voice in similar words is annotated, and told as the third") {
    const Judgement judgement = Third().judged();
    CHECK(judgement.action == Action::annotate);
    REQUIRE(judgement.conflicts.size() == 1);
    const Conflict& conflict = judgement.conflicts.front();
    CHECK(conflict.times == 3);
    CHECK(conflict.earlier.decision.department == "agency");
    CHECK(conflict.act.act == "invite");
    CHECK_FALSE(conflict.difference.has_value());
    CHECK(conflict.left == Seconds{40 * 86400});  // when the first of the three leaves the window
}

TEST_CASE("only told acts of the same voice that tell the same within the window count, each message once") {
    struct Row {
        const char* what;
        void (*change)(EarlierDecision&);
        Action expected;
        Action with_matter = Action::pass;  ///< where both name the same one
    };
    const Row table[] = {
        {"nothing", [](EarlierDecision&) {}, Action::annotate, Action::annotate},
        {"other words", [](EarlierDecision& e) { e.decision.signature = other_words; }, Action::pass, Action::annotate},
        {"unknown words", [](EarlierDecision& e) { e.decision.signature = 0; }, Action::pass, Action::annotate},
        {"another act", [](EarlierDecision& e) { e.decision.act = "report"; }, Action::pass},
        {"another voice", [](EarlierDecision& e) { e.decision.department = e.decision.voice = "affiliate"; }, Action::pass},
        {"too old", [](EarlierDecision& e) { e.decision.at = now - std::chrono::days{60}; }, Action::pass},
        {"held", [](EarlierDecision& e) { e.decision.state = State::held; }, Action::pass},
        {"bounced", [](EarlierDecision& e) { e.decision.state = State::retracted; }, Action::pass},
        {"told to a colleague", [](EarlierDecision& e) { e.same_contact = false; }, Action::pass},
        {"the same message", [](EarlierDecision& e) { e.decision.message_id = "10-days-ago@shop.example"; }, Action::pass},
        {"another matter", [](EarlierDecision& e) { e.decision.about = "fair"; }, Action::annotate},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Third story;
        row.change(story.history.front());
        CHECK(story.action() == row.expected);
        Third with_matter;
        with_matter.about = "press day";
        for (EarlierDecision& each : with_matter.history) each.decision.about = "press day";
        row.change(with_matter.history.front());
        CHECK(with_matter.action() == row.with_matter);
    }
}

TEST_CASE("a message sent again does not count itself, and messages without Message-ID are told apart by their time") {
    CHECK(Third().action("10-days-ago@shop.example") == Action::pass);
    Third story;
    for (EarlierDecision& each : story.history) each.decision.message_id.clear();
    CHECK(story.action() == Action::annotate);
    story.history.front().decision.at = story.history.back().decision.at;
    CHECK(story.action() == Action::pass);
}

TEST_CASE("times says which message is the first that is too many") {
    for (const auto& [times, expected] : {std::pair{2, Action::annotate}, {3, Action::annotate}, {4, Action::pass}}) {
        CAPTURE(times);
        CHECK(Third(third_invitation, "times = " + std::to_string(times)).action() == expected);
    }
}

TEST_CASE("what the rule names tells matters apart before words do") {
    struct Row {
        const char* what;
        std::map<std::string, std::string> now_keys, now_values, earlier_keys, earlier_values;
        std::uint64_t earlier_words;
        Action expected;
    };
    const std::map<std::string, std::string> third{{"date_event", "2026-09-03"}}, fifth{{"date_event", "2026-09-05"}};
    const Row table[] = {
        {"the same day in other words", {}, third, {}, third, other_words, Action::annotate},
        {"the same day without its year", {}, third, {}, {{"date_event", "--09-03"}}, other_words, Action::annotate},
        {"another day in the same words", {}, third, {}, fifth, near_words, Action::pass},
        {"a day that only one names", {}, third, {}, {}, near_words, Action::annotate},
        {"what is no date", {}, third, {}, {{"date_event", "soon"}}, near_words, Action::annotate},
        {"the same ticket in other words", {{"ticket", "T1"}}, {}, {{"ticket", "T1"}}, {}, other_words, Action::annotate},
        {"another ticket in the same words", {{"ticket", "T1"}}, {}, {{"ticket", "T2"}}, {}, near_words, Action::pass},
        {"the same ticket on another day", {{"ticket", "T1"}}, third, {{"ticket", "T1"}}, fifth, near_words, Action::pass},
        {"a customer number, which the rule does not name", {{"customer", "1"}}, {}, {{"customer", "2"}}, {}, near_words, Action::annotate},
    };
    const std::string_view names = R"(
keys   = "ticket"
values = "date_event"
[[pattern]]
name  = "captures"
match = ['\bticket (?<key_ticket>\d+) on (?<value_date_event>\d+)\b']
)";
    for (const Row& row : table) {
        CAPTURE(row.what);
        Third story(third_invitation, names);
        story.keys = row.now_keys;
        story.values = row.now_values;
        for (EarlierDecision& each : story.history) {
            each.decision.keys = row.earlier_keys;
            each.decision.values = row.earlier_values;
            each.decision.signature = row.earlier_words;
        }
        CHECK(story.action() == row.expected);
    }
}

TEST_CASE("an invitation that its voice took back since is not repeated") {
    Third story;
    EarlierDecision rejected = Third::told("press", 5);
    rejected.decision.act = "reject";
    story.history.push_back(rejected);
    CHECK(story.action() == Action::pass);
}

TEST_CASE("a repetition honours scope, sides, action, modes and exceptions like a conflict") {
    struct Row {
        const char* keys;
        Action expected;
    };
    const Row table[] = {
        {"action = \"hold\"", Action::hold},       {"mode = \"simulate\"", Action::pass}, {"mode = \"off\"", Action::pass},
        {"by = \"press\"", Action::annotate},      {"by = \"agency\"", Action::pass},     {"against = [\"press\", \"agency\"]", Action::annotate},
        {"against = \"agency\"", Action::pass},
    };
    for (const Row& row : table) {
        CAPTURE(row.keys);
        CHECK(Third(third_invitation, row.keys).action() == row.expected);
    }
    Third simulated(third_invitation, "mode = \"simulate\"");
    CHECK(simulated.judged().intended == Action::annotate);
    Third colleague(third_invitation, "scope = \"organisation\"");
    for (EarlierDecision& each : colleague.history) each.same_contact = false;
    CHECK(colleague.action() == Action::annotate);
    const Third excepted(third_invitation, R"(
[[exception]]
conflicts = "invited again and again"
owner = "head@shop.example"
reason = "a friend"
until = 2027-01-01
)");
    CHECK(excepted.judged().intended == Action::pass);
}

TEST_CASE("versions of one letter have similar words, and another letter of the same kind has not") {
    const std::string letter =
        "Dear Lena,\n\non 3 September we open our workshop for an evening and show what we made for the autumn. You are cordially invited. "
        "From six o'clock our tailors lead you through the rooms, and afterwards there is soup and bread at the long table. We would be "
        "glad to see you there. Please tell us by 20 August whether you come, and whom you bring along.\n\nKind regards\nThe press office";
    const auto with = [&](const std::string& words_there, const std::string& instead) {
        std::string out = letter;
        return out.replace(out.find(words_there), words_there.size(), instead);
    };
    const std::uint64_t original = signature_of_text(letter);
    for (const std::string& version : {with("Dear Lena", "Hello Lena and colleagues"), with("The press office", "Agency Kern for the press office"),
                                       with("Dear Lena,", "Dear Lena,\n\njust to remind you of our evening:"),
                                       with("We would be glad to see you there.", "Do come and see us.")}) {
        CAPTURE(version);
        CHECK(similar_words(original, signature_of_text(version)));
    }
    const std::uint64_t another = signature_of_text(
        "Dear Lena,\n\non 12 October our managing director presents the new strategy for fair supply chains in our showroom. You are cordially "
        "invited to breakfast. From nine o'clock there is coffee, then a short talk, and time for all your questions. We would be glad to "
        "see you there. Please tell us by 1 October whether you come.\n\nKind regards\nThe press office");
    CHECK_FALSE(similar_words(original, another));
    CHECK_FALSE(similar_words(0, 0));
}
