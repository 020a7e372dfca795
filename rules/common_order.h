// The longest common subsequence of two texts by their grams. Private to rules/.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace onevoice::rules {

inline constexpr std::uint32_t no_partner = UINT32_MAX;

/// For each gram of `a` its partner in `b`, or no_partner: as many pairs as there can be in the same order on both sides
/// (Hunt and Szymanski 1977). A gram that is said over and over in `b` pairs at its first places only, which bounds the work
/// to some steps per gram of `a`.
[[nodiscard]] std::vector<std::uint32_t> common_order(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace onevoice::rules
