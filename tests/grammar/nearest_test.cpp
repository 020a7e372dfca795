#include <doctest/doctest.h>

#include <string>

#include "grammar/grammar.h"

using namespace onevoice;

TEST_CASE("the nearest name is found for a slip of the fingers and for nothing else") {
    const std::vector<std::string_view> names{"match", "unless", "within", "hold", "off", "owner"};
    const std::pair<const char*, const char*> table[] = {
        {"matches", "match"}, {"mach", "match"},  {"mtach", "match"}, {"Match", "match"}, {"unles", "unless"},
        {"withni", "within"}, {"hodl", "hold"},   {"of", "off"},      {"ower", "owner"},  {"match", "match"},
        {"examples", ""},     {"xx", ""},         {"", ""},           {"fold", "hold"},   {"mold", "hold"},
        {"mild", ""},
    };
    for (const auto& [word, expected] : table) {
        CAPTURE(word);
        CHECK(grammar::nearest(word, names) == expected);
    }
    CHECK(grammar::nearest("match", {}).empty());
    CHECK(grammar::nearest(std::string(100'000, 'm'), names).empty());
}

TEST_CASE("of two that are equally near the first is suggested") {
    CHECK(grammar::nearest("bold", {"hold", "cold"}) == "hold");
    CHECK(grammar::nearest("colt", {"hold", "cold"}) == "cold");
}

TEST_CASE("a suggestion reads as a question") {
    CHECK(grammar::suggestion("hodl", {"hold"}) == " (did you mean 'hold'?)");
    CHECK(grammar::suggestion("simulate", {"hold"}).empty());
}
