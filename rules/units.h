// Units: what a pattern sees at a time. Folded text is cut into paragraphs and sentences. Private to rules/.
//
// The subject is one paragraph and one sentence. A paragraph ends at a blank line. A sentence ends at . ! ? or an
// ellipsis before a blank, at a colon before a line end, and before a list item; not after abbreviations, ordinals and
// initials (abbreviations.h). A sentence of more than window_bytes is cut into windows that overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rules/fold.h"

namespace onevoice::rules {

/// Longer than any sentence people write; keeps PCRE2's work on text without full stops bounded.
inline constexpr std::size_t window_bytes = 2000;
/// What one pattern matches is hardly ever longer than this, so some window holds all of it.
inline constexpr std::size_t window_overlap = 500;

/// [from, to) in bytes of the folded text.
struct Stretch {
    std::size_t from = 0;
    std::size_t to = 0;

    [[nodiscard]] bool holds(std::size_t begin, std::size_t end) const { return from <= begin && end <= to; }
};

struct Sentence : Stretch {
    bool question = false;  ///< ends with "?"
    bool subject = false;
};

/// All in the order of the text. Windows of one long sentence stand as sentences beside each other.
struct Units {
    std::vector<Sentence> sentences;
    std::vector<Stretch> paragraphs;
    bool has_subject = false;  ///< then sentences[0] and paragraphs[0] are the subject

    /// The last sentence that starts at or before `at`; 0 when there is none.
    [[nodiscard]] std::size_t sentence_at(std::size_t at) const;
};

/// Cuts `folded`, whose source began with a subject of `subject_bytes`. Afterwards no sentence or paragraph holds a "\n":
/// line ends inside paragraphs become spaces in folded.text, byte for byte. `source` is what was folded.
[[nodiscard]] Units cut_units(Folded& folded, std::string_view source, std::size_t subject_bytes);

}  // namespace onevoice::rules
