#include "rules/gram_index.h"

#include <algorithm>
#include <bit>

namespace onevoice::rules {
namespace {

/// Two bits of one word of the filter: one alone lets four times as many strangers through.
std::uint64_t bits_of(std::uint64_t gram) { return std::uint64_t{1} << (gram & 63) | std::uint64_t{1} << (gram >> 58); }
std::uint64_t word_of(std::uint64_t gram, std::uint64_t mask) { return (gram >> 6) & mask; }
/// From bits that the filter does not look at: strangers that pass it spread again.
std::uint64_t slot_of(std::uint64_t gram, std::uint64_t mask) { return (gram >> 32) & mask; }

}  // namespace

GramIndex::GramIndex(std::vector<std::pair<std::uint64_t, std::uint32_t>> entries) {
    if (entries.empty()) return;
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());

    // 16 bits a gram turn away 98 of 100 strangers; half-empty slots keep probes short.
    bits_.resize(std::bit_ceil(std::max<std::size_t>(entries.size() * 16, 64)) / 64);
    slots_.resize(std::bit_ceil(entries.size() * 2));
    for (std::size_t from = 0; from < entries.size();) {
        const std::uint64_t gram = entries[from].first;
        Slot slot{gram, static_cast<std::uint32_t>(blocks_.size()), 0};
        for (; from < entries.size() && entries[from].first == gram; ++from) {
            blocks_.push_back(entries[from].second);
            ++slot.count;
        }
        bits_[word_of(gram, bits_.size() - 1)] |= bits_of(gram);
        std::size_t at = slot_of(gram, slots_.size() - 1);
        while (slots_[at].count != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

std::vector<std::uint32_t> GramIndex::find(std::span<const std::uint64_t> grams) const {
    std::vector<std::uint32_t> out;
    if (bits_.empty()) return out;
    // What grows with the blocks is the filter, and so the time until it answers; grams ahead are asked for early, about as
    // many as the second-level cache takes to answer.
    constexpr std::size_t ahead = 12;
    const std::uint64_t* const bits = bits_.data();
    const std::uint64_t filter_mask = bits_.size() - 1;
    const std::uint64_t slot_mask = slots_.size() - 1;
    const auto look_up = [&](std::uint64_t gram) {
        const std::uint64_t wanted = bits_of(gram);
        if ((bits[word_of(gram, filter_mask)] & wanted) != wanted) return;
        for (std::size_t at = slot_of(gram, slot_mask); slots_[at].count != 0; at = (at + 1) & slot_mask) {
            if (slots_[at].gram != gram) continue;
            const std::uint32_t* const first = blocks_.data() + slots_[at].first;
            out.insert(out.end(), first, first + slots_[at].count);
            return;
        }
    };
    std::size_t i = 0;
    for (; i + ahead < grams.size(); ++i) {
        __builtin_prefetch(bits + word_of(grams[i + ahead], filter_mask));
        look_up(grams[i]);
    }
    for (; i < grams.size(); ++i) look_up(grams[i]);
    return out;
}

}  // namespace onevoice::rules
