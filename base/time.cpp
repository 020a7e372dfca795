#include "base/time.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <limits>

namespace onevoice {
namespace {

struct Unit {
    char letter;
    std::int64_t seconds;
};
constexpr std::array<Unit, 5> units{{{'w', 604800}, {'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}}};

Error not_a_time(std::string_view text) {
    return {Kind::malformed, "reading a time: '" + std::string(text) + "' is not RFC 3339, such as 2026-03-02T10:00:00+01:00"};
}

Error not_a_duration(std::string_view text) {
    return {Kind::malformed, "reading a duration: '" + std::string(text) + "' is not a number with w, d, h, m or s, such as 90d"};
}

/// Reads exactly `digits` digits at `at` and moves it on; -1 when they are not there.
int digits_at(std::string_view text, std::size_t& at, std::size_t digits) {
    if (at + digits > text.size()) return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    at += digits;
    return value;
}

bool take(std::string_view text, std::size_t& at, std::string_view any_of) {
    if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
    ++at;
    return true;
}

}  // namespace

std::string format_time(Time time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    std::array<char, 40> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return out.data();
}

Result<Time> parse_time(std::string_view text) {
    using namespace std::chrono;
    std::size_t at = 0;
    const int y = digits_at(text, at, 4);
    if (y < 0 || !take(text, at, "-")) return not_a_time(text);
    const int mo = digits_at(text, at, 2);
    if (mo < 0 || !take(text, at, "-")) return not_a_time(text);
    const int d = digits_at(text, at, 2);
    if (d < 0) return not_a_time(text);
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
    if (!date.ok()) return not_a_time(text);
    Time time = sys_days{date};
    if (at == text.size()) return time;

    if (!take(text, at, "Tt ")) return not_a_time(text);
    const int h = digits_at(text, at, 2);
    if (h < 0 || !take(text, at, ":")) return not_a_time(text);
    const int mi = digits_at(text, at, 2);
    if (mi < 0 || !take(text, at, ":")) return not_a_time(text);
    const int s = digits_at(text, at, 2);
    if (s < 0 || h > 23 || mi > 59 || s > 60) return not_a_time(text);  // 60: a leap second, RFC 3339 5.7
    time += hours{h} + minutes{mi} + seconds{s};
    if (take(text, at, ".")) {
        int scale = 100;
        std::size_t count = 0;
        for (int digit; (digit = digits_at(text, at, 1)) >= 0; ++count, scale /= 10) time += milliseconds{digit * scale};
        if (count == 0) return not_a_time(text);
    }
    if (take(text, at, "Zz")) return at == text.size() ? Result<Time>(time) : not_a_time(text);
    const bool west = at < text.size() && text[at] == '-';
    if (!take(text, at, "+-")) return not_a_time(text);
    const int oh = digits_at(text, at, 2);
    if (oh < 0 || oh > 23 || !take(text, at, ":")) return not_a_time(text);
    const int om = digits_at(text, at, 2);
    if (om < 0 || om > 59 || at != text.size()) return not_a_time(text);
    const auto offset = hours{oh} + minutes{om};
    return west ? time + offset : time - offset;
}

Result<Seconds> parse_duration(std::string_view text) {
    std::int64_t total = 0;
    std::string_view rest = text;
    if (rest.empty()) return not_a_duration(text);
    while (!rest.empty()) {
        std::int64_t count = 0;
        const auto [end, failure] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
        if (failure != std::errc{} || count < 0) return not_a_duration(text);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (rest.empty()) return not_a_duration(text);
        std::int64_t seconds = 0;
        for (const Unit& unit : units)
            if (unit.letter == rest.front()) seconds = unit.seconds;
        // A thousand years bounds every span that a rule can mean, and keeps the sums far from overflow.
        constexpr std::int64_t longest = 1000LL * 366 * 86400;
        if (seconds == 0 || count > longest / seconds || total > longest - count * seconds) return not_a_duration(text);
        total += count * seconds;
        rest.remove_prefix(1);
    }
    return Seconds{total};
}

std::string format_duration(Seconds span) {
    std::int64_t left = span.count();
    if (left <= 0) return "0s";
    std::string out;
    for (const Unit& unit : units) {
        if (unit.letter == 'w') continue;  // windows are written in days
        if (const std::int64_t count = left / unit.seconds; count != 0) {
            out += std::to_string(count) + unit.letter;
            left %= unit.seconds;
        }
    }
    return out;
}

}  // namespace onevoice
