#include "rules/learnt_block.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "rules/common_order.h"
#include "rules/fold.h"
#include "rules/formulas.h"
#include "rules/text_blocks.h"
#include "rules/words.h"

namespace onevoice::rules {
namespace {

struct Sample {
    std::string_view text;
    Folded folded;
    WordHashes hashes;

    explicit Sample(std::string_view own_words) : text(own_words), folded(fold(own_words)), hashes(hash_words(folded.text)) {
        if (hashes.words.size() <= most_sample_words) return;
        hashes.words.resize(most_sample_words);
        hashes.at.resize(most_sample_words);
        hashes.grams.resize(most_sample_words - gram_words + 1);
    }

    [[nodiscard]] std::size_t from(std::size_t word) const { return folded.source_from(hashes.at[word].from); }
    [[nodiscard]] std::size_t to(std::size_t word) const { return folded.source_to(hashes.at[word].to); }
    /// Words [first, last) as written; empty without any.
    [[nodiscard]] std::string_view written(std::size_t first, std::size_t last) const {
        return first < last ? text.substr(from(first), to(last - 1) - from(first)) : std::string_view();
    }
};

/// Words [first, last) of the reference.
struct Shared {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// The sample whose grams stand in most others.
std::size_t reference_of(const std::vector<Sample>& samples) {
    std::unordered_map<std::uint64_t, std::size_t> samples_with;
    std::vector<std::unordered_set<std::uint64_t>> distinct;
    for (const Sample& sample : samples) {
        distinct.emplace_back(sample.hashes.grams.begin(), sample.hashes.grams.end());
        for (const std::uint64_t gram : distinct.back()) ++samples_with[gram];
    }
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t s = 0; s < samples.size(); ++s) {
        std::size_t sum = 0;
        for (const std::uint64_t gram : distinct[s]) sum += samples_with[gram] - 1;
        if (sum > most) {
            most = sum;
            best = s;
        }
    }
    return best;
}

class Alignment {
public:
    explicit Alignment(std::span<const std::string> texts) : samples_(texts.begin(), texts.end()), reference_(reference_of(samples_)) {
        for (std::size_t s = 0; s < samples_.size(); ++s) partners_.push_back(common_order(reference().hashes.grams, samples_[s].hashes.grams));
    }

    [[nodiscard]] const Sample& reference() const { return samples_[reference_]; }
    [[nodiscard]] std::size_t reference_index() const { return reference_; }
    [[nodiscard]] const std::vector<Sample>& samples() const { return samples_; }

    /// The block's stretches; with `without` as if that sample were not there. `left_out` counts words that stood too far off.
    [[nodiscard]] std::vector<Shared> shared(std::optional<std::size_t> without, std::size_t& left_out) const {
        const std::size_t counted = samples_.size() - (without ? 1 : 0);
        // Two strangers share runs of three or four common words; three hardly ever.
        const std::size_t shortest = counted == 2 ? 5 : 4;
        const std::size_t grams = reference().hashes.grams.size();
        std::vector<std::vector<Shared>> clusters(1);
        for (std::size_t i = 0; i < grams; ++i) {
            if (!everywhere(i, without)) continue;
            // The last gram of one stretch may hold the first word of the next.
            const std::size_t first = std::max(i, clusters.back().empty() ? 0 : clusters.back().back().last);
            while (i + 1 < grams && everywhere(i + 1, without)) ++i;
            const Shared stretch{first, i + gram_words};
            if (first + shortest > stretch.last) continue;
            if (!clusters.back().empty() && far(clusters.back().back(), stretch, without)) clusters.emplace_back();
            clusters.back().push_back(stretch);
        }
        const auto best = std::max_element(clusters.begin(), clusters.end(), [&](const auto& a, const auto& b) { return telling(a) < telling(b); });
        left_out = 0;
        for (auto cluster = clusters.begin(); cluster != clusters.end(); ++cluster)
            if (cluster != best)
                for (const Shared& stretch : *cluster) left_out += stretch.last - stretch.first;
        return *best;
    }

    /// Different grams of the stretches that are no formula.
    [[nodiscard]] std::size_t telling(const std::vector<Shared>& stretches) const {
        std::unordered_set<std::uint64_t> grams;
        for (const Shared& stretch : stretches)
            for (std::size_t i = stretch.first; i + gram_words <= stretch.last; ++i)
                if (!formula_grams().contains(reference().hashes.grams[i])) grams.insert(reference().hashes.grams[i]);
        return grams.size();
    }

    /// The words of a sample between two stretches, as [first, last).
    [[nodiscard]] Shared between(std::size_t sample, const Shared& before, const Shared& behind) const {
        const std::size_t first = partners_[sample][before.last - gram_words] + gram_words;
        const std::size_t last = partners_[sample][behind.first];
        return {first, std::max(first, last)};
    }

private:
    [[nodiscard]] bool everywhere(std::size_t gram, std::optional<std::size_t> without) const {
        for (std::size_t s = 0; s < samples_.size(); ++s)
            if (s != without && partners_[s][gram] == no_partner) return false;
        return true;
    }

    [[nodiscard]] bool far(const Shared& before, const Shared& behind, std::optional<std::size_t> without) const {
        for (std::size_t s = 0; s < samples_.size(); ++s) {
            if (s == without) continue;
            const Shared words = between(s, before, behind);
            if (words.last - words.first > placeholder_words) return true;
        }
        return false;
    }

    std::vector<Sample> samples_;
    std::size_t reference_;
    std::vector<std::vector<std::uint32_t>> partners_;  ///< of the reference's grams, in each sample
};

/// Signs that belong to the last word: "." and the like, up to the next blank.
std::string_view signs_behind(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    return rest.substr(0, rest.find_first_not_of(".,;:!?)\"'"));
}

/// What stands between a placeholder and the next word, without signs that belonged to what varied ("/" of a URL).
std::string_view signs_before(std::string_view between) {
    const std::size_t kept = between.find_first_of(" \t\r\n.,;:!?)\"'");
    return kept == std::string_view::npos ? " " : between.substr(kept);
}

/// The stretches as the reference writes them, a placeholder between each two.
std::string written(const Alignment& alignment, const std::vector<Shared>& stretches) {
    const Sample& reference = alignment.reference();
    std::string out;
    for (std::size_t s = 0; s < stretches.size(); ++s) {
        const Shared& stretch = stretches[s];
        if (s > 0) {
            const Shared& before = stretches[s - 1];
            const std::string placeholder = "{" + std::to_string(s) + "}";
            const std::size_t from = reference.to(before.last - 1);
            const std::size_t to = reference.from(stretch.first);
            if (before.last < stretch.first) {
                const std::size_t first = reference.from(before.last);
                const std::size_t last = reference.to(stretch.first - 1);
                out.append(reference.text.substr(from, first - from)).append(placeholder).append(signs_before(reference.text.substr(last, to - last)));
            } else {
                out.append(reference.text.substr(from, to - from)).append(placeholder).append(" ");
            }
        }
        out.append(reference.written(stretch.first, stretch.last));
    }
    if (!stretches.empty()) out.append(signs_behind(reference.text, reference.to(stretches.back().last - 1)));
    return out;
}

double down_to_twentieth(double share) { return std::floor(share * 20 + 1e-9) / 20; }

}  // namespace

struct BlockGauge::Parts {
    explicit Parts(std::vector<TextBlockSpec> specs) : blocks(std::move(specs), diagnostics) {}
    std::vector<grammar::Diagnostic> diagnostics;
    TextBlocks blocks;
};

BlockGauge::BlockGauge(std::string_view block_text) {
    TextBlockSpec spec;
    spec.text = block_text;
    spec.contained = 1e-6;  // one gram is found
    parts_ = std::make_unique<Parts>(std::vector<TextBlockSpec>{std::move(spec)});
}

BlockGauge::~BlockGauge() = default;
BlockGauge::BlockGauge(BlockGauge&&) noexcept = default;

double BlockGauge::contained_in(std::string_view own_words) const {
    const auto found = parts_->blocks.find(hash_words(fold(own_words).text));
    return found.empty() ? 0.0 : found.front().contained;
}

LearntBlock learn_block(std::span<const std::string> samples) {
    LearntBlock out;
    const Alignment alignment(samples);
    for (const Sample& sample : alignment.samples()) out.sample_words.push_back(sample.hashes.words.size());
    const std::vector<Shared> stretches = alignment.shared(std::nullopt, out.left_out);
    out.text = written(alignment, stretches);
    out.telling_grams = alignment.telling(stretches);
    for (const Shared& stretch : stretches) out.words += stretch.last - stretch.first;
    for (std::size_t s = 1; s < stretches.size(); ++s) {
        auto& texts = out.varying.emplace_back();
        for (std::size_t sample = 0; sample < samples.size(); ++sample) {
            const Shared words = alignment.between(sample, stretches[s - 1], stretches[s]);
            texts.emplace_back(alignment.samples()[sample].written(words.first, words.last));
        }
    }
    const BlockGauge gauge(out.text);
    for (const std::string& sample : samples) out.contained.push_back(gauge.contained_in(sample));
    if (samples.size() < 3) return out;
    for (std::size_t sample = 0; sample < samples.size(); ++sample) {
        std::size_t ignored = 0;
        const std::vector<Shared> others = alignment.shared(sample, ignored);
        out.telling_without.push_back(alignment.telling(others));
        if (sample != alignment.reference_index()) out.unseen.push_back(BlockGauge(written(alignment, others)).contained_in(samples[sample]));
    }
    return out;
}

std::optional<double> threshold_for(const LearntBlock& block, double highest_unrelated) {
    // Letters to come vary more than a few samples show, and unrelated ones come nearer than those that were looked at.
    constexpr double usual = 0.7, least = 0.5, room_above = 0.15, room_below = 0.1;
    const auto lowest_of = [](const std::vector<double>& shares) { return shares.empty() ? 1.0 : *std::min_element(shares.begin(), shares.end()); };
    const double lowest = lowest_of(block.contained);
    if (highest_unrelated + room_below > lowest) return std::nullopt;
    const double wanted = std::max(least, down_to_twentieth(std::min(usual, std::min(lowest, lowest_of(block.unseen)) - room_above)));
    if (wanted > lowest) return std::nullopt;
    if (wanted >= highest_unrelated + room_below) return wanted;
    return (highest_unrelated + lowest) / 2;
}

}  // namespace onevoice::rules
