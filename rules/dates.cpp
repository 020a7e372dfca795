#include "rules/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "rules/fold.h"

namespace onevoice::rules {
namespace {

struct Month {
    std::string_view name;
    int number;
};

constexpr auto months = std::to_array<Month>({
    {"januar", 1}, {"jaenner", 1}, {"january", 1}, {"janvier", 1}, {"gennaio", 1}, {"enero", 1}, {"januari", 1}, {"jan", 1}, {"janv", 1}, {"gen", 1},
    {"februar", 2}, {"february", 2}, {"fevrier", 2}, {"febbraio", 2}, {"febrero", 2}, {"februari", 2}, {"feb", 2}, {"febr", 2}, {"fevr", 2},
    {"maerz", 3}, {"march", 3}, {"mars", 3}, {"marzo", 3}, {"maart", 3}, {"mar", 3}, {"mrz", 3},
    {"april", 4}, {"avril", 4}, {"aprile", 4}, {"abril", 4}, {"apr", 4}, {"avr", 4},
    {"mai", 5}, {"may", 5}, {"maggio", 5}, {"mayo", 5}, {"mei", 5}, {"mag", 5},
    {"juni", 6}, {"june", 6}, {"juin", 6}, {"giugno", 6}, {"junio", 6}, {"jun", 6}, {"giu", 6},
    {"juli", 7}, {"july", 7}, {"juillet", 7}, {"luglio", 7}, {"julio", 7}, {"jul", 7}, {"juil", 7}, {"lug", 7},
    {"august", 8}, {"aout", 8}, {"agosto", 8}, {"augustus", 8}, {"aug", 8}, {"ago", 8},
    {"september", 9}, {"septembre", 9}, {"settembre", 9}, {"septiembre", 9}, {"sep", 9}, {"sept", 9}, {"set", 9},
    {"oktober", 10}, {"october", 10}, {"octobre", 10}, {"ottobre", 10}, {"octubre", 10}, {"okt", 10}, {"oct", 10}, {"ott", 10},
    {"november", 11}, {"novembre", 11}, {"noviembre", 11}, {"nov", 11},
    {"dezember", 12}, {"december", 12}, {"decembre", 12}, {"dicembre", 12}, {"diciembre", 12}, {"dez", 12}, {"dec", 12}, {"dic", 12},
});

struct Token {
    bool number = false;
    int value = 0;        ///< of a number; of a word its month, 0 when it is none
    std::size_t digits = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// The end of the time of day that `hour`, which ends at `at`, begins: "14:30", "9 Uhr", "14h30", "2 pm"; `at` when none.
std::size_t end_of_time(std::string_view folded, const Token& hour, std::size_t at) {
    if (hour.digits > 2) return at;
    std::size_t end = at;
    while (end + 1 < folded.size() && folded[end] == ':' && is_digit(folded[end + 1]))
        for (++end; end < folded.size() && is_digit(folded[end]);) ++end;
    const std::size_t from = std::min(folded.find_first_not_of(' ', end), folded.size());
    std::size_t to = from;
    while (to < folded.size() && is_letter(folded[to])) ++to;
    const std::string_view word = folded.substr(from, to - from);
    // German "am" stands behind a year too, but hardly behind one up to 2012.
    const bool of_day = word == "uhr" || word == "h" || word == "heures" || (hour.value <= 12 && (word == "am" || word == "pm"));
    if (!of_day) return end;
    while (to < folded.size() && is_digit(folded[to])) ++to;
    return to;
}

/// Numbers and months, everything between them dropped; times of day, and "th", "er" and the like behind a number too.
std::vector<Token> tokens_of(std::string_view folded) {
    std::vector<Token> out;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        if (is_digit(folded[at])) {
            Token token{true, 0, 0};
            while (at < folded.size() && is_digit(folded[at])) {
                // Nothing with more than eight digits is part of a date; the cap keeps the value in an int.
                if (at - from < 8) token.value = token.value * 10 + (folded[at] - '0');
                ++at;
            }
            token.digits = at - from;
            if (const std::size_t end = end_of_time(folded, token, at); end > at) {
                at = end;
                continue;
            }
            out.push_back(token);
            while (at < folded.size() && is_letter(folded[at])) ++at;
        } else if (is_letter(folded[at])) {
            while (at < folded.size() && is_letter(folded[at])) ++at;
            if (const int month = month_named(folded.substr(from, at - from)); month != 0) out.push_back({false, month, 0});
        } else {
            ++at;
        }
    }
    return out;
}

std::optional<std::string> written(int year, int month, int day) {
    constexpr int leap_year = 2000;  // without a year, 29 February may be meant
    const std::chrono::year_month_day date{std::chrono::year{year < 0 ? leap_year : year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    if (year < 0) return fmt::format("--{:02}-{:02}", month, day);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

/// -1 without one. Business mail of two-digit years means this century.
int year_of(const std::vector<Token>& tokens, std::size_t at) {
    if (at >= tokens.size() || !tokens[at].number) return -1;
    if (tokens[at].digits == 4) return tokens[at].value;
    return tokens[at].digits == 2 ? 2000 + tokens[at].value : -1;
}

}  // namespace

int month_named(std::string_view folded_word) {
    const auto found = std::find_if(months.begin(), months.end(), [&](const Month& m) { return m.name == folded_word; });
    return found == months.end() ? 0 : found->number;
}

std::optional<std::string> iso_date(std::string_view text) {
    const auto tokens = tokens_of(fold_line(text));
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const Token& a = tokens[i];
        const Token& b = tokens[i + 1];
        if (a.number && a.digits == 4 && i + 2 < tokens.size() && tokens[i + 2].number) return written(a.value, b.value, tokens[i + 2].value);
        const bool month_behind = i + 2 < tokens.size() && !tokens[i + 2].number;
        if (a.number && a.digits <= 2 && !b.number) return written(year_of(tokens, i + 2), b.value, a.value);
        // "mar. 3 mars": a weekday that looks like a month.
        if (!a.number && b.number && b.digits <= 2 && !month_behind) return written(year_of(tokens, i + 2), a.value, b.value);
        if (a.number && b.number && a.digits <= 2 && b.digits <= 2) {
            if (month_behind) return std::nullopt;  // "12. - 14. Mai": two days are no date
            const int year = year_of(tokens, i + 2);
            if (auto day_first = written(year, b.value, a.value)) return day_first;
            return written(year, a.value, b.value);
        }
    }
    return std::nullopt;
}

}  // namespace onevoice::rules
