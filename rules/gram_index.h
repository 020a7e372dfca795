// GramIndex: gram hash → the blocks that are indexed under it. Private to rules/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace onevoice::rules {

/// An open hash table behind a bit filter that is small enough for the processor's cache: nearly every gram of a message is
/// in no block, and is turned away there.
class GramIndex {
public:
    GramIndex() = default;
    /// Pairs of gram and block.
    explicit GramIndex(std::vector<std::pair<std::uint64_t, std::uint32_t>> entries);

    [[nodiscard]] std::span<const std::uint32_t> find(std::uint64_t gram) const {
        if (bits_.empty()) return {};
        const std::uint64_t bit = gram & bit_mask_;
        if (((bits_[bit >> 6] >> (bit & 63)) & 1u) == 0) return {};
        return find_slot(gram);
    }

private:
    struct Slot {
        std::uint64_t gram = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  ///< 0: free
    };
    [[nodiscard]] std::span<const std::uint32_t> find_slot(std::uint64_t gram) const;

    std::vector<std::uint64_t> bits_;
    std::uint64_t bit_mask_ = 0;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> blocks_;
};

}  // namespace onevoice::rules
