// Values: what named groups capture, brought into one spelling so that equal things compare equal. Private to rules/.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::rules {

/// Letters and digits only, upper case: "ab-12 345/6" → "AB123456".
[[nodiscard]] std::string normal_key(std::string_view written);

enum class ValueType { text, amount, date, percent, quantity, count, yes_no };

/// The type that a value's name begins with, up to "_" or its end: "date_delivery" is a date.
[[nodiscard]] ValueType type_of(std::string_view name);

/// By the type of its name: amount ("1.240,00 EUR", "€1,240.00" → "1240.00 EUR", "2,5 Mio. €" → "2500000.00 EUR"), date
/// (dates.h), percent ("12,5%" → "12.5 %"), quantity ("1.200" → "1200", "zwei Paletten" → "2 pallets"), count ("two" → "2"),
/// yes_no ("Oui, bien sûr" → "yes").
/// Anything else, and what cannot be read as its type: the text, trimmed, single blanks.
[[nodiscard]] std::string normal_value(std::string_view name, std::string_view written);

}  // namespace onevoice::rules
