#include "message/oddities.h"

#include <algorithm>

#include "message/visible_text.h"

namespace onevoice::message {

void note(std::vector<Oddity>& oddities, std::string_view code, std::string_view detail) {
    const bool known =
        std::any_of(oddities.begin(), oddities.end(), [&](const Oddity& oddity) { return oddity.code == code; });
    if (known) return;
    constexpr std::size_t longest = 200;  // a log line stays readable
    oddities.push_back({std::string(code), one_line(detail.substr(0, longest))});
}

}  // namespace onevoice::message
