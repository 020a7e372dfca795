#include "rules/values.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "rules/dates.h"
#include "rules/fold.h"

namespace onevoice::rules {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A number that was found in a text, in digits with a point.
struct Number {
    std::string whole;
    std::string fraction;
};

/// The first number of a folded text. Its last separator is a decimal point when one or two digits follow, or when it is the
/// only one of its kind and other than three follow; all others group thousands.
std::optional<Number> number_in(std::string_view text) {
    std::size_t from = 0;
    while (from < text.size() && !is_digit(text[from])) ++from;
    if (from == text.size()) return std::nullopt;
    std::string digits;
    std::size_t separators = 0;
    std::size_t last = std::string::npos;  // digits before the last separator
    char last_kind = 0;
    bool same_kind = true;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (is_digit(text[at])) {
            digits += text[at];
            continue;
        }
        const char c = text[at];
        if ((c != '.' && c != ',' && c != '\'' && c != ' ') || at + 1 >= text.size() || !is_digit(text[at + 1])) break;
        if (c == ' ' && (text.size() - at < 4 || !is_digit(text[at + 2]) || !is_digit(text[at + 3]))) break;
        if (separators > 0 && c != last_kind) same_kind = false;
        ++separators;
        last = digits.size();
        last_kind = c;
    }
    Number out{digits, ""};
    if (last != std::string::npos && (last_kind == '.' || last_kind == ',')) {
        const std::size_t behind = digits.size() - last;
        const bool decimal = behind != 3 || (separators > 1 && !same_kind);
        if (decimal && !(separators > 1 && same_kind)) out = {digits.substr(0, last), digits.substr(last)};
    }
    const std::size_t zeros = std::min(out.whole.find_first_not_of('0'), out.whole.size() - 1);
    out.whole.erase(0, zeros);
    return out;
}

std::string_view currency_in(std::string_view folded) {
    static constexpr std::array symbols{Pair{"\u20ac", "EUR"}, Pair{"\u00a3", "GBP"}, Pair{"\u00a5", "JPY"}, Pair{"us$", "USD"}, Pair{"$", "USD"}};
    static constexpr std::array words{
        Pair{"eur", "EUR"}, Pair{"euro", "EUR"}, Pair{"euros", "EUR"}, Pair{"usd", "USD"}, Pair{"dollar", "USD"}, Pair{"dollars", "USD"},
        Pair{"gbp", "GBP"}, Pair{"pound", "GBP"}, Pair{"pounds", "GBP"}, Pair{"chf", "CHF"}, Pair{"sfr", "CHF"}, Pair{"franken", "CHF"},
        Pair{"fr", "CHF"}, Pair{"pln", "PLN"}, Pair{"zl", "PLN"}, Pair{"sek", "SEK"}, Pair{"nok", "NOK"}, Pair{"dkk", "DKK"},
        Pair{"czk", "CZK"}, Pair{"huf", "HUF"}, Pair{"jpy", "JPY"}, Pair{"cad", "CAD"}, Pair{"aud", "AUD"}};
    for (const auto& [symbol, code] : symbols) {
        if (folded.find(symbol) != std::string_view::npos) return code;
    }
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_letter(folded[end])) ++end;
        for (const auto& [word, code] : words) {
            if (folded.substr(at, end - at) == word) return code;
        }
        at = std::max(end, at + 1);
    }
    return {};
}

std::optional<std::string> amount(std::string_view folded) {
    auto number = number_in(folded);
    if (!number) return std::nullopt;
    // Cents beyond two digits are rates, not amounts; what is there is kept.
    while (number->fraction.size() < 2) number->fraction += '0';
    std::string out = number->whole + '.' + number->fraction;
    const auto first_digit = std::find_if(folded.begin(), folded.end(), is_digit);
    if (std::find(folded.begin(), first_digit, '-') != first_digit) out.insert(0, 1, '-');
    const std::string_view currency = currency_in(folded);
    if (!currency.empty()) out.append(1, ' ').append(currency);
    return out;
}

std::optional<std::string> plain_number(std::string_view folded) {
    static constexpr std::array words{
        Pair{"ein", "1"}, Pair{"eine", "1"}, Pair{"einen", "1"}, Pair{"one", "1"}, Pair{"un", "1"}, Pair{"une", "1"}, Pair{"zwei", "2"}, Pair{"two", "2"},
        Pair{"deux", "2"}, Pair{"drei", "3"}, Pair{"three", "3"}, Pair{"trois", "3"}, Pair{"vier", "4"}, Pair{"four", "4"}, Pair{"quatre", "4"},
        Pair{"fuenf", "5"}, Pair{"five", "5"}, Pair{"cinq", "5"}, Pair{"sechs", "6"}, Pair{"six", "6"}, Pair{"sieben", "7"}, Pair{"seven", "7"},
        Pair{"sept", "7"}, Pair{"acht", "8"}, Pair{"eight", "8"}, Pair{"huit", "8"}, Pair{"neun", "9"}, Pair{"nine", "9"}, Pair{"neuf", "9"},
        Pair{"zehn", "10"}, Pair{"ten", "10"}, Pair{"dix", "10"}, Pair{"zwoelf", "12"}, Pair{"twelve", "12"}, Pair{"douze", "12"}};
    if (auto number = number_in(folded)) {
        while (!number->fraction.empty() && number->fraction.back() == '0') number->fraction.pop_back();
        return number->fraction.empty() ? number->whole : number->whole + '.' + number->fraction;
    }
    const auto found = std::find_if(words.begin(), words.end(), [&](const Pair& word) { return word.first == folded; });
    if (found == words.end()) return std::nullopt;
    return std::string(found->second);
}

std::optional<std::string> yes_no(std::string_view folded) {
    static constexpr std::array yes{"yes", "ja", "oui", "si", "jawohl", "true", "y", "j"};
    static constexpr std::array no{"no", "nein", "non", "nee", "not", "nicht", "kein", "false", "n"};
    if (std::find(yes.begin(), yes.end(), folded) != yes.end()) return "yes";
    if (std::find(no.begin(), no.end(), folded) != no.end()) return "no";
    return std::nullopt;
}

/// The text as written, invisible characters and all, but with single spaces for blanks.
std::string trimmed(std::string_view written) {
    std::string out;
    bool blank = false;
    for (const char c : written) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            blank = !out.empty();
        } else {
            if (blank) out += ' ';
            blank = false;
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string normal_key(std::string_view written) {
    std::string out;
    for (const char c : fold_line(written)) {
        if (is_digit(c) || is_letter(c)) {
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            out += c;
        }
    }
    return out;
}

std::string normal_value(std::string_view name, std::string_view written) {
    const auto of_type = [&](std::string_view type) { return name.starts_with(type) && (name.size() == type.size() || name[type.size()] == '_'); };
    const std::string folded = fold_line(written);
    std::optional<std::string> out;
    if (of_type("amount")) out = amount(folded);
    if (of_type("date")) out = iso_date(written);
    if (of_type("percent")) {
        out = plain_number(folded);
        if (out) *out += " %";
    }
    if (of_type("quantity") || of_type("count")) out = plain_number(folded);
    if (of_type("yes_no")) out = yes_no(folded);
    return out ? *out : trimmed(written);
}

}  // namespace onevoice::rules
