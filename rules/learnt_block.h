// Learning a text block: what sample letters of one block share, and what varies between them. Pure.
//
// Every sample is aligned with one of them, the reference, by the longest common subsequence of their grams of three words;
// what has a partner in all of them is shared. Stretches of a few words are chance and count as varying. Where two shared
// stretches are further apart than a placeholder may hold, only the side that tells more is the block.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::rules {

/// Of a longer sample only so many words are looked at: ten pages, which no text block has.
inline constexpr std::size_t most_sample_words = 5000;
/// A text with fewer shared grams that are no greeting or closing is not worth a block: two letters of one house share that
/// much by chance.
inline constexpr std::size_t fewest_telling_grams = 8;

struct LearntBlock {
    /// The shared stretches as the reference writes them, with {1}, {2}, … between them. Empty: nothing is shared.
    std::string text;
    /// What stood at {1}, {2}, … in each sample; empty where nothing did.
    std::vector<std::vector<std::string>> varying;
    std::size_t words = 0;                   ///< of the text, placeholders not counted
    std::size_t telling_grams = 0;           ///< different grams of the text that are no formula
    std::size_t left_out = 0;                ///< shared words that stood too far from the rest
    std::vector<std::size_t> sample_words;   ///< of each sample
    std::vector<double> contained;           ///< share of the text that each sample contains
    /// The same for each sample but the reference when the text is learnt from the others only: what to expect of a letter that was
    /// not among the samples. Empty with fewer than three samples.
    std::vector<double> unseen;
    /// Grams that the others would share without this sample; finds the one that does not belong. As `unseen`.
    std::vector<std::size_t> telling_without;

    [[nodiscard]] bool enough() const { return telling_grams >= fewest_telling_grams; }
};

/// `samples` are own words, two or more.
[[nodiscard]] LearntBlock learn_block(std::span<const std::string> samples);

/// How much of one text block's text letters contain, whatever the threshold.
class BlockGauge {
public:
    explicit BlockGauge(std::string_view block_text);
    ~BlockGauge();
    BlockGauge(BlockGauge&&) noexcept;
    [[nodiscard]] double contained_in(std::string_view own_words) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// A threshold that finds the samples and what is like them, with room on both sides: 0.7, where no unrelated mail was ever
/// found, unless the samples ask for less (never below 0.5) or an unrelated mail for more. Nothing, when an unrelated mail
/// contains nearly as much as the samples do, or a sample less than half.
[[nodiscard]] std::optional<double> threshold_for(const LearntBlock& block, double highest_unrelated);

}  // namespace onevoice::rules
