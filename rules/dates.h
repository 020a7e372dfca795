// Dates as people write them in German, English, French, Italian, Spanish and Dutch. Private to rules/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onevoice::rules {

/// 1 to 12 for a folded month name or its abbreviation without the stop; 0 for anything else.
[[nodiscard]] int month_named(std::string_view folded_word);

/// "12. Mai 2026", "12.05.2026", "May 12th, 2026", "le 12 mai 2026", "12/05/26", "2026-05-12" → "2026-05-12"; without a year
/// "--05-12" (RFC 6350). Numbers with slashes are day first, unless only month first makes a date. A time of day beside it is
/// left out. nullopt: no date, such as "tomorrow", "next week", "12 to 14 May".
[[nodiscard]] std::optional<std::string> iso_date(std::string_view text);

}  // namespace onevoice::rules
