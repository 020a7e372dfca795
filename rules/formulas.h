// Formulas: what every letter begins and ends with. They tell no text block from another. Private to rules/.
#pragma once

#include <cstdint>
#include <unordered_set>

namespace onevoice::rules {

/// The grams (words.h) of all formulas.
[[nodiscard]] const std::unordered_set<std::uint64_t>& formula_grams();

}  // namespace onevoice::rules
