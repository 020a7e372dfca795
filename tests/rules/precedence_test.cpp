// Modes, priorities and exceptions: which of several conflicts decides, and what it leads to.
#include "tests/rules/story.h"

using namespace onevoice;
using namespace onevoice::rules;

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
            rules +=
                "[[conflict]]\nname = \"" + std::string(rule.name) +
                "\"\nnever = \"invite\"\nafter = \"reject\"\nwithin = \"90d\"\npriority = " + std::to_string(rule.priority) +
                "\naction = \"" + rule.action + "\"\nmode = \"" + rule.mode + "\"\n";
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
                      "priority = 9\n[[conflict]]\nname = \"other\"\nnever = \"invite\"\nafter = \"reject\"\nwithin = "
                      "\"20d\"\naction = \"annotate\"\n"
                      "[[exception]]\nconflicts = \"invite after reject\"\nowner = \"lead@shop.example\"\nreason = "
                      "\"fair\"\nuntil = 2026-12-31\n");
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

TEST_CASE("a rule whose breaker has tripped is simulated, and weakens no other") {
    const std::string rules =
        std::string(invite_after_reject) +
        "priority = 9\n[[conflict]]\nname = \"other\"\nnever = \"invite\"\nafter = \"reject\"\nwithin = \"90d\"\naction = \"annotate\"\n";
    struct Row {
        Tripped tripped;
        Action action, intended;
    };
    const Row table[] = {{{}, Action::hold, Action::hold},
                         {{"invite after reject"}, Action::annotate, Action::hold},
                         {{"other"}, Action::hold, Action::hold},
                         {{"invite after reject", "other"}, Action::pass, Action::hold},
                         {{"a rule that is gone"}, Action::hold, Action::hold}};
    for (const Row& row : table) {
        Story story(rules);
        story.tripped = row.tripped;
        const Judgement judgement = story.judged();
        CAPTURE(row.tripped.size());
        CHECK(judgement.action == row.action);
        CHECK(judgement.intended == row.intended);
        CHECK(judgement.conflicts.size() == 2);
    }
}
