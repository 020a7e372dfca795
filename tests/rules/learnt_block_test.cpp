#include "rules/learnt_block.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/rules/generated_mail.h"

using namespace onevoice::rules;
using namespace onevoice::rules::test;

namespace {

/// A letter of one block, filled in.
std::string letter(const std::string& name, const std::string& day, const std::string& reason) {
    return "Dear " + name + ",\n\nthank you for the manuscript that reached our editors on " + day +
           ". We read it with care and talked about it twice.\n\nIn the end we cannot find a place for it in our spring list. " + reason +
           " The pages go back to you by post this week.\n\nWith kind regards\nThe editors\n";
}

const std::vector<std::string> samples{
    letter("Ms Field", "3 March", "Its subject is covered by another title."),
    letter("Mr Ortiz", "11 April 2026", "We have no reader for poetry."),
    letter("Dr Stone-Weaver", "the day before yesterday", "It is too long, and would need another editor for half a year."),
};

std::string prose(unsigned seed, int sentences) {
    GeneratedMail mail(seed);
    std::string out;
    for (int i = 0; i < sentences; ++i) out += mail.sentence() + " ";
    return out;
}

}  // namespace

TEST_CASE("what samples share is learnt, and placeholders stand where they vary") {
    const LearntBlock block = learn_block(samples);
    CHECK(block.enough());
    CHECK(block.text ==
          "thank you for the manuscript that reached our editors on {1}. We read it with care and talked about it twice.\n\n"
          "In the end we cannot find a place for it in our spring list. {2}. The pages go back to you by post this week.\n\n"
          "With kind regards\nThe editors");
    REQUIRE(block.varying.size() == 2);
    CHECK(block.varying[0] == std::vector<std::string>{"3 March", "11 April 2026", "the day before yesterday"});
    CHECK(block.varying[1][1] == "We have no reader for poetry");
    CHECK(block.words == 49);
    for (const double contained : block.contained) CHECK(contained == doctest::Approx(1));
    for (const double contained : block.unseen) CHECK(contained > 0.9);
    CHECK(block.unseen.size() == 2);
}

TEST_CASE("two samples are enough, and what only one of them says is a placeholder") {
    const LearntBlock block = learn_block(std::vector<std::string>{
        "We are sorry to tell you that your parcel was damaged in our depot and cannot be delivered.",
        "We are sorry to tell you that your parcel was, as it seems, damaged in our depot and cannot be delivered."});
    CHECK(block.enough());
    CHECK(block.text.find("{1}") != std::string::npos);
    REQUIRE(block.varying.size() == 1);
    CHECK(block.varying[0] == std::vector<std::string>{"", "as it seems"});
    CHECK(block.unseen.empty());
}

TEST_CASE("a learnt block is found in letters that it was not learnt from, whatever surrounds them") {
    const LearntBlock block = learn_block(samples);
    const BlockGauge gauge(block.text);
    std::string wrapped = letter("Mx Hill", "1 May", "We print nothing in verse.");
    std::size_t column = 0;
    for (char& c : wrapped)
        if (++column > 25 && c == ' ') c = '\n', column = 0;
    const double threshold = threshold_for(block, 0).value();
    CHECK(threshold == doctest::Approx(0.7));
    CHECK(gauge.contained_in(wrapped) > threshold);
    CHECK(gauge.contained_in(prose(1, 80) + "\n\n" + wrapped + "\n\n" + prose(2, 80)) > threshold);
    CHECK(gauge.contained_in("THANK YOU FOR THE MANUSCRIPT that reached our editors on 1.5.") < threshold);
    for (unsigned seed = 10; seed < 60; ++seed) CHECK(gauge.contained_in(prose(seed, 60)) < 0.2);
}

TEST_CASE("a short block is learnt out of long personal letters") {
    const std::string short_block = "Your claim was examined by our adjusters, and the insurance does not pay for wear and tear of the bicycle.";
    const LearntBlock block = learn_block(std::vector<std::string>{prose(1, 60) + short_block + " " + prose(2, 40), prose(3, 50) + short_block + " " + prose(4, 70),
                                                                   prose(5, 90) + short_block + " " + prose(6, 10)});
    CHECK(block.enough());
    CHECK(block.text == short_block);
}

TEST_CASE("letters that share a greeting and a closing share too little") {
    std::vector<std::string> strangers;
    for (unsigned seed = 0; seed < 4; ++seed)
        strangers.push_back("Sehr geehrte Damen und Herren,\n\n" + prose(seed, 12) + "\n\nMit freundlichen Grüßen\nIhr Kundendienst");
    const LearntBlock block = learn_block(strangers);
    CHECK_FALSE(block.enough());
    CHECK(learn_block(std::vector<std::string>{"", ""}).text.empty());
    CHECK(learn_block(std::vector<std::string>{"one two", "one two"}).text.empty());
}

TEST_CASE("the sample that does not belong is the one without which the others share much") {
    std::vector<std::string> mixed = samples;
    mixed.insert(mixed.begin() + 1, prose(9, 15));
    const LearntBlock block = learn_block(mixed);
    CHECK_FALSE(block.enough());
    REQUIRE(block.telling_without.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK((block.telling_without[i] >= fewest_telling_grams) == (i == 1));
}

TEST_CASE("shared parts further apart than a placeholder holds are not one block") {
    const std::string small = "We wish you a pleasant journey through all of our eleven valleys.";
    const std::string large = "The booking of your guided tour was cancelled because the mountain guide fell ill, and your payment comes back to your account.";
    std::vector<std::string> far;
    for (unsigned seed = 0; seed < 3; ++seed) far.push_back(small + " " + prose(seed, 40) + " " + large);
    const LearntBlock block = learn_block(far);
    CHECK(block.text == large);
    CHECK(block.left_out == 12);
    for (const double contained : block.contained) CHECK(contained == doctest::Approx(1));
}

TEST_CASE("stretches that touch do not overlap in the text") {
    const std::string common = "the bridge over the river is closed until the autumn";
    const LearntBlock block = learn_block(std::vector<std::string>{common + " autumn rains end and the ferry replaces it on all days",
                                                                   common + " rains end and the ferry replaces it on all days"});
    CHECK(block.enough());
    CHECK(block.text.find("autumn autumn autumn") == std::string::npos);
    CHECK(block.words == 21);
}

TEST_CASE("of a very long sample only the first words are looked at") {
    const std::string book = prose(1, 2000);
    const LearntBlock block = learn_block(std::vector<std::string>{book, book + "The end."});
    CHECK(block.sample_words == std::vector<std::size_t>{most_sample_words, most_sample_words});
    CHECK(block.words <= most_sample_words);
}

TEST_CASE("the threshold leaves room on both sides, or there is none") {
    LearntBlock block;
    block.contained = {1, 1, 1};
    struct Row {
        std::vector<double> unseen;
        double unrelated, threshold;
    };
    const Row rows[] = {
        {{0.95, 0.9}, 0.1, 0.7},    // the usual
        {{0.95, 0.8}, 0.1, 0.65},   // letters that vary more
        {{0.95, 0.3}, 0.1, 0.5},    // never less than half
        {{}, 0.1, 0.7},             // two samples
        {{0.95, 0.9}, 0.65, 0.825}, // an unrelated mail is near
    };
    for (const Row& row : rows) {
        block.unseen = row.unseen;
        CAPTURE(row.threshold);
        CHECK(threshold_for(block, row.unrelated).value() == doctest::Approx(row.threshold));
    }
    CHECK_FALSE(threshold_for(block, 0.95).has_value());
    block.contained = {1, 0.4};
    CHECK_FALSE(threshold_for(block, 0).has_value());
}
