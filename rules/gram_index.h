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

    /// The blocks of every gram, one after the other.
    [[nodiscard]] std::vector<std::uint32_t> find(std::span<const std::uint64_t> grams) const;

private:
    struct Slot {
        std::uint64_t gram = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  ///< 0: free
    };

    std::vector<std::uint64_t> bits_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> blocks_;
};

}  // namespace onevoice::rules
