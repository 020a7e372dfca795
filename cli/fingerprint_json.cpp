#include "cli/fingerprint_json.h"

namespace onevoice::cli {

using nlohmann::ordered_json;

ordered_json json_of(const rules::Fingerprint& fingerprint) {
    ordered_json acts = ordered_json::array();
    for (const rules::Act& act : fingerprint.acts)
        acts.push_back({{"act", act.act},
                        {"about", act.about},
                        {"keys", act.keys},
                        {"values", act.values},
                        {"evidence", act.evidence},
                        {"rule", act.rule},
                        {"from", act.from},
                        {"to", act.to}});
    ordered_json blocks = ordered_json::array();
    for (const rules::TextBlockMatch& block : fingerprint.text_blocks)
        blocks.push_back({{"name", block.name}, {"contained", block.contained}});
    ordered_json out{{"acts", acts}, {"text_blocks", blocks}};
    if (!fingerprint.facts.empty()) out["facts"] = ordered_json::array();
    for (const rules::Fact& fact : fingerprint.facts)
        out["facts"].push_back({{"key_name", fact.key_name},
                                {"key", fact.key},
                                {"value_name", fact.value_name},
                                {"value", fact.value},
                                {"evidence", fact.evidence},
                                {"rule", fact.rule},
                                {"from", fact.from},
                                {"to", fact.to}});
    return out;
}

ordered_json json_of(const filter::RecipientVerdict& verdict) {
    ordered_json out{{"recipient", verdict.recipient}, {"verdict", rules::action_name(verdict.judgement.action)}};
    // A conflict that an exception lets pass is none. One that is only simulated is told beside the verdict "pass".
    if (verdict.judgement.intended == rules::Action::pass && verdict.judgement.action == rules::Action::pass) return out;
    const rules::Conflict& conflict = verdict.judgement.conflicts.front();
    const Decision& earlier = conflict.earlier.decision;
    out["conflict"] = {{"rule", conflict.rule->name},
                       {"earlier",
                        {{"department", earlier.department},
                         {"act", earlier.act},
                         {"at", format_time(earlier.at)},
                         {"message_id", earlier.message_id}}}};
    if (conflict.difference)
        out["conflict"]["difference"] = {{"key_name", conflict.difference->thing.name},
                                         {"key", conflict.difference->thing.key},
                                         {"value_name", conflict.difference->value_name},
                                         {"value", conflict.difference->value},
                                         {"earlier", conflict.difference->earlier}};
    if (conflict.times != 0) out["conflict"]["times"] = conflict.times;
    if (!conflict.earlier.told_as.empty()) out["conflict"]["earlier"]["told_as"] = conflict.earlier.told_as;
    return out;
}

ordered_json json_of(const std::vector<rules::NamedContact>& named) {
    ordered_json out = ordered_json::array();
    for (const rules::NamedContact& each : named)
        if (each.ignored.empty())
            out.push_back({{"contact", each.group->name}, {"by", each.key}, {"words", each.words}, {"where", rules::naming_name(each.naming)}});
    return out;
}

std::string line_of(const ordered_json& object) { return object.dump(-1, ' ', true, ordered_json::error_handler_t::replace); }

}  // namespace onevoice::cli
