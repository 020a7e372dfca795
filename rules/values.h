// Values: what named groups capture, brought into one spelling so that equal things compare equal. Private to rules/.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace onevoice::rules {

/// Letters and digits only, upper case: "ab-12 345/6" → "AB123456".
[[nodiscard]] std::string normal_key(std::string_view written);

/// By the type that the value's name begins with, up to "_" or its end: amount ("1.240,00 EUR", "€1,240.00" →
/// "1240.00 EUR"), date (dates.h), percent ("12,5%" → "12.5 %"), quantity and count ("1.200" → "1200", "two" → "2"), yes_no.
/// Anything else, and what cannot be read as its type: the text, trimmed, single blanks.
[[nodiscard]] std::string normal_value(std::string_view name, std::string_view written);

}  // namespace onevoice::rules
