#include "rules/acts.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace onevoice::rules {

std::vector<Act> acts_of_patterns(const FoldedWords& words, const Patterns& patterns, std::vector<Said>& said, Fingerprint& out) {
    std::sort(said.begin(), said.end(), [](const Said& a, const Said& b) { return std::tie(a.at.from, a.pattern, a.at.to) < std::tie(b.at.from, b.pattern, b.at.to); });
    std::vector<Act> acts;
    for (Said& one : said) {
        const PatternSpec& spec = patterns.spec(one.pattern);
        if (spec.act.empty()) {
            out.keys.merge(one.keys);
            out.values.merge(one.values);
            continue;
        }
        const Stretch source = words.source(one.at);
        acts.push_back({spec.act, spec.about, std::move(one.keys), std::move(one.values), words.evidence(one.at), spec.name, spec.place, source.from, source.to});
    }
    return acts;
}

std::vector<Act> one_per_matter(std::vector<Act> acts) {
    std::stable_sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) { return a.from < b.from; });
    std::vector<Act> out;
    for (Act& act : acts) {
        const auto first = std::find_if(out.begin(), out.end(), [&](const Act& o) { return o.act == act.act && o.about == act.about; });
        if (first == out.end()) {
            out.push_back(std::move(act));
        } else {
            first->keys.merge(act.keys);
            first->values.merge(act.values);
            first->again.emplace_back(act.from, act.to);
        }
    }
    return out;
}

void drop_courtesies(const std::vector<CourtesySpec>& courtesies, bool with_prevented, Fingerprint& out) {
    std::map<std::string, std::string> evidence;  // of the first of each act
    for (const Act& act : out.acts) evidence.try_emplace(act.act, act.evidence);
    std::vector<Act> kept;
    for (Act& act : out.acts) {
        const std::string* stronger = nullptr;
        for (const CourtesySpec& courtesy : courtesies) {
            if (courtesy.act != act.act) continue;
            for (const std::string& other : courtesy.yields_to) {
                if (stronger == nullptr && other != act.act && evidence.contains(other)) stronger = &other;
            }
        }
        if (stronger == nullptr) {
            kept.push_back(std::move(act));
        } else if (with_prevented) {
            out.prevented.push_back({act.rule, act.act, "yields to " + *stronger, act.evidence, evidence[*stronger], act.place, act.from, act.to});
        }
    }
    out.acts = std::move(kept);
}

void give_facts(Fingerprint& out) {
    const auto keys = out.keys;
    const auto values = out.values;
    for (Act& act : out.acts) {
        for (const auto& [name, value] : act.keys) out.keys.try_emplace(name, value);
        for (const auto& [name, value] : act.values) out.values.try_emplace(name, value);
        act.keys.insert(keys.begin(), keys.end());
        act.values.insert(values.begin(), values.end());
    }
}

}  // namespace onevoice::rules
