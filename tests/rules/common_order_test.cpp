#include "rules/common_order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace onevoice::rules;

namespace {

std::vector<std::uint64_t> letters(std::string_view text) { return {text.begin(), text.end()}; }

/// The letters of `a` that have a partner; checks that the partners are equal and in order.
std::string common(std::string_view a, std::string_view b) {
    const auto partners = common_order(letters(a), letters(b));
    REQUIRE(partners.size() == a.size());
    std::string out;
    std::uint32_t last = no_partner;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (partners[i] == no_partner) continue;
        CHECK(a[i] == b[partners[i]]);
        CHECK((last == no_partner || partners[i] > last));
        last = partners[i];
        out += a[i];
    }
    return out;
}

/// The textbook's table.
std::size_t longest(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j)
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    return table[a.size()][b.size()];
}

}  // namespace

TEST_CASE("what two texts have in the same order is paired") {
    struct Row {
        std::string_view a, b, common;
    };
    for (const Row& row : {Row{"abcdef", "abcdef", "abcdef"}, Row{"abcdef", "xaxbxcx", "abc"}, Row{"abcd", "bcda", "bcd"}, Row{"abc", "xyz", ""}, Row{"", "abc", ""},
                           Row{"abc", "", ""}, Row{"aaab", "ab", "ab"}}) {
        CAPTURE(row.a);
        CHECK(common(row.a, row.b) == row.common);
    }
}

TEST_CASE("as many are paired as the longest common subsequence has") {
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        std::string a, b;
        // No letter more often than the places that count.
        for (int i = 0; i < 30; ++i) a += static_cast<char>('a' + random() % 12);
        for (int i = 0; i < 30; ++i) b += static_cast<char>('a' + random() % 12);
        CAPTURE(a + " " + b);
        CHECK(common(a, b).size() == longest(a, b));
    }
}

TEST_CASE("a text that says one thing over and over costs no more than its length") {
    const std::vector<std::uint64_t> same(200'000, 7);
    const auto partners = common_order(same, same);
    CHECK(std::count_if(partners.begin(), partners.end(), [](std::uint32_t p) { return p != no_partner; }) == 16);
}
