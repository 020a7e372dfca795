// Story: one message and what its contact was told before, for tests of judging.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/rules/loaded.h"

namespace onevoice::rules {

inline constexpr std::string_view people = R"(
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

inline constexpr std::string_view invite_after_reject = R"(
[[conflict]]
name = "invite after reject"
never = "invite"
after = "reject"
within = "90d"
)";

inline const Time now = at("2026-03-16T10:00:00Z");

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
    Tripped tripped;

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
        Judgement out = set.rules->judge(fingerprint, *department, *set.rules->contact_of(contact), history, now, mode, tripped);
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

}  // namespace onevoice::rules
