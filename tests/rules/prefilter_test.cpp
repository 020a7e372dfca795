// The prefilter against plain PCRE2: whatever literals propose, the fingerprint must be the one that trying every expression
// on every unit gives.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <random>
#include <sstream>
#include <string>
#include <utility>

#include "rules/engine.h"
#include "tests/rules/generated_mail.h"
#include "tests/rules/rules_to_match.h"

using namespace onevoice;
using namespace onevoice::rules;
using namespace onevoice::rules::test;

namespace {

std::string written(const Fingerprint& f) {
    std::string out;
    for (const auto& a : f.acts) {
        out += fmt::format("{}/{} {} [{},{}) '{}'", a.act, a.about, a.rule, a.from, a.to, a.evidence);
        for (const auto& [k, v] : a.keys) out += fmt::format(" {}={}", k, v);
        for (const auto& [k, v] : a.values) out += fmt::format(" {}={}", k, v);
        out += '\n';
    }
    for (const auto& p : f.prevented) out += fmt::format("not {} {} by {} [{},{}) because '{}'\n", p.act, p.rule, p.by, p.from, p.to, p.because);
    for (const auto& [k, v] : f.keys) out += fmt::format("{}={}\n", k, v);
    return out;
}

/// The first lines in which two texts differ; two empty ones when they do not.
std::pair<std::string, std::string> first_difference(const std::string& a, const std::string& b) {
    std::istringstream one(a);
    std::istringstream other(b);
    std::pair<std::string, std::string> lines;
    while (lines.first == lines.second) {
        const bool more = static_cast<bool>(std::getline(one, lines.first));
        if (!std::getline(other, lines.second) && !more) return {};
    }
    return lines;
}

/// A pattern out of generated words and whatever PCRE2 can do to them.
std::string random_source(std::mt19937& random, GeneratedMail& mail) {
    const auto word = [&] {
        std::string w = mail.word();
        for (std::size_t at = 0; (at = w.find('.', at)) != std::string::npos; at += 2) w.insert(at, 1, '\\');
        return w;
    };
    static const std::string gaps[] = {" ", "\\s+", ".{0,60}?", "\\b.{0,40}\\b", "\\s*", ".?", "\\W+", "[ ,]", "(?: \\w+)? "};
    std::string out;
    const std::size_t parts = 1 + random() % 3;
    for (std::size_t i = 0; i < parts; ++i) {
        if (i > 0) out += gaps[random() % std::size(gaps)];
        switch (random() % 9) {
            case 0: out += "(?:" + word() + "|" + word() + ")"; break;
            case 1: out += "(?:" + word() + ")?"; break;
            case 2: out += "(?=.*" + word() + ")"; break;
            case 3: out += "(?<key_k>" + word() + ")"; break;
            case 4: out += "(?:" + word() + " ?){1,2}"; break;
            case 5: out += word() + "(?!.*" + word() + ")"; break;
            case 6: out += "[a-z]{2,4}" + word(); break;
            default: out += word(); break;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("literals propose all that plain PCRE2 finds") {
    std::mt19937 random(11);
    GeneratedMail words(12);
    MatcherInput in;
    for (int i = 0; i < 200; ++i) {
        auto spec = pattern(fmt::format("p{}", i), i % 10 == 0 ? "" : fmt::format("act{}", i % 90), {random_source(random, words), random_source(random, words)});
        spec.scope = i % 7 == 0 ? Unit::paragraph : i % 11 == 0 ? Unit::subject : i % 13 == 0 ? Unit::text : Unit::sentence;
        if (i % 5 == 0) spec.unless = located({random_source(random, words)});
        if (i % 4 == 0) spec.despite = {"negation"};
        in.patterns.push_back(std::move(spec));
    }
    in.guards.push_back(guard("nicht", "negation", {R"(\b(?:nicht|kein|not)\b)"}));
    in.guards.push_back(guard("falls", "condition", {R"(\b(?:falls|wenn|if)\b)"}));
    in.guards.back().scope = Reach::previous;
    in.courtesies.push_back({"act1", {"act2", "act3"}});

    std::vector<grammar::Diagnostic> diagnostics;
    const Engine engine(std::move(in), diagnostics);
    REQUIRE(engine.patterns().expression_count() > 350);

    std::size_t acts_seen = 0;
    std::size_t prevented_seen = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        GeneratedMail mail(seed);
        // Every tenth is one endless sentence, for the windows.
        std::string body = mail.body(seed % 10 == 0 ? 5000 : 1500);
        if (seed % 10 == 0) {
            for (char& c : body) c = c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' ? ' ' : c;
        }
        const auto message = own_words(mail.sentence(), body);
        const auto with = engine.match(message, true);
        const auto without = engine.match(message, true, Confirm::everywhere);
        CAPTURE(seed);
        // Some of the sources meet the match limit; the prefilter must not be what makes them do so.
        if (with.incomplete) CHECK(without.incomplete);
        const auto [one, other] = first_difference(written(with), written(without));
        REQUIRE(one == other);
        acts_seen += with.acts.size();
        prevented_seen += with.prevented.size();
    }
    CHECK(acts_seen > 200);
    CHECK(prevented_seen > 100);
}

TEST_CASE("any text of a megabyte is matched within the limits") {
    MatcherInput in;
    GeneratedMail words(13);
    std::mt19937 random(14);
    for (int i = 0; i < 20; ++i) in.patterns.push_back(pattern(fmt::format("p{}", i), "act", {random_source(random, words)}));
    in.patterns.push_back(pattern("aaa", "a", {"aaa.{0,100}?b.{0,100}?c"}));
    in.patterns.push_back(pattern("far", "far", {"needle.*haystack"}));
    in.patterns.back().scope = Unit::text;
    in.text_blocks.push_back(text_block("block", "block", "a b c a b c a b c d e f"));
    std::vector<grammar::Diagnostic> diagnostics;
    const Engine engine(std::move(in), diagnostics);
    constexpr std::size_t megabyte = 1u << 20;
    // The slow ones to fold are shorter: a build for debugging takes seconds for a megabyte of them.
    std::string hostile[] = {std::string(megabyte, 'a'), std::string(megabyte, '\n'), std::string(megabyte, '.'), "", "", "", ""};
    while (hostile[3].size() < megabyte / 4) hostile[3] += "a\u0308\u0308";
    while (hostile[4].size() < megabyte / 4) hostile[4] += "a b c ";
    while (hostile[5].size() < megabyte / 4) hostile[5] += "\ufdfa";
    while (hostile[6].size() < megabyte / 4) hostile[6] += "needle ";
    for (const auto& body : hostile) {
        const auto found = engine.match(own_words("", body), true);
        // None of them says anything: the block's words come in another order, and neither needle finds its haystack.
        CHECK(acts(found) == "");
    }
}
