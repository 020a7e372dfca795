// Comparison: whether two normalised values of one name say the same. Private to rules/.
#pragma once

#include <string_view>

namespace onevoice::rules {

/// unknown: one of them cannot be read as the name's type ("next week" as a date), or they are counted in different units
/// or currencies, so that nobody can say.
enum class Comparison { same, different, unknown };

/// Both as normal_value() gave them for a value of this name. A date without a year is the same as that day in any year, an
/// amount without a currency and a quantity without a unit the same as that number of any. Texts are compared without case.
[[nodiscard]] Comparison compare_values(std::string_view name, std::string_view a, std::string_view b);

/// Whether the value can be read as its name's type.
[[nodiscard]] bool is_comparable(std::string_view name, std::string_view value);

}  // namespace onevoice::rules
