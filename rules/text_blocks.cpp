#include "rules/text_blocks.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "rules/fold.h"
#include "rules/formulas.h"

namespace onevoice::rules {
namespace {

// Blocks of up to this many grams keep all: a letter of eight lines. Longer ones keep two of five, which is still plenty.
constexpr std::size_t short_grams = 64;
constexpr std::size_t winnow_window = 4;

// Room for words that were put between the block's own: half as many again and a sentence, and a paragraph per placeholder.
constexpr std::size_t region_slack = 30;

// A message cannot hold more different blocks than this; near-duplicates beyond are the operator's, and cost nobody time.
constexpr std::size_t most_candidates = 200;

// A gram said over and over counts at its first places only.
constexpr std::size_t most_places = 64;

// Formulas weigh as if a thousand blocks had them, even when only one block is registered.
constexpr double formula_blocks = 1000;

/// The grams that winnowing selects: of every window the smallest, the rightmost of equals.
std::vector<std::uint64_t> winnowed(const std::vector<std::uint64_t>& grams) {
    std::vector<std::uint64_t> out;
    std::size_t last = grams.size();
    for (std::size_t from = 0; from + winnow_window <= grams.size(); ++from) {
        std::size_t least = from;
        for (std::size_t i = from; i < from + winnow_window; ++i) {
            if (grams[i] <= grams[least]) least = i;
        }
        if (least != last) out.push_back(grams[least]);
        last = least;
    }
    return out;
}

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; }

/// Bytes of the placeholder at `at`; 0 when none stands there.
std::size_t placeholder_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\u2026")) return 3;
    if (rest.starts_with("...")) return std::min(rest.find_first_not_of('.'), rest.size());
    if (rest.starts_with("__")) return std::min(rest.find_first_not_of('_'), rest.size());
    if (rest.front() == '{') {
        // 80 bytes hold any name; a brace without a near end is text.
        const std::size_t close = rest.substr(0, 80).find('}');
        if (close == std::string_view::npos) return 0;
        return rest.substr(close + 1).starts_with("}") ? close + 2 : close + 1;
    }
    if (rest.front() == '%' && rest.size() > 2 && is_name(rest[1])) {
        std::size_t end = 1;
        while (end < rest.size() && is_name(rest[end])) ++end;
        return end < rest.size() && rest[end] == '%' ? end + 1 : 0;
    }
    return 0;
}

}  // namespace

std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = placeholder_at(text, at);
        if (length == 0) {
            ++at;
            continue;
        }
        out.push_back(text.substr(from, at - from));
        at += length;
        from = at;
    }
    out.push_back(text.substr(from));
    return out;
}

TextBlocks::TextBlocks(std::vector<TextBlockSpec> specs, std::vector<grammar::Diagnostic>& diagnostics) {
    std::unordered_map<std::uint64_t, double> blocks_with;  // gram → number of blocks
    for (const std::uint64_t gram : formula_grams()) blocks_with[gram] = formula_blocks;
    for (auto& spec : specs) {
        Block block;
        std::vector<std::uint64_t> grams;
        std::size_t words = 0;
        const auto pieces = pieces_of(spec.text);
        for (const auto piece : pieces) {
            const WordHashes hashes = hash_words(fold(piece).text);
            words += hashes.words.size();
            grams.insert(grams.end(), hashes.grams.begin(), hashes.grams.end());
        }
        if (grams.empty()) {
            diagnostics.push_back({grammar::Severity::error, spec.place, "text block '" + spec.name + "': has no three words in a row outside placeholders"});
            continue;
        }
        if (grams.size() > short_grams) grams = winnowed(grams);
        std::sort(grams.begin(), grams.end());
        grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
        for (const std::uint64_t gram : grams) {
            block.grams.push_back({gram, 0});
            blocks_with[gram] += 1;
        }
        block.region = words + words / 2 + region_slack + placeholder_words * (pieces.size() - 1);
        block.spec = std::move(spec);
        blocks_.push_back(std::move(block));
    }

    std::vector<std::pair<std::uint64_t, std::uint32_t>> entries;
    for (std::uint32_t b = 0; b < blocks_.size(); ++b) {
        Block& block = blocks_[b];
        for (Gram& gram : block.grams) {
            gram.weight = static_cast<float>(1.0 / (1.0 + std::log2(blocks_with[gram.hash])));
            block.weight += static_cast<double>(gram.weight);
        }
        // Rarest first, until what is left could not reach `contained` by itself.
        std::sort(block.grams.begin(), block.grams.end(), [](const Gram& x, const Gram& y) { return x.weight > y.weight || (x.weight == y.weight && x.hash < y.hash); });
        double left = block.weight;
        for (const Gram& gram : block.grams) {
            if (left < block.spec.contained * block.weight) break;
            entries.emplace_back(gram.hash, b);
            left -= static_cast<double>(gram.weight);
        }
    }
    index_ = GramIndex(std::move(entries));
}

std::vector<TextBlocks::Found> TextBlocks::find(const WordHashes& message) const {
    std::vector<std::uint32_t> hits = index_.find(message.grams);
    if (hits.empty()) return {};
    std::sort(hits.begin(), hits.end());
    std::vector<std::pair<std::size_t, std::uint32_t>> candidates;  // hits, block
    for (const std::uint32_t block : hits) {
        if (candidates.empty() || candidates.back().second != block) candidates.emplace_back(0, block);
        ++candidates.back().first;
    }
    if (candidates.size() > most_candidates) {
        std::stable_sort(candidates.begin(), candidates.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
        candidates.resize(most_candidates);
    }

    Places places;
    places.reserve(message.grams.size());
    for (std::uint32_t i = 0; i < message.grams.size(); ++i) places.emplace_back(message.grams[i], i);
    std::sort(places.begin(), places.end());

    std::vector<Found> all;
    for (const auto& [count, block] : candidates) {
        Found found = measure(block, message, places);
        // Half a millionth: sums of weights are rounded.
        if (found.contained + 5e-7 >= blocks_[block].spec.contained) all.push_back(found);
    }
    std::stable_sort(all.begin(), all.end(), [](const Found& x, const Found& y) { return x.contained > y.contained; });
    std::vector<Found> out;
    for (const Found& found : all) {
        // An acceptance and a rejection cut from one template: the words in which they differ decide.
        const bool worse = std::any_of(out.begin(), out.end(), [&](const Found& kept) {
            const std::size_t from = std::max(kept.at.from, found.at.from);
            const std::size_t to = std::min(kept.at.to, found.at.to);
            return blocks_[kept.block].spec.act != blocks_[found.block].spec.act && kept.contained > found.contained && from < to &&
                   2 * (to - from) > found.at.to - found.at.from;
        });
        if (!worse) out.push_back(found);
    }
    std::stable_sort(out.begin(), out.end(), [](const Found& x, const Found& y) { return x.at.from < y.at.from; });
    return out;
}

TextBlocks::Found TextBlocks::measure(std::uint32_t index, const WordHashes& message, const Places& places) const {
    const Block& block = blocks_[index];
    std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // word, gram of the block
    for (std::uint32_t g = 0; g < block.grams.size(); ++g) {
        auto at = std::lower_bound(places.begin(), places.end(), std::pair{block.grams[g].hash, std::uint32_t{0}});
        for (std::size_t n = 0; n < most_places && at != places.end() && at->first == block.grams[g].hash; ++n, ++at) hits.emplace_back(at->second, g);
    }
    std::sort(hits.begin(), hits.end());

    // The window over the hits that is worth most, no longer than the block's region.
    std::vector<std::uint32_t> inside(block.grams.size(), 0);
    double weight = 0;
    double best = -1;
    std::pair<std::size_t, std::size_t> best_words{0, 0};
    std::size_t first = 0;
    for (std::size_t last = 0; last < hits.size(); ++last) {
        if (inside[hits[last].second]++ == 0) weight += static_cast<double>(block.grams[hits[last].second].weight);
        while (hits[last].first - hits[first].first >= block.region) {
            if (--inside[hits[first].second] == 0) weight -= static_cast<double>(block.grams[hits[first].second].weight);
            ++first;
        }
        // A rounding error is no improvement.
        if (weight > best + 1e-9) {
            best = weight;
            best_words = {hits[first].first, hits[last].first + gram_words - 1};
        }
    }
    if (best < 0) return {index, 0, {}};
    return {index, std::min(1.0, best / block.weight), {message.at[best_words.first].from, message.at[best_words.second].to}};
}

}  // namespace onevoice::rules
