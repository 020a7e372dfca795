// Guards: what keeps a matched pattern from being an act: negation, condition, question, third party … Private to rules/.
//
// Guards are looked at only where a pattern matched. A prefilter of their own tells which of them can match the sentence,
// so their number costs next to nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/expression.h"
#include "rules/folded_words.h"
#include "rules/prefilter.h"
#include "rules/session.h"

namespace onevoice::rules {

/// A guard that stops an act, and where it matched.
struct GuardHit {
    std::string by;  ///< its name; "question" for the one that is built in
    Stretch at;      ///< folded
};

class Guards {
public:
    /// Specs with errors are reported and left out.
    Guards(std::vector<GuardSpec> specs, RegexScratch& scratch, std::vector<grammar::Diagnostic>& diagnostics);

    /// What guards found in one message so far.
    class Findings {
    private:
        friend class Guards;
        struct Sentence {
            std::vector<std::uint32_t> candidates;                   ///< expressions, ascending
            std::vector<std::optional<std::optional<Stretch>>> hits; ///< of each candidate, once it was tried
        };
        std::map<std::size_t, Sentence> sentences;
    };

    /// The first guard that stops `pattern` when its match begins in this sentence.
    [[nodiscard]] std::optional<GuardHit> stops(const PatternSpec& pattern, const FoldedWords& words, std::size_t sentence, Session& session,
                                                Findings& findings, Effort& effort) const;

    /// Every guard's examples; each that does not do as it says is an error.
    void run_examples(Session& session, std::vector<grammar::Diagnostic>& diagnostics) const;

    [[nodiscard]] const Prefilter& prefilter() const { return prefilter_; }

private:
    struct Guard {
        GuardSpec spec;
        std::vector<Expression> unless;
    };
    struct Entry {
        std::uint32_t guard = 0;
        Regex regex;
    };
    [[nodiscard]] static bool applies(const GuardSpec& guard, const PatternSpec& pattern);
    Findings::Sentence& look(const FoldedWords& words, std::size_t sentence, Session& session, Findings& findings) const;
    [[nodiscard]] std::optional<Stretch> try_entry(const Entry& entry, const FoldedWords& words, std::size_t sentence, Session& session, Effort& effort) const;

    std::vector<Guard> guards_;
    std::vector<Entry> entries_;                         ///< every match expression, in the order of the guards
    std::vector<std::uint32_t> always_;                  ///< entries without literals
    std::vector<std::vector<std::uint32_t>> by_literal_; ///< literal → entries
    Prefilter prefilter_;
};

}  // namespace onevoice::rules
