#include "rules/common_order.h"

#include <algorithm>
#include <unordered_map>

namespace onevoice::rules {
namespace {

// A letter says no sentence more often.
constexpr std::size_t most_places = 16;

/// A pair, and the pair before it in the longest chain that ends with it.
struct Link {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t before = no_partner;
};

}  // namespace

std::vector<std::uint32_t> common_order(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> places;
    for (std::uint32_t j = 0; j < b.size(); ++j) {
        auto& of_gram = places[b[j]];
        if (of_gram.size() < most_places) of_gram.push_back(j);
    }
    std::vector<Link> links;
    std::vector<std::uint32_t> ends;  // ends[n]: the link that ends a chain of n + 1 with the smallest place in b
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        const auto found = places.find(a[i]);
        if (found == places.end()) continue;
        // From the last place to the first, so that no two places of one gram stand in one chain.
        for (auto j = found->second.rbegin(); j != found->second.rend(); ++j) {
            const auto at = std::lower_bound(ends.begin(), ends.end(), *j, [&](std::uint32_t link, std::uint32_t place) { return links[link].b < place; });
            links.push_back({i, *j, at == ends.begin() ? no_partner : *(at - 1)});
            const auto link = static_cast<std::uint32_t>(links.size() - 1);
            if (at == ends.end()) ends.push_back(link);
            else *at = link;
        }
    }
    std::vector<std::uint32_t> partners(a.size(), no_partner);
    for (std::uint32_t link = ends.empty() ? no_partner : ends.back(); link != no_partner; link = links[link].before)
        partners[links[link].a] = links[link].b;
    return partners;
}

}  // namespace onevoice::rules
