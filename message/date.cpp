#include "message/date.h"

#include <mailutils/datetime.h>

#include <ctime>
#include <string>

namespace onevoice::message {

Result<Time> parse_date(std::string_view field) {
    // Folding and blanks around the date mean nothing; libmailutils wants it to begin at once.
    std::string text;
    for (const char c : field) text += (c == '\r' || c == '\n' || c == '\t') ? ' ' : c;
    text.erase(0, text.find_first_not_of(' '));
    const Error error{Kind::malformed, "reading a date: '" + text.substr(0, 80) + "' is not RFC 5322"};
    std::tm broken_down{};
    mu_timezone zone{};
    char* end = nullptr;
    constexpr std::size_t longest = 200;  // a date with a long comment
    if (text.empty() || text.size() > longest ||
        mu_scan_datetime(text.c_str(), MU_DATETIME_SCAN_RFC822, &broken_down, &zone, &end) != 0)
        return error;
    using namespace std::chrono;
    const year_month_day date{year{broken_down.tm_year + 1900}, month{static_cast<unsigned>(broken_down.tm_mon + 1)},
                              day{static_cast<unsigned>(broken_down.tm_mday)}};
    if (!date.ok()) return error;
    const sys_seconds local =
        sys_days{date} + hours{broken_down.tm_hour} + minutes{broken_down.tm_min} + seconds{broken_down.tm_sec};
    return Time{local - seconds{zone.utc_offset}};
}

}  // namespace onevoice::message
