// FoldedWords: one message's own words, folded and cut into units, and the way back to the words as written. Private to rules/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "message/reading.h"
#include "rules/fold.h"
#include "rules/units.h"

namespace onevoice::rules {

struct FoldedWords {
    const message::OwnWords& words;
    Folded folded;
    Units units;

    [[nodiscard]] std::string_view text() const { return folded.text; }
    [[nodiscard]] std::string_view text(const Stretch& stretch) const { return text().substr(stretch.from, stretch.to - stretch.from); }

    /// The words as written under a stretch of folded text.
    [[nodiscard]] Stretch source(const Stretch& stretch) const { return {folded.source_from(stretch.from), folded.source_to(stretch.to)}; }
    [[nodiscard]] std::string_view written(const Stretch& stretch) const;
    /// The same for showing: at most evidence_bytes, then "…".
    [[nodiscard]] std::string evidence(const Stretch& stretch) const;
};

/// Two or three lines on a terminal.
inline constexpr std::size_t evidence_bytes = 300;

/// `words` must outlive the result.
[[nodiscard]] FoldedWords fold_words(const message::OwnWords& words);

/// Work that regexes may do for one message, counted in bytes they were shown. 64 MB are some hundred times what a long
/// newsletter needs against 10,000 patterns, and about a tenth of a second.
class Effort {
public:
    static constexpr std::uint64_t per_message = 64u << 20;
    explicit Effort(std::uint64_t limit = per_message) : limit_(limit) {}

    /// False when all is spent; then nothing more is to be tried.
    bool spend(std::size_t bytes) {
        // Setting out costs about as much as looking at 64 bytes.
        spent_ += bytes + 64;
        return !exhausted();
    }
    [[nodiscard]] bool exhausted() const { return spent_ > limit_; }

    bool incomplete = false;  ///< some search ended early

private:
    std::uint64_t limit_;
    std::uint64_t spent_ = 0;
};

}  // namespace onevoice::rules
