#include "rules/folded_words.h"

#include <vector>

namespace onevoice::rules {

FoldedWords fold_words(const message::OwnWords& words) {
    // Where something was set aside between two pieces (a quote answered piece by piece) no sentence goes on. Two bytes or
    // less apart are only a line end.
    std::vector<std::size_t> breaks;
    for (std::size_t i = 1; i < words.pieces.size(); ++i) {
        const auto& before = words.pieces[i - 1];
        if (words.pieces[i].source > before.source + before.length + 2) breaks.push_back(words.pieces[i].own);
    }
    FoldedWords out{words, fold(words.text, breaks), {}};
    out.units = cut_units(out.folded, words.text, words.subject_bytes);
    return out;
}

std::string_view FoldedWords::written(const Stretch& stretch) const {
    const Stretch at = source(stretch);
    return std::string_view(words.text).substr(at.from, at.to - at.from);
}

std::string FoldedWords::evidence(const Stretch& stretch) const {
    const std::string_view whole = written(stretch);
    if (whole.size() <= evidence_bytes) return std::string(whole);
    std::size_t end = evidence_bytes;
    while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xc0) == 0x80) --end;
    return std::string(whole.substr(0, end)) + "\u2026";
}

}  // namespace onevoice::rules
