// NamingPlaces: what the words around a name or web address say about whom an act is about. Private to rules/.
#pragma once

#include <vector>

#include "rules/fingerprint.h"
#include "rules/folded_words.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

class NamingPlaces {
public:
    NamingPlaces(const FoldedWords& words, const Fingerprint& fingerprint);

    /// `at` in the folded text, `source` in the own words.
    [[nodiscard]] Naming of(const Stretch& at, const Stretch& source) const;

private:
    [[nodiscard]] bool in_act(const Sentence& sentence) const;
    [[nodiscard]] bool in_field(const Stretch& source) const;

    const FoldedWords& words_;
    std::vector<Stretch> evidence_;  ///< of all acts, in the folded text
};

}  // namespace onevoice::rules
