// Guards: what keeps a matched pattern from being an act: negation, condition, question, third party … Private to rules/.
//
// Guards are looked at only where a pattern matched. Prefilters of their own tell which of them can match a sentence, so
// their number costs next to nothing. Those that look elsewhere (subject, opening, text) are sought once in a message.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/expression.h"
#include "rules/folded_words.h"
#include "rules/prefilter.h"
#include "rules/session.h"

namespace onevoice::rules {

/// A guard that stops an act, or the statement of a fact, and where it matched.
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
        struct Try {
            std::uint32_t entry = 0;
            std::size_t sentence = 0;
            std::optional<std::optional<Stretch>> hit;  ///< once it was tried
        };
        std::map<std::size_t, std::vector<Try>> near;  ///< by sentence
        std::optional<std::vector<Try>> far;
    };

    /// The first guard that stops `pattern` when its match begins in this sentence.
    [[nodiscard]] std::optional<GuardHit> stops(const PatternSpec& pattern, const FoldedWords& words, std::size_t sentence, Session& session,
                                                Findings& findings, Effort& effort) const;

    /// Every guard's examples; each that does not do as it says is an error.
    void run_examples(Session& session, std::vector<grammar::Diagnostic>& diagnostics) const;

    /// Makes a session's scratch fit for what stops() scans.
    void prepare(PrefilterScratch& scratch) const;

private:
    struct Guard {
        GuardSpec spec;
        std::vector<Expression> unless;
    };
    struct Entry {
        std::uint32_t guard = 0;
        Regex regex;
    };
    /// Which entries can match a text.
    class Index {
    public:
        void add(std::uint32_t entry, const std::vector<LiteralSet>& literals);
        void compile(std::vector<grammar::Diagnostic>& diagnostics);
        /// Appends a Try for every entry that can match one of the sentences [first, last), each once, in order.
        void find(const FoldedWords& words, std::size_t first, std::size_t last, Session& session, std::vector<Findings::Try>& out) const;
        [[nodiscard]] const Prefilter& prefilter() const { return prefilter_; }
        [[nodiscard]] bool empty() const { return literals_.empty() && always_.empty(); }

    private:
        std::vector<std::string> literals_;
        std::unordered_map<std::string, std::uint32_t> known_;
        std::vector<std::vector<std::uint32_t>> by_literal_;
        std::vector<std::uint32_t> always_;  ///< entries without literals
        Prefilter prefilter_;
    };

    [[nodiscard]] static bool applies(const GuardSpec& guard, const PatternSpec& pattern);
    [[nodiscard]] std::vector<Findings::Try>& near(const FoldedWords& words, std::size_t sentence, Session& session, Findings& findings) const;
    [[nodiscard]] std::vector<Findings::Try>& far(const FoldedWords& words, Session& session, Findings& findings) const;
    [[nodiscard]] std::optional<Stretch> try_entry(const Entry& entry, const FoldedWords& words, std::size_t sentence, Session& session, Effort& effort) const;

    std::vector<Guard> guards_;
    std::vector<Entry> entries_;  ///< every match expression, in the order of the guards
    Index near_;                  ///< of guards that look at a match's own sentence or the one before
    Index far_;                   ///< of the others
    bool whole_text_ = false;     ///< some guard looks at every sentence
};

}  // namespace onevoice::rules
