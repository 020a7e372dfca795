#include "rules/repetition.h"

#include <bit>
#include <map>
#include <string>
#include <vector>

#include "rules/comparison.h"

namespace onevoice::rules {
namespace {

/// What two messages have in common of what tells matters apart.
struct Overlap {
    bool agrees = false;
    bool differs = false;

    void add(bool same) { (same ? agrees : differs) = true; }
};

using Named = std::map<std::string, std::string>;

/// Calls `each` with both texts of every name that both maps have.
template <class Each>
void for_shared(const std::vector<std::string>& names, const Named& a, const Named& b, const Each& each) {
    for (const std::string& name : names) {
        const auto one = a.find(name);
        const auto other = b.find(name);
        if (one != a.end() && other != b.end()) each(name, one->second, other->second);
    }
}

Overlap overlap_of(const ConflictRule& rule, const Act& act, const Decision& earlier) {
    Overlap out;
    if (!act.about.empty() && !earlier.about.empty()) out.add(act.about == earlier.about);
    for_shared(rule.keys, act.keys, earlier.keys,
               [&](const std::string&, const std::string& key, const std::string& other) { out.add(key == other); });
    for_shared(rule.values, act.values, earlier.values, [&](const std::string& name, const std::string& value, const std::string& other) {
        if (const Comparison compared = compare_values(name, value, other); compared != Comparison::unknown)
            out.add(compared == Comparison::same);
    });
    return out;
}

}  // namespace

bool similar_words(std::uint64_t signature, std::uint64_t other) {
    return signature != 0 && other != 0 && std::popcount(signature ^ other) <= most_different_bits;
}

bool tells_the_same(const ConflictRule& rule, const Act& act, std::uint64_t signature, const Decision& earlier) {
    const Overlap overlap = overlap_of(rule, act, earlier);
    if (overlap.differs) return false;
    return overlap.agrees || similar_words(signature, earlier.signature);
}

}  // namespace onevoice::rules
