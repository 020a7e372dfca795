// Facts that contradict: one message that states something about one order, and what its contact was told about it before.
#include "tests/rules/story.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

constexpr std::string_view facts = R"(
[[pattern]]
name  = "order"
match = ['\border (?<key_order>\d+)\b', '\binvoice (?<key_invoice>\d+)\b']
[[pattern]]
name  = "delivery"
match = ['\bdelivered on (?<value_date_delivery>\S+)', '\bcosts (?<value_amount_price>\S+)']

[[contradiction]]
name   = "two delivery dates"
values = ["date_delivery", "amount_price"]
keys   = ["order", "invoice"]
within = "90d"
)";

/// A message of the press about order 4711, delivered on 5 September, and what was told before.
struct Statement {
    std::string rules;
    std::string by = "press";
    std::string order = "4711";
    std::string day = "2026-09-05";
    std::vector<EarlierDecision> history;
    Mode mode = Mode::hold;

    explicit Statement(std::string_view more = "") : rules(std::string(people) + std::string(facts) + std::string(more)) {
        history.push_back(told("finance", "2026-09-03", 14));
    }

    static EarlierDecision told(std::string department, std::string day, int days_ago) {
        EarlierDecision out = Story::told(std::move(department), "", Seconds{days_ago * 86400});
        out.id = 100 - days_ago;
        out.decision.keys = {{"order", "4711"}};
        out.decision.values = {{"date_delivery", std::move(day)}};
        out.decision.message_id = std::to_string(days_ago) + "-days-ago@shop.example";
        return out;
    }

    [[nodiscard]] Judgement judged(std::string_view message_id = "") const {
        const Loaded set = loaded(rules);
        REQUIRE_MESSAGE(set.rules != nullptr, set.text());
        Fingerprint fingerprint;
        Fact fact;
        fact.key_name = "order";
        fact.key = order;
        fact.value_name = "date_delivery";
        fact.value = day;
        fact.evidence = "on 5 September";
        fact.rule = "delivery";
        fingerprint.facts.push_back(fact);
        const auto& departments = set.rules->departments();
        const auto department = std::find_if(departments.begin(), departments.end(), [&](const Department& each) { return each.name == by; });
        REQUIRE(department != departments.end());
        const Contact contact = set.rules->contact_of("lena@mountain-view.example").value();
        Judgement out = set.rules->judge(fingerprint, *department, contact, history, now, mode, {}, message_id);
        for (Conflict& each : out.conflicts) each.rule = nullptr;  // the rule set ends here
        return out;
    }
    [[nodiscard]] Action action() const { return judged().action; }
};

}  // namespace

TEST_CASE("another date for the same order by another department is held, and both dates are told") {
    const Judgement judgement = Statement().judged();
    CHECK(judgement.action == Action::hold);
    REQUIRE(judgement.conflicts.size() == 1);
    const Conflict& conflict = judgement.conflicts.front();
    REQUIRE(conflict.difference.has_value());
    CHECK(conflict.difference->thing == Thing{"order", "4711"});
    CHECK(conflict.difference->value_name == "date_delivery");
    CHECK(conflict.difference->value == "2026-09-05");
    CHECK(conflict.difference->earlier == "2026-09-03");
    CHECK(conflict.earlier.decision.department == "finance");
    CHECK(conflict.act.act == "");
    CHECK(conflict.act.evidence == "on 5 September");
    CHECK(conflict.act.rule == "delivery");
    CHECK(conflict.left == Seconds{76 * 86400});
}

TEST_CASE("only another value of the same name about the same thing contradicts") {
    struct Row {
        const char* what;
        const char* key_name;
        const char* key;
        const char* value_name;
        const char* value;
        Action expected;
    };
    const Row table[] = {
        {"another date", "order", "4711", "date_delivery", "2026-09-03", Action::hold},
        {"the same date", "order", "4711", "date_delivery", "2026-09-05", Action::pass},
        {"the same day, of an unknown year", "order", "4711", "date_delivery", "--09-05", Action::pass},
        {"another day, of an unknown year", "order", "4711", "date_delivery", "--09-03", Action::hold},
        {"no date", "order", "4711", "date_delivery", "next week", Action::pass},
        {"another order", "order", "4712", "date_delivery", "2026-09-03", Action::pass},
        {"an invoice of that number", "invoice", "4711", "date_delivery", "2026-09-03", Action::pass},
        {"another date of the order", "order", "4711", "date_order", "2026-09-03", Action::pass},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Statement story;
        story.history.front().decision.keys = {{row.key_name, row.key}};
        story.history.front().decision.values = {{row.value_name, row.value}};
        CHECK(story.action() == row.expected);
    }
}

TEST_CASE("an act that carries the same key and another value states nothing") {
    Statement story;
    story.history.front().decision.act = "report";
    CHECK(story.action() == Action::pass);
}

TEST_CASE("a voice that corrects itself contradicts nobody, and its last word counts against others") {
    struct Row {
        const char* what;
        std::vector<EarlierDecision> history;
        Action expected;
    };
    const auto told = [](const char* department, const char* day, int days_ago) { return Statement::told(department, day, days_ago); };
    auto held = told("finance", "2026-09-05", 5);
    held.decision.state = State::held;
    auto colleague = told("finance", "2026-09-05", 5);
    colleague.same_contact = false;
    const Row table[] = {
        {"the press itself", {told("press", "2026-09-03", 14)}, Action::pass},
        {"its agency", {told("agency", "2026-09-03", 14)}, Action::pass},
        {"finance corrected itself to our date", {told("finance", "2026-09-03", 14), told("finance", "2026-09-05", 5)}, Action::pass},
        {"finance corrected itself to a third date", {told("finance", "2026-09-05", 14), told("finance", "2026-09-09", 5)}, Action::hold},
        {"finance corrected itself, and it was held", {told("finance", "2026-09-03", 14), held}, Action::hold},
        {"finance corrected itself to a colleague", {told("finance", "2026-09-03", 14), colleague}, Action::hold},
        {"the press repeats finance, then differs", {told("finance", "2026-09-03", 14), told("press", "2026-09-03", 5)}, Action::hold},
        {"the press said it since", {told("finance", "2026-09-03", 14), told("press", "2026-09-05", 5)}, Action::pass},
        {"somebody else said it since", {told("finance", "2026-09-03", 14), told("affiliate", "2026-09-05", 5)}, Action::pass},
        {"somebody else said it before", {told("affiliate", "2026-09-05", 20), told("finance", "2026-09-03", 14)}, Action::hold},
        {"back to the first date", {told("press", "2026-09-05", 14), told("finance", "2026-09-03", 5)}, Action::hold},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Statement story;
        for (const bool newest_first : {false, true}) {
            story.history = row.history;
            if (newest_first) std::reverse(story.history.begin(), story.history.end());
            CHECK(story.action() == row.expected);
        }
    }
}

TEST_CASE("what the message itself told before does not count") {
    Statement story;
    story.history.push_back(Statement::told("press", "2026-09-05", 0));
    CHECK(story.judged().action == Action::pass);
    CHECK(story.judged("0-days-ago@shop.example").action == Action::hold);
    CHECK(story.judged("14-days-ago@shop.example").action == Action::pass);
}

TEST_CASE("a contradiction honours window, scope, sides, action and modes like a conflict") {
    struct Row {
        const char* keys;
        Action expected;
    };
    const Row table[] = {
        {"", Action::hold},
        {"action = \"annotate\"", Action::annotate},
        {"mode = \"simulate\"", Action::pass},
        {"mode = \"annotate\"", Action::annotate},
        {"mode = \"off\"", Action::pass},
        {"by = \"press\"", Action::hold},
        {"by = \"affiliate\"", Action::pass},
        {"against = \"finance\"", Action::hold},
        {"against = \"affiliate\"", Action::pass},
    };
    for (const Row& row : table) {
        CAPTURE(row.keys);
        CHECK(Statement(row.keys).action() == row.expected);
    }
    Statement late;
    late.history.front().decision.at = now - std::chrono::days{90};
    CHECK(late.action() == Action::pass);
    for (const bool organisation : {false, true}) {
        Statement colleague(organisation ? "scope = \"organisation\"" : "");
        colleague.history.front().same_contact = false;
        CHECK(colleague.action() == (organisation ? Action::hold : Action::pass));
    }
    Statement simulated;
    simulated.mode = Mode::simulate;
    CHECK(simulated.judged().action == Action::pass);
    CHECK(simulated.judged().intended == Action::hold);
    Statement trainee;
    trainee.by = "trainees";
    CHECK(trainee.action() == Action::annotate);
}

TEST_CASE("an exception lets a contradiction pass, and is told") {
    const Statement story(R"(
[[exception]]
conflicts = "two delivery dates"
owner = "head@shop.example"
reason = "everybody knows"
until = 2027-01-01
)");
    const Judgement judgement = story.judged();
    CHECK(judgement.action == Action::pass);
    CHECK(judgement.intended == Action::pass);
    REQUIRE(judgement.conflicts.size() == 1);
    CHECK(judgement.conflicts.front().excepted != nullptr);
}

TEST_CASE("rules of all kinds decide in the order in which they stand in the files") {
    const Loaded set = loaded(std::string(people) + std::string(facts) + R"(
[[repetition]]
name = "second"
acts = "invite"
within = "10d"
[[conflict]]
name = "third"
never = "invite"
after = "reject"
within = "10d"
[[contradiction]]
name = "fourth"
values = "amount_price"
keys = "order"
within = "91d"
)");
    REQUIRE_MESSAGE(set.rules != nullptr, set.text());
    std::vector<std::string> names;
    for (const ConflictRule& rule : set.rules->conflicts()) names.push_back(rule.name);
    CHECK(names == std::vector<std::string>{"two delivery dates", "second", "third", "fourth"});
    CHECK(set.rules->longest_window() == Seconds{std::chrono::days{91}});
}
