// Matcher: compiled patterns, guards and text blocks; own words in, fingerprint out. The engine room of RuleSet.
//
// One literal prefilter over the folded text finds the few units (sentences, mostly) where a pattern could match; PCRE2
// confirms there. Text blocks are found by winnowing and containment over one inverted index. The cost per message does
// not grow with the number of patterns or blocks that do not match. Immutable after compile(); any number of threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grammar/grammar.h"
#include "message/reading.h"
#include "rules/fingerprint.h"

namespace onevoice::rules {

enum class Unit : std::uint8_t { sentence, subject, paragraph, text };

struct Examples {
    std::vector<grammar::Located> match;
    std::vector<grammar::Located> pass;
};

struct PatternSpec {
    std::string name;
    std::string act;    ///< empty: a fact pattern, it only captures
    std::string about;
    std::string language;
    Unit scope = Unit::sentence;
    std::vector<grammar::Located> match;
    std::vector<grammar::Located> unless;
    std::vector<std::string> despite;  ///< kinds of guards that do not stop it
    Examples examples;
    Place place;
};

/// Where a guard looks, seen from the sentence in which a pattern's match begins: at that sentence; also at the one before;
/// or, wherever the match stands, at the subject, at the opening (subject and first sentences), at every sentence.
enum class Reach { sentence, previous, subject, opening, text };

struct GuardSpec {
    std::string name;
    std::string kind;
    std::string language;           ///< empty: guards patterns of every language
    std::vector<std::string> acts;  ///< empty: every act
    bool of_acts = true;            ///< stops acts
    bool of_facts = false;          ///< keeps the values of fact patterns from being stated
    Reach scope = Reach::sentence;
    std::vector<grammar::Located> match;
    std::vector<grammar::Located> unless;
    Examples examples;
    Place place;
};

struct TextBlockSpec {
    std::string name;
    std::string act;
    std::string about;
    std::string text;
    double contained = 0.7;
    Place place;
};

struct CourtesySpec {
    std::string act;
    std::vector<std::string> yields_to;
};

/// Which values are facts: name of a value → names of the keys that say what it is about.
using WatchedFacts = std::map<std::string, std::vector<std::string>>;

struct MatcherInput {
    std::vector<PatternSpec> patterns;
    std::vector<GuardSpec> guards;
    std::vector<TextBlockSpec> text_blocks;
    std::vector<CourtesySpec> courtesies;
    WatchedFacts watched;
};

class Matcher {
public:
    /// Appends a diagnostic for every pattern that does not compile, can backtrack without bound, or has no usable
    /// literal, and for every example that does not do as it says. nullptr when one of them is an error.
    static std::unique_ptr<const Matcher> compile(MatcherInput input, bool run_examples, std::vector<grammar::Diagnostic>& diagnostics);
    ~Matcher();

    [[nodiscard]] Fingerprint match(const message::OwnWords& words, bool with_prevented) const;

    /// Why rules did not match these words (near_misses.h). `found` is their fingerprint with what was prevented.
    [[nodiscard]] std::vector<NearMiss> near_misses(const message::OwnWords& words, const Fingerprint& found) const;

    [[nodiscard]] std::size_t pattern_count() const;
    [[nodiscard]] std::size_t text_block_count() const;
    [[nodiscard]] const TextBlockSpec& text_block(std::size_t index) const;

private:
    struct Parts;
    explicit Matcher(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace onevoice::rules
