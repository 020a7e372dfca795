#include "tests/rules/story.h"

using namespace onevoice;
using namespace onevoice::rules;

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
    const std::pair<std::chrono::milliseconds, Action> table[] = {{90 * 24h, Action::pass},
                                                                  {90 * 24h - 1ms, Action::hold},
                                                                  {90 * 24h + 1ms, Action::pass},
                                                                  {0ms, Action::hold},
                                                                  {-5s, Action::hold}};
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

TEST_CASE("a department that the rules do not know any more never conflicts with itself") {
    const Loaded set = loaded(std::string(people) + std::string(invite_after_reject));
    REQUIRE(set.rules != nullptr);
    Department gone;
    gone.name = "gone";
    gone.voice = "new voice";
    Fingerprint fingerprint;
    fingerprint.acts.emplace_back().act = "invite";
    EarlierDecision earlier = Story::told("gone", "reject", Seconds{86400});
    earlier.decision.voice = "old voice";
    const Contact contact = set.rules->contact_of("lena@mountain-view.example").value();
    CHECK(set.rules->judge(fingerprint, gone, contact, {&earlier, 1}, now, Mode::hold).action == Action::pass);
    earlier.decision.department = "other";
    CHECK(set.rules->judge(fingerprint, gone, contact, {&earlier, 1}, now, Mode::hold).action == Action::hold);
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
        Story story("[[conflict]]\nname = \"x\"\nnever = \"invite\"\n" + std::string(row.key) +
                    " = \"reject\"\nwithin = \"90d\"\n");
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
