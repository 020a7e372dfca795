#include <algorithm>
#include <cstddef>

#include "grammar/grammar.h"

namespace onevoice::grammar {
namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, each counting one.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = folded(a[i - 1]) == folded(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    // Nobody mistypes a name of this length so that a suggestion would help, and the cost is the product of the lengths.
    constexpr std::size_t longest = 200;
    std::string_view best;
    std::size_t least = longest;
    if (word.empty() || word.size() > longest) return {};
    for (const std::string_view candidate : candidates) {
        const std::size_t allowed = std::max(word.size(), candidate.size()) / 3;
        const std::size_t apart = std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
        if (candidate.size() > longest || apart > allowed) continue;
        const std::size_t edits = distance(word, candidate);
        if (edits <= allowed && edits < least) {
            least = edits;
            best = candidate;
        }
    }
    return std::string(best);
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string near = nearest(word, candidates);
    return near.empty() ? std::string() : " (did you mean '" + near + "'?)";
}

}  // namespace onevoice::grammar
