#include "rules/formulas.h"

#include <array>
#include <string_view>

#include "rules/words.h"

namespace onevoice::rules {
namespace {

// Folded, in three languages.
constexpr auto formulas = std::to_array<std::string_view>({
    "sehr geehrte damen und herren", "sehr geehrte frau", "sehr geehrter herr", "mit freundlichen gruessen", "mit besten gruessen", "mit freundlichem gruss",
    "vielen dank fuer ihr verstaendnis", "vielen dank fuer ihr interesse", "vielen dank fuer ihre nachricht", "vielen dank fuer ihre anfrage",
    "fuer rueckfragen stehen wir ihnen gerne zur verfuegung", "fuer fragen stehen wir ihnen gern zur verfuegung", "wir wuenschen ihnen alles gute",
    "dear sir or madam", "thank you for your interest in", "thank you for your email", "thank you for your message", "thank you for contacting us",
    "if you have any questions please do not hesitate to contact us", "please feel free to contact us", "we look forward to hearing from you",
    "with kind regards", "with best regards", "yours sincerely", "we wish you all the best",
    "madame monsieur", "nous vous remercions de votre interet", "nous vous prions d agreer madame monsieur l expression de nos salutations distinguees",
    "veuillez agreer madame monsieur l expression de nos salutations distinguees", "n hesitez pas a nous contacter", "nous restons a votre disposition",
});

}  // namespace

const std::unordered_set<std::uint64_t>& formula_grams() {
    static const std::unordered_set<std::uint64_t> grams = [] {
        std::unordered_set<std::uint64_t> out;
        for (const std::string_view formula : formulas) {
            const WordHashes hashes = hash_words(formula);
            out.insert(hashes.grams.begin(), hashes.grams.end());
        }
        return out;
    }();
    return grams;
}

}  // namespace onevoice::rules
