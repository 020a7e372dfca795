#include "rules/comparison.h"

#include <algorithm>

#include "rules/fold.h"
#include "rules/values.h"

namespace onevoice::rules {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number in digits with a point, and what stands behind it: a currency, a unit, a percent sign.
struct Measured {
    std::string_view number;
    std::string_view unit;
};

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

/// Without the noughts that a fraction ends with.
Measured measured(std::string_view value) {
    const std::size_t blank = std::min(value.find(' '), value.size());
    Measured out{value.substr(0, blank), value.substr(std::min(blank + 1, value.size()))};
    if (out.number.find('.') == std::string_view::npos) return out;
    while (out.number.ends_with('0')) out.number.remove_suffix(1);
    if (out.number.ends_with('.')) out.number.remove_suffix(1);
    return out;
}

Comparison compare_measured(std::string_view a, std::string_view b) {
    const Measured one = measured(a);
    const Measured other = measured(b);
    if (!one.unit.empty() && !other.unit.empty() && one.unit != other.unit) return Comparison::unknown;
    return one.number == other.number ? Comparison::same : Comparison::different;
}

/// "2026-05-12" or "--05-12".
bool is_date(std::string_view text) {
    const auto has_form = [&](std::string_view form) {
        return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char f) {
                   return f == '0' ? is_digit(c) : c == f;
               });
    };
    return has_form("0000-00-00") || has_form("--00-00");
}

Comparison compare_dates(std::string_view a, std::string_view b) {
    constexpr std::size_t day = 5;  // bytes of "05-12"
    const bool same_day = a.substr(a.size() - day) == b.substr(b.size() - day);
    const bool same_year = a.starts_with("--") || b.starts_with("--") || a.substr(0, 4) == b.substr(0, 4);
    return same_day && same_year ? Comparison::same : Comparison::different;
}

}  // namespace

bool is_comparable(std::string_view name, std::string_view value) {
    switch (type_of(name)) {
        case ValueType::amount:
        case ValueType::percent:
        case ValueType::quantity:
        case ValueType::count: return is_number(measured(value).number);
        case ValueType::date: return is_date(value);
        case ValueType::yes_no: return value == "yes" || value == "no";
        case ValueType::text: return !value.empty();
    }
    return false;
}

Comparison compare_values(std::string_view name, std::string_view a, std::string_view b) {
    if (!is_comparable(name, a) || !is_comparable(name, b)) return Comparison::unknown;
    switch (type_of(name)) {
        case ValueType::amount:
        case ValueType::percent:
        case ValueType::quantity:
        case ValueType::count: return compare_measured(a, b);
        case ValueType::date: return compare_dates(a, b);
        case ValueType::yes_no: break;
        case ValueType::text: return fold_line(a) == fold_line(b) ? Comparison::same : Comparison::different;
    }
    return a == b ? Comparison::same : Comparison::different;
}

}  // namespace onevoice::rules
