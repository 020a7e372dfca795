#include <doctest/doctest.h>

#include <algorithm>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

constexpr std::string_view people = R"(
[[department]]
name = "affiliate"
logins = "affiliate"
[[department]]
name = "press"
logins = "press"
[[department]]
name = "agency"
voice = "press"
logins = "agency"
[[department]]
name = "finance"
logins = "finance"
[[department]]
name = "trainees"
logins = "trainees"
mode = "annotate"

[[contact]]
name = "Mountain View"
addresses = ["lena@mountain-view.example", "lena.b@letters.example"]

[[act]]
name = "invite"
stance = "positive"
[[act]]
name = "accept"
stance = "positive"
[[act]]
name = "reject"
stance = "negative"
[[act]]
name = "dun"
stance = "negative"
[[act]]
name = "report"
)";

constexpr std::string_view invite_after_reject = R"(
[[conflict]]
name = "invite after reject"
never = "invite"
after = "reject"
within = "90d"
)";

const Time now = at("2026-03-16T10:00:00Z");

/// One message and one earlier decision, at first the story that the product is for.
struct Story {
    std::string rules;
    std::string by = "press";
    std::string act = "invite";
    std::string about;
    std::string rule = "some pattern";
    std::string contact = "lena@mountain-view.example";
    std::vector<EarlierDecision> history;
    Mode mode = Mode::hold;

    explicit Story(std::string_view conflicts = invite_after_reject) : rules(std::string(people) + std::string(conflicts)) {
        history.push_back(told("affiliate", "reject", Seconds{14 * 86400}));
    }

    static EarlierDecision told(std::string department, std::string act, std::chrono::milliseconds ago) {
        EarlierDecision out;
        out.decision.voice = department;
        out.decision.department = std::move(department);
        out.decision.act = std::move(act);
        out.decision.at = now - ago;
        out.decision.message_id = "earlier@shop.example";
        out.decision.state = State::committed;
        out.id = 1;
        return out;
    }

    Decision& earlier() { return history.front().decision; }

    [[nodiscard]] Judgement judged() const {
        const Loaded set = loaded(rules);
        REQUIRE_MESSAGE(set.rules != nullptr, set.text());
        Fingerprint fingerprint;
        Act told_now;
        told_now.act = act;
        told_now.about = about;
        told_now.rule = rule;
        fingerprint.acts.push_back(told_now);
        const auto& departments = set.rules->departments();
        const auto department =
            std::find_if(departments.begin(), departments.end(), [&](const Department& each) { return each.name == by; });
        REQUIRE(department != departments.end());
        Judgement out = set.rules->judge(fingerprint, *department, *set.rules->contact_of(contact), history, now, mode);
        names.clear();
        for (Conflict& each : out.conflicts) {
            names.push_back(each.rule->name);
            excepted.push_back(each.excepted != nullptr);
            each.rule = nullptr;  // the rule set ends here
            each.excepted = nullptr;
        }
        return out;
    }
    [[nodiscard]] Action action() const { return judged().action; }

    mutable std::vector<std::string> names;  ///< of the rules of the conflicts that were judged
    mutable std::vector<bool> excepted;
};

}  // namespace

TEST_CASE("an invitation two weeks after a rejection by another department is held, with its window told") {
    const Judgement judgement = Story().judged();
    CHECK(judgement.action == Action::hold);
    CHECK(judgement.intended == Action::hold);
    REQUIRE(judgement.conflicts.size() == 1);
    CHECK(judgement.conflicts.front().earlier.decision.department == "affiliate");
    CHECK(judgement.conflicts.front().act.act == "invite");
    CHECK(judgement.conflicts.front().left == Seconds{76 * 86400});
}

TEST_CASE("the window closes when the earlier decision is exactly as old") {
    using namespace std::chrono_literals;
    const std::pair<std::chrono::milliseconds, Action> table[] = {
        {90 * 24h, Action::pass}, {90 * 24h - 1ms, Action::hold}, {90 * 24h + 1ms, Action::pass}, {0ms, Action::hold}, {-5s, Action::hold}};
    for (const auto& [ago, expected] : table) {
        CAPTURE(ago.count());
        Story story;
        story.earlier().at = now - ago;
        const Judgement judgement = story.judged();
        CHECK(judgement.action == expected);
        if (expected == Action::hold) {
            CHECK(judgement.conflicts.front().left > Seconds{0});
            CHECK(judgement.conflicts.front().left <= Seconds{90 * 86400});
        }
    }
}

TEST_CASE("only what was told counts") {
    const std::pair<State, Action> table[] = {{State::pending, Action::hold},
                                              {State::committed, Action::hold},
                                              {State::held, Action::pass},
                                              {State::retracted, Action::pass},
                                              {State::superseded, Action::pass}};
    for (const auto& [state, expected] : table) {
        CAPTURE(std::string(state_name(state)));
        Story story;
        story.earlier().state = state;
        CHECK(story.action() == expected);
    }
}

TEST_CASE("departments conflict when their voices differ") {
    struct Row {
        const char* now;
        const char* earlier;
        const char* recorded_voice;
        Action expected;
    };
    const Row table[] = {
        {"press", "press", "press", Action::pass},
        {"press", "agency", "press", Action::pass},
        {"agency", "press", "press", Action::pass},
        {"press", "affiliate", "affiliate", Action::hold},
        {"agency", "affiliate", "affiliate", Action::hold},
        {"press", "agency", "agency", Action::pass},          // the agency has joined the press since
        {"press", "affiliate", "press", Action::hold},        // and the affiliate department has left it
        {"press", "closed department", "press", Action::pass},
        {"press", "closed department", "", Action::hold},
    };
    for (const Row& row : table) {
        CAPTURE(row.now);
        CAPTURE(row.earlier);
        CAPTURE(row.recorded_voice);
        Story story;
        story.by = row.now;
        story.earlier().department = row.earlier;
        story.earlier().voice = row.recorded_voice;
        CHECK(story.action() == row.expected);
    }
}

TEST_CASE("after looks in one direction and with in both") {
    struct Row {
        const char* key;
        const char* act;
        const char* earlier;
        Action expected;
    };
    const Row table[] = {{"after", "invite", "reject", Action::hold}, {"after", "reject", "invite", Action::pass},
                         {"with", "invite", "reject", Action::hold},  {"with", "reject", "invite", Action::hold},
                         {"with", "invite", "invite", Action::pass},  {"with", "reject", "reject", Action::pass},
                         {"after", "accept", "reject", Action::pass}, {"with", "unheard of", "reject", Action::pass}};
    for (const Row& row : table) {
        CAPTURE(row.key);
        CAPTURE(row.act);
        CAPTURE(row.earlier);
        Story story("[[conflict]]\nname = \"x\"\nnever = \"invite\"\n" + std::string(row.key) + " = \"reject\"\nwithin = \"90d\"\n");
        story.act = row.act;
        story.earlier().act = row.earlier;
        CHECK(story.action() == row.expected);
    }
}

TEST_CASE("a decision told to a colleague counts for rules with scope organisation alone") {
    for (const bool organisation : {false, true}) {
        CAPTURE(organisation);
        Story story(std::string(invite_after_reject) + (organisation ? "scope = \"organisation\"\n" : ""));
        CHECK(story.action() == Action::hold);
        story.history.front().same_contact = false;
        CHECK(story.action() == (organisation ? Action::hold : Action::pass));
    }
}

TEST_CASE("a rule for the same matter lets two different matters pass") {
    struct Row {
        const char* now;
        const char* earlier;
        bool same;
        Action expected;
    };
    const Row table[] = {{"event", "partnership", true, Action::pass},       {"event", "partnership", false, Action::hold},
                         {"partnership", "partnership", true, Action::hold}, {"", "partnership", true, Action::hold},
                         {"event", "", true, Action::hold},                  {"", "", true, Action::hold}};
    for (const Row& row : table) {
        CAPTURE(row.now);
        CAPTURE(row.earlier);
        CAPTURE(row.same);
        Story story(std::string(invite_after_reject) + (row.same ? "same = \"matter\"\n" : ""));
        story.about = row.now;
        story.earlier().about = row.earlier;
        CHECK(story.action() == row.expected);
    }
}

TEST_CASE("by and against restrict a rule to departments") {
    const std::pair<const char*, Action> table[] = {{"by = \"press\"", Action::hold},
                                                    {"by = \"finance\"", Action::pass},
                                                    {"by = \"agency\"", Action::pass},
                                                    {"against = \"affiliate\"", Action::hold},
                                                    {"against = [\"finance\", \"affiliate\"]", Action::hold},
                                                    {"against = \"finance\"", Action::pass},
                                                    {"by = \"press\"\nagainst = \"finance\"", Action::pass}};
    for (const auto& [keys, expected] : table) {
        CAPTURE(keys);
        CHECK(Story(std::string(invite_after_reject) + keys + "\n").action() == expected);
    }
}

TEST_CASE("an earlier decision no longer holds when its voice told the contact the opposite about the same matter since") {
    struct Row {
        const char* what;
        const char* department;
        const char* act;
        const char* about;
        int days_ago;
        State state;
        bool same_contact;
        Action expected;
    };
    const Row table[] = {
        {"accepted since", "affiliate", "accept", "partnership", 3, State::committed, true, Action::pass},
        {"accepted just now", "affiliate", "accept", "partnership", 3, State::pending, true, Action::pass},
        {"accepted before", "affiliate", "accept", "partnership", 30, State::committed, true, Action::hold},
        {"accepted about another matter", "affiliate", "accept", "event", 3, State::committed, true, Action::hold},
        {"accepted by another voice", "finance", "accept", "partnership", 3, State::committed, true, Action::hold},
        {"the acceptance was held", "affiliate", "accept", "partnership", 3, State::held, true, Action::hold},
        {"the acceptance bounced", "affiliate", "accept", "partnership", 3, State::retracted, true, Action::hold},
        {"a colleague was accepted", "affiliate", "accept", "partnership", 3, State::committed, false, Action::hold},
        {"something neutral since", "affiliate", "report", "partnership", 3, State::committed, true, Action::hold},
        {"dunned since", "affiliate", "dun", "partnership", 3, State::committed, true, Action::hold},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Story story;
        story.earlier().about = "partnership";
        EarlierDecision later = Story::told(row.department, row.act, Seconds{row.days_ago * 86400});
        later.id = 2;
        later.decision.about = row.about;
        later.decision.state = row.state;
        later.decision.message_id = "later@shop.example";
        later.same_contact = row.same_contact;
        for (const bool newest_first : {false, true}) {
            Story each = story;
            each.history.insert(newest_first ? each.history.begin() : each.history.end(), later);
            CHECK(each.action() == row.expected);
        }
    }
}

TEST_CASE("the last word counts when a voice changed its mind twice") {
    Story story;
    story.history.push_back(Story::told("affiliate", "accept", Seconds{5 * 86400}));
    story.history.push_back(Story::told("affiliate", "reject", Seconds{2 * 86400}));
    const Judgement judgement = story.judged();
    CHECK(judgement.action == Action::hold);
    REQUIRE(judgement.conflicts.size() == 1);
    CHECK(judgement.conflicts.front().earlier.decision.at == now - std::chrono::days{2});
}

TEST_CASE("a yes for one order takes back no refusal for another") {
    for (const auto& [order, expected] : {std::pair<const char*, Action>{"B7", Action::hold}, {"A4", Action::pass}}) {
        CAPTURE(order);
        Story story;
        story.earlier().keys = {{"order", "A4"}, {"ticket", "T1"}};
        EarlierDecision later = Story::told("affiliate", "accept", Seconds{86400});
        later.decision.keys = {{"order", order}, {"ticket", "T2"}};
        story.history.push_back(later);
        CHECK(story.action() == expected);
    }
}

TEST_CASE("two acts of one message do not take each other back") {
    Story story;
    EarlierDecision beside = story.history.front();
    beside.id = 2;
    beside.decision.act = "accept";
    story.history.push_back(beside);
    CHECK(story.action() == Action::hold);
}

TEST_CASE("the most lenient of all modes counts, and intended tells what mode hold would do") {
    struct Row {
        Mode global;
        const char* department;
        const char* rule_mode;
        Action action;
        Action intended;
        std::size_t conflicts;
    };
    const Row table[] = {
        {Mode::hold, "press", "hold", Action::hold, Action::hold, 1},
        {Mode::annotate, "press", "hold", Action::annotate, Action::hold, 1},
        {Mode::simulate, "press", "hold", Action::pass, Action::hold, 1},
        {Mode::off, "press", "hold", Action::pass, Action::pass, 0},
        {Mode::hold, "trainees", "hold", Action::annotate, Action::hold, 1},
        {Mode::simulate, "trainees", "hold", Action::pass, Action::hold, 1},
        {Mode::hold, "press", "simulate", Action::pass, Action::hold, 1},
        {Mode::annotate, "press", "simulate", Action::pass, Action::hold, 1},
        {Mode::hold, "trainees", "annotate", Action::annotate, Action::hold, 1},
        {Mode::hold, "press", "off", Action::pass, Action::pass, 0},
    };
    for (const Row& row : table) {
        CAPTURE(std::string(mode_name(row.global)));
        CAPTURE(row.department);
        CAPTURE(row.rule_mode);
        Story story(std::string(invite_after_reject) + "mode = \"" + row.rule_mode + "\"\n");
        story.mode = row.global;
        story.by = row.department;
        const Judgement judgement = story.judged();
        CHECK(judgement.action == row.action);
        CHECK(judgement.intended == row.intended);
        CHECK(judgement.conflicts.size() == row.conflicts);
    }
}

TEST_CASE("a pattern that is tried out cannot hold a message") {
    Story story(std::string(invite_after_reject) +
                "[[pattern]]\nname = \"new words\"\nact = \"invite\"\nmatch = 'delighted to invite'\nmode = \"simulate\"\n");
    CHECK(story.action() == Action::hold);
    story.rule = "new words";
    CHECK(story.action() == Action::pass);
    CHECK(story.judged().intended == Action::hold);
}

TEST_CASE("the highest priority decides, then the severest action, then the order of the files") {
    struct Rule {
        const char* name;
        int priority;
        const char* action;
        const char* mode;
    };
    struct Row {
        std::vector<Rule> rules;
        Action action;
        Action intended;
        std::vector<std::string> order;
    };
    const Row table[] = {
        {{{"a", 0, "annotate", "hold"}, {"b", 0, "hold", "hold"}}, Action::hold, Action::hold, {"b", "a"}},
        {{{"a", 5, "annotate", "hold"}, {"b", 0, "hold", "hold"}}, Action::annotate, Action::annotate, {"a", "b"}},
        {{{"a", 0, "hold", "hold"}, {"b", 0, "hold", "hold"}}, Action::hold, Action::hold, {"a", "b"}},
        {{{"a", 1, "hold", "hold"}, {"b", 2, "hold", "hold"}}, Action::hold, Action::hold, {"b", "a"}},
        // What is only tried out weakens nothing.
        {{{"a", 9, "annotate", "simulate"}, {"b", 0, "hold", "hold"}}, Action::hold, Action::annotate, {"b", "a"}},
        {{{"a", 9, "hold", "annotate"}, {"b", 0, "hold", "hold"}}, Action::hold, Action::hold, {"b", "a"}},
        {{{"a", 9, "hold", "annotate"}, {"b", 0, "hold", "simulate"}}, Action::annotate, Action::hold, {"a", "b"}},
        {{{"a", 9, "hold", "annotate"}, {"b", 0, "annotate", "hold"}}, Action::annotate, Action::hold, {"a", "b"}},
        {{{"a", 0, "hold", "simulate"}, {"b", 3, "annotate", "simulate"}}, Action::pass, Action::annotate, {"b", "a"}},
    };
    for (const Row& row : table) {
        std::string rules;
        for (const Rule& rule : row.rules)
            rules += "[[conflict]]\nname = \"" + std::string(rule.name) + "\"\nnever = \"invite\"\nafter = \"reject\"\nwithin = \"90d\"\npriority = " +
                     std::to_string(rule.priority) + "\naction = \"" + rule.action + "\"\nmode = \"" + rule.mode + "\"\n";
        CAPTURE(rules);
        const Story story{rules};
        const Judgement judgement = story.judged();
        CHECK(judgement.action == row.action);
        CHECK(judgement.intended == row.intended);
        CHECK(story.names == row.order);
    }
}

TEST_CASE("the newest of several earlier decisions is told first") {
    Story story;
    story.history.push_back(Story::told("finance", "reject", Seconds{3600}));
    story.history.push_back(Story::told("affiliate", "reject", Seconds{86400}));
    const Judgement judgement = story.judged();
    REQUIRE(judgement.conflicts.size() == 3);
    CHECK(judgement.conflicts[0].earlier.decision.department == "finance");
    CHECK(judgement.conflicts[1].earlier.decision.at == now - std::chrono::days{1});
    CHECK(judgement.conflicts[2].earlier.decision.at == now - std::chrono::days{14});
}

TEST_CASE("an exception lets its conflicts pass until it ends") {
    const std::pair<const char*, bool> table[] = {
        {"contacts = \"lena@mountain-view.example\"\nuntil = 2026-12-31", true},
        {"contacts = \"Lena+x@Mountain-View.example\"\nuntil = 2026-12-31", true},
        {"contacts = \"lena.b@letters.example\"\nuntil = 2026-12-31", true},  // another address of the same contact
        {"contacts = \"@mountain-view.example\"\nuntil = 2026-12-31", true},
        {"contacts = \"Mountain View\"\nuntil = 2026-12-31", true},
        {"contacts = \"@view.example\"\nuntil = 2026-12-31", false},
        {"contacts = \"otto@mountain-view.example\"\nuntil = 2026-12-31", false},
        {"conflicts = \"invite after reject\"\nuntil = 2026-12-31", true},
        {"conflicts = \"another\"\nuntil = 2026-12-31", false},
        {"departments = \"press\"\nuntil = 2026-12-31", true},
        {"departments = \"affiliate\"\nuntil = 2026-12-31", false},
        {"departments = \"press\"\nconflicts = \"another\"\nuntil = 2026-12-31", false},
        {"until = 2026-12-31", true},
        {"until = 2026-03-16", true},  // a date is included to its end
        {"until = 2026-03-15", false},
        {"until = 2026-03-16T10:00:00.001Z", true},
        {"until = 2026-03-16T10:00:00Z", false},
    };
    for (const auto& [keys, passes] : table) {
        CAPTURE(keys);
        const Story story(std::string(invite_after_reject) +
                          "[[conflict]]\nname = \"another\"\nnever = \"dun\"\nafter = \"report\"\nwithin = \"1d\"\n"
                          "[[exception]]\nowner = \"lead@shop.example\"\nreason = \"agreed by phone\"\n" +
                          keys + "\n");
        const Judgement judgement = story.judged();
        CHECK(judgement.action == (passes ? Action::pass : Action::hold));
        CHECK(judgement.intended == judgement.action);
        REQUIRE(story.excepted.size() == 1);
        CHECK(story.excepted.front() == passes);
    }
}

TEST_CASE("an excepted conflict leaves the decision to the others and is told last") {
    const Story story(std::string(invite_after_reject) +
                      "priority = 9\n[[conflict]]\nname = \"other\"\nnever = \"invite\"\nafter = \"reject\"\nwithin = \"20d\"\naction = \"annotate\"\n"
                      "[[exception]]\nconflicts = \"invite after reject\"\nowner = \"lead@shop.example\"\nreason = \"fair\"\nuntil = 2026-12-31\n");
    CHECK(story.judged().action == Action::annotate);
    CHECK(story.names == std::vector<std::string>{"other", "invite after reject"});
    CHECK(story.excepted == std::vector<bool>{false, true});
}

TEST_CASE("a message that does nothing, and a contact without history, pass") {
    Story story;
    story.history.clear();
    CHECK(story.action() == Action::pass);
    CHECK(story.judged().conflicts.empty());
}
