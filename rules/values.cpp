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
        // No thousands begin with a nought.
        const bool decimal = behind != 3 || (separators > 1 && !same_kind) || (last == 1 && digits[0] == '0');
        if (decimal && !(separators > 1 && same_kind)) out = {digits.substr(0, last), digits.substr(last)};
    }
    const std::size_t zeros = std::min(out.whole.find_first_not_of('0'), out.whole.size() - 1);
    out.whole.erase(0, zeros);
    return out;
}

/// The first word of `folded` that stands in `words`, whose second halves are given back; empty without one.
template <std::size_t Size>
std::string_view first_of(const std::array<Pair, Size>& words, std::string_view folded) {
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_letter(folded[end])) ++end;
        const auto found = std::find_if(words.begin(), words.end(), [&](const Pair& word) { return word.first == folded.substr(at, end - at); });
        if (found != words.end()) return found->second;
        at = std::max(end, at + 1);
    }
    return {};
}

/// The decimal point moved to the right behind "Mio.", "k", "mille" and the like.
void multiply(Number& number, std::string_view folded) {
    static constexpr std::array words{
        Pair{"tsd", "3"}, Pair{"tausend", "3"}, Pair{"thousand", "3"}, Pair{"k", "3"}, Pair{"mille", "3"}, Pair{"mio", "6"}, Pair{"million", "6"},
        Pair{"millionen", "6"}, Pair{"millions", "6"}, Pair{"mrd", "9"}, Pair{"milliarde", "9"}, Pair{"milliarden", "9"}, Pair{"milliard", "9"},
        Pair{"milliards", "9"}, Pair{"billion", "9"}};
    const std::string_view power = first_of(words, folded);
    for (int left = power.empty() ? 0 : power.front() - '0'; left > 0; --left) {
        number.whole += number.fraction.empty() ? '0' : number.fraction.front();
        if (!number.fraction.empty()) number.fraction.erase(0, 1);
    }
    number.whole.erase(0, std::min(number.whole.find_first_not_of('0'), number.whole.size() - 1));
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
    return first_of(words, folded);
}

std::optional<std::string> amount(std::string_view folded) {
    auto number = number_in(folded);
    if (!number) return std::nullopt;
    multiply(*number, folded);
    // Cents beyond two digits are rates, not amounts; what is there is kept.
    while (number->fraction.size() < 2) number->fraction += '0';
    std::string out = number->whole + '.' + number->fraction;
    const auto first_digit = std::find_if(folded.begin(), folded.end(), is_digit);
    if (std::find(folded.begin(), first_digit, '-') != first_digit) out.insert(0, 1, '-');
    const std::string_view currency = currency_in(folded);
    if (!currency.empty()) out.append(1, ' ').append(currency);
    return out;
}

std::string_view number_word_in(std::string_view folded) {
    static constexpr std::array words{
        Pair{"null", "0"}, Pair{"zero", "0"}, Pair{"ein", "1"}, Pair{"eine", "1"}, Pair{"einen", "1"}, Pair{"eins", "1"}, Pair{"one", "1"}, Pair{"un", "1"},
        Pair{"une", "1"}, Pair{"zwei", "2"}, Pair{"zwo", "2"}, Pair{"two", "2"}, Pair{"deux", "2"}, Pair{"drei", "3"}, Pair{"three", "3"}, Pair{"trois", "3"},
        Pair{"vier", "4"}, Pair{"four", "4"}, Pair{"quatre", "4"}, Pair{"fuenf", "5"}, Pair{"five", "5"}, Pair{"cinq", "5"}, Pair{"sechs", "6"},
        Pair{"six", "6"}, Pair{"sieben", "7"}, Pair{"seven", "7"}, Pair{"sept", "7"}, Pair{"acht", "8"}, Pair{"eight", "8"}, Pair{"huit", "8"},
        Pair{"neun", "9"}, Pair{"nine", "9"}, Pair{"neuf", "9"}, Pair{"zehn", "10"}, Pair{"ten", "10"}, Pair{"dix", "10"}, Pair{"elf", "11"},
        Pair{"eleven", "11"}, Pair{"onze", "11"}, Pair{"zwoelf", "12"}, Pair{"twelve", "12"}, Pair{"dozen", "12"}, Pair{"dutzend", "12"},
        Pair{"douze", "12"}, Pair{"douzaine", "12"}, Pair{"dreizehn", "13"}, Pair{"thirteen", "13"}, Pair{"treize", "13"}, Pair{"vierzehn", "14"},
        Pair{"fourteen", "14"}, Pair{"quatorze", "14"}, Pair{"fuenfzehn", "15"}, Pair{"fifteen", "15"}, Pair{"quinze", "15"}, Pair{"sechzehn", "16"},
        Pair{"sixteen", "16"}, Pair{"seize", "16"}, Pair{"zwanzig", "20"}, Pair{"twenty", "20"}, Pair{"vingt", "20"}, Pair{"dreissig", "30"},
        Pair{"thirty", "30"}, Pair{"trente", "30"}, Pair{"vierzig", "40"}, Pair{"forty", "40"}, Pair{"quarante", "40"}, Pair{"fuenfzig", "50"},
        Pair{"fifty", "50"}, Pair{"cinquante", "50"}, Pair{"hundert", "100"}, Pair{"hundred", "100"}, Pair{"cent", "100"}};
    return first_of(words, folded);
}

std::optional<std::string> plain_number(std::string_view folded) {
    if (auto number = number_in(folded)) {
        while (!number->fraction.empty() && number->fraction.back() == '0') number->fraction.pop_back();
        return number->fraction.empty() ? number->whole : number->whole + '.' + number->fraction;
    }
    const std::string_view word = number_word_in(folded);
    return word.empty() ? std::nullopt : std::optional<std::string>(word);
}

/// A unit is kept, in one spelling: three pallets are not three pieces.
std::optional<std::string> quantity(std::string_view folded) {
    static constexpr std::array units{
        Pair{"kg", "kg"}, Pair{"kilo", "kg"}, Pair{"kilogramm", "kg"}, Pair{"kilogramme", "kg"}, Pair{"kilogrammes", "kg"}, Pair{"kilograms", "kg"},
        Pair{"g", "g"}, Pair{"gramm", "g"}, Pair{"grams", "g"}, Pair{"grammes", "g"}, Pair{"t", "t"}, Pair{"tonne", "t"}, Pair{"tonnen", "t"},
        Pair{"tonnes", "t"}, Pair{"tons", "t"}, Pair{"l", "l"}, Pair{"liter", "l"}, Pair{"litre", "l"}, Pair{"litres", "l"}, Pair{"m", "m"},
        Pair{"meter", "m"}, Pair{"metre", "m"}, Pair{"metres", "m"}, Pair{"stk", "pcs"}, Pair{"stueck", "pcs"}, Pair{"pcs", "pcs"},
        Pair{"piece", "pcs"}, Pair{"pieces", "pcs"}, Pair{"units", "pcs"}, Pair{"unites", "pcs"}, Pair{"exemplare", "pcs"}, Pair{"copies", "pcs"},
        Pair{"exemplaires", "pcs"}, Pair{"palette", "pallets"}, Pair{"paletten", "pallets"}, Pair{"palettes", "pallets"}, Pair{"pallet", "pallets"},
        Pair{"pallets", "pallets"}, Pair{"karton", "boxes"}, Pair{"kartons", "boxes"}, Pair{"kisten", "boxes"}, Pair{"box", "boxes"},
        Pair{"boxes", "boxes"}, Pair{"cartons", "boxes"}, Pair{"caisses", "boxes"}, Pair{"tag", "days"}, Pair{"tage", "days"}, Pair{"tagen", "days"},
        Pair{"day", "days"}, Pair{"days", "days"}, Pair{"jour", "days"}, Pair{"jours", "days"}, Pair{"stunde", "hours"}, Pair{"stunden", "hours"},
        Pair{"hour", "hours"}, Pair{"hours", "hours"}, Pair{"heure", "hours"}, Pair{"heures", "hours"}, Pair{"woche", "weeks"},
        Pair{"wochen", "weeks"}, Pair{"week", "weeks"}, Pair{"weeks", "weeks"}, Pair{"semaine", "weeks"}, Pair{"semaines", "weeks"},
        Pair{"monat", "months"}, Pair{"monate", "months"}, Pair{"monaten", "months"}, Pair{"month", "months"}, Pair{"months", "months"},
        Pair{"mois", "months"}};
    auto out = plain_number(folded);
    if (const std::string_view unit = first_of(units, folded); out && !unit.empty()) out->append(1, ' ').append(unit);
    return out;
}

std::optional<std::string> yes_no(std::string_view folded) {
    static constexpr std::array words{
        Pair{"yes", "yes"}, Pair{"ja", "yes"}, Pair{"oui", "yes"}, Pair{"si", "yes"}, Pair{"jawohl", "yes"}, Pair{"true", "yes"}, Pair{"y", "yes"},
        Pair{"j", "yes"}, Pair{"no", "no"}, Pair{"nein", "no"}, Pair{"non", "no"}, Pair{"nee", "no"}, Pair{"not", "no"}, Pair{"nicht", "no"},
        Pair{"kein", "no"}, Pair{"keine", "no"}, Pair{"pas", "no"}, Pair{"aucun", "no"}, Pair{"aucune", "no"}, Pair{"none", "no"},
        Pair{"false", "no"}, Pair{"n", "no"}};
    // The first word decides: "no, that is not right" is one answer.
    const auto from = std::find_if(folded.begin(), folded.end(), is_letter);
    const auto to = std::find_if_not(from, folded.end(), is_letter);
    const std::string_view answer = first_of(words, std::string_view(from, to));
    return answer.empty() ? std::nullopt : std::optional<std::string>(answer);
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
    const std::string folded = fold_line(written);
    std::optional<std::string> out;
    switch (type_of(name)) {
        case ValueType::amount: out = amount(folded); break;
        case ValueType::date: out = iso_date(written); break;
        case ValueType::percent:
            out = plain_number(folded);
            if (out) *out += " %";
            break;
        case ValueType::quantity: out = quantity(folded); break;
        case ValueType::count: out = plain_number(folded); break;
        case ValueType::yes_no: out = yes_no(folded); break;
        case ValueType::text: break;
    }
    return out ? *out : trimmed(written);
}

ValueType type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, ValueType>, 6> types{{{"amount", ValueType::amount},
                                                                                  {"date", ValueType::date},
                                                                                  {"percent", ValueType::percent},
                                                                                  {"quantity", ValueType::quantity},
                                                                                  {"count", ValueType::count},
                                                                                  {"yes_no", ValueType::yes_no}}};
    for (const auto& [type, value] : types)
        if (name.starts_with(type) && (name.size() == type.size() || name[type.size()] == '_')) return value;
    return ValueType::text;
}

}  // namespace onevoice::rules
