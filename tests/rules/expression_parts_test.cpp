// Parts of expressions, and their readings.
#include "rules/expression_parts.h"

#include <doctest/doctest.h>

using namespace onevoice::rules;

namespace {

/// "part/letters part/letters …"
std::string parts(std::string_view source) {
    std::string out;
    for (const Part& part : parts_of(source))
        out += (out.empty() ? "" : " ") + std::string(source.substr(part.from, part.to - part.from)) + "/" + std::to_string(part.letters);
    return out;
}

std::string readings(std::string_view source, std::size_t most = 100) {
    std::string out;
    for (const std::string& reading : readings_of(source, most)) out += (out.empty() ? "" : " ~ ") + reading;
    return out;
}

}  // namespace

TEST_CASE("an expression is cut into words, groups, classes and escapes with their quantifiers") {
    CHECK(parts("we") == "we/2");
    CHECK(parts(R"(\bapplications?\b)") == R"(\b/0 application/11 s?/0 \b/0)");
    CHECK(parts(R"(a.{0,80}?b+)") == R"(a/0 .{0,80}?/0 b+/0)");
    CHECK(parts(R"((?:no|never)(?:ab)?)") == R"((?:no|never)/6 (?:ab)?/0)");
    CHECK(parts(R"((?!not)(?<!un)(?=word)(?<key_order>ab\d+))") == R"((?!not)/0 (?<!un)/0 (?=word)/6 (?<key_order>ab\d+)/6)");
    CHECK(parts("[^]a)']{2,3}x") == "[^]a)']{2,3}/0 x/0");
    CHECK(parts(R"([[:alpha:]\]]\p{L}\x{e9}\k<one>)") == R"([[:alpha:]\]]/0 \p{L}/0 \x{e9}/0 \k<one>/0)");
    CHECK(parts(R"(\Q(a\Eb{x)") == R"(\Q(a\E/0 b/0 {/0 x/0)");
}

TEST_CASE("what is no expression is cut too, and loses nothing") {
    for (const std::string_view source : {"(", "(?", "(?<", "(?<name", "[", "[^", "[[:", "\\", "\\p", "\\p{", "\\Q", "a{1", "((((", ")", "(?P<", "x(?'"}) {
        CAPTURE(source);
        std::size_t at = 0;
        for (const Part& part : parts_of(source)) {
            CHECK(part.from == at);
            CHECK(part.to > part.from);
            at = part.to;
        }
        CHECK(at == source.size());
    }
}

TEST_CASE("the alternatives of a group that holds all words are readings of their own") {
    CHECK(readings("a|b") == "a ~ b");
    CHECK(readings(R"(\b(?:we decline|no|it (?:is|was) over)\b)") == R"(\bwe decline\b ~ \bno\b ~ \bit (?:is|was) over\b)");
    CHECK(readings(R"(your (?:bid|offer))") == R"(your (?:bid|offer))");
    CHECK(readings(R"((?:aa|bb|cc))", 2) == "aa ~ bb");
}
