// Fingerprint: everything that onevoice recognises in one message. A value; offsets are bytes of the own words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace onevoice::rules {

/// Raised whenever the same message could give another fingerprint under the same rules.
inline constexpr int fingerprint_version = 2;

/// One act with its evidence.
struct Act {
    std::string act;
    std::string about;                         ///< the matter; empty when the rule names none
    std::map<std::string, std::string> keys;   ///< name → normalised
    std::map<std::string, std::string> values; ///< name → normalised
    std::string evidence;                      ///< the words that said it, as they stand in the message
    std::string rule;                          ///< name of the pattern or text block
    Place place;                               ///< where that rule stands
    std::size_t from = 0;                      ///< of the evidence, [from, to) in OwnWords::text
    std::size_t to = 0;
    std::vector<std::pair<std::size_t, std::size_t>> again{};  ///< [from, to) of other words that said the same
};

/// One value that the message states about one thing: order 4711 is delivered on 2026-09-03. Only what a contradiction of
/// the rules compares is a fact.
struct Fact {
    std::string key_name;    ///< order
    std::string key;         ///< 4711, normalised
    std::string value_name;  ///< date_delivery
    std::string value;       ///< normalised
    std::string evidence;    ///< the words that said the value, as they stand in the message
    std::string rule;        ///< name of the pattern
    Place place;             ///< where that stands
    std::size_t from = 0;    ///< of the evidence, as in Act
    std::size_t to = 0;
};

struct TextBlockMatch {
    std::string name;
    double contained = 0;  ///< share of the text block's fingerprints found in the message, 0…1
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Why something that looked like an act is none; for `onevoice explain`.
struct Prevented {
    std::string rule;       ///< the pattern that matched
    std::string act;        ///< empty: it would have stated a fact
    std::string by;         ///< "unless", "question", the name of a guard, or "yields to reject"
    std::string evidence;   ///< what the pattern matched
    std::string because;    ///< what prevented it, as it stands in the message
    Place place;
    std::size_t from = 0;
    std::size_t to = 0;
};

/// An expression of which much stands in the message and a part does not; for `onevoice explain`.
struct NearMiss {
    std::string rule;      ///< the pattern
    std::string act;
    Place place;           ///< of the expression
    std::string sentence;  ///< the unit in which it nearly matches, as it stands in the message
    std::string before;    ///< the words there that its beginning matches; may be empty
    std::string missing;   ///< what should follow, in the spelling of folded text; empty: nothing may stand in between
    std::string behind;    ///< the words there that its end matches; may be empty
    double share = 0;      ///< how much of its letters stands there, more than a half
};

struct Fingerprint {
    int version = fingerprint_version;
    std::vector<Act> acts;  ///< in the order of the text; one per act and matter
    std::vector<TextBlockMatch> text_blocks;
    std::map<std::string, std::string> keys;    ///< of the whole message
    std::map<std::string, std::string> values;  ///< of the whole message
    std::vector<Fact> facts;                    ///< in the order of the text; one per thing and name of a value
    std::uint64_t signature = 0;                ///< SimHash over word 3-grams of the own words; near texts differ in few bits
    std::vector<Prevented> prevented;           ///< only when asked for
    bool incomplete = false;                    ///< a regex or time limit was met; the rest was not looked at
};

}  // namespace onevoice::rules
