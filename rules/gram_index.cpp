#include "rules/gram_index.h"

#include <algorithm>
#include <bit>

namespace onevoice::rules {

GramIndex::GramIndex(std::vector<std::pair<std::uint64_t, std::uint32_t>> entries) {
    if (entries.empty()) return;
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());

    // 16 bits a gram turn away 15 of 16 strangers; half-empty slots keep probes short.
    bits_.resize(std::bit_ceil(std::max<std::size_t>(entries.size() * 16, 64)) / 64);
    bit_mask_ = bits_.size() * 64 - 1;
    slots_.resize(std::bit_ceil(entries.size() * 2));
    for (std::size_t from = 0; from < entries.size();) {
        const std::uint64_t gram = entries[from].first;
        Slot slot{gram, static_cast<std::uint32_t>(blocks_.size()), 0};
        for (; from < entries.size() && entries[from].first == gram; ++from) {
            blocks_.push_back(entries[from].second);
            ++slot.count;
        }
        bits_[(gram & bit_mask_) >> 6] |= std::uint64_t{1} << (gram & 63);
        // The slot comes from the upper half, the bit from the lower one: strangers that pass the filter spread again.
        std::size_t at = (gram >> 32) & (slots_.size() - 1);
        while (slots_[at].count != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

std::span<const std::uint32_t> GramIndex::find_slot(std::uint64_t gram) const {
    for (std::size_t at = (gram >> 32) & (slots_.size() - 1); slots_[at].count != 0; at = (at + 1) & (slots_.size() - 1)) {
        if (slots_[at].gram == gram) return {blocks_.data() + slots_[at].first, slots_[at].count};
    }
    return {};
}

}  // namespace onevoice::rules
