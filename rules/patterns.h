// Patterns: literals propose, PCRE2 confirms in the unit where the literal stands, guards object. Private to rules/.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/expression.h"
#include "rules/fingerprint.h"
#include "rules/folded_words.h"
#include "rules/guards.h"
#include "rules/prefilter.h"
#include "rules/session.h"

namespace onevoice::rules {

/// One pattern that said its act, or a fact pattern that captured.
struct Said {
    std::uint32_t pattern = 0;
    Stretch at;  ///< folded
    std::map<std::string, std::string> keys;
    std::map<std::string, std::string> values;
    bool stated = true;  ///< of a fact pattern: false when a guard keeps its values from being more than a mention
};

struct Sayings {
    std::vector<Said> said;            ///< in no order
    std::vector<Prevented> prevented;  ///< in no order; only when asked for
    bool incomplete = false;
};

/// Where expressions are tried. `everywhere` gives the same answer slowly, without a limit for the message;
/// tests compare the two.
enum class Confirm { where_literals_stand, everywhere };

class Patterns {
public:
    /// Specs with errors are reported and left out; an expression without literals is a warning.
    Patterns(std::vector<PatternSpec> specs, RegexScratch& scratch, std::vector<grammar::Diagnostic>& diagnostics);

    [[nodiscard]] Sayings match(const FoldedWords& words, const Guards& guards, Session& session, bool with_prevented, Confirm confirm) const;

    /// Every pattern's examples, with guards; each that does not do as it says is an error.
    void run_examples(const Guards& guards, Session& session, std::vector<grammar::Diagnostic>& diagnostics) const;

    [[nodiscard]] const PatternSpec& spec(std::uint32_t pattern) const { return patterns_[pattern].spec; }
    [[nodiscard]] std::size_t size() const { return patterns_.size(); }
    [[nodiscard]] std::size_t expression_count() const { return entries_.size(); }
    [[nodiscard]] const Prefilter& prefilter() const { return prefilter_; }

private:
    struct Pattern {
        PatternSpec spec;
        std::vector<Regex> unless;
        std::uint32_t first_entry = 0;
        std::uint32_t last_entry = 0;  ///< one past
    };
    struct Capture {
        std::uint32_t group = 0;
        bool key = false;  ///< otherwise a value
        std::string name;
    };
    struct Entry {
        std::uint32_t pattern = 0;
        Regex regex;
        std::vector<Capture> captures;
    };
    /// An expression that asks for a literal, and as which of its sets. All wants of a literal lie side by side.
    struct Want {
        std::uint32_t entry = 0;
        std::uint8_t set = 0;  ///< its bit
        Unit scope = Unit::sentence;
        bool begins_word = false;
        bool ends_word = false;
    };
    struct Posting {
        std::uint32_t bytes = 0;  ///< of the literal
        std::uint32_t from = 0;   ///< its wants
        std::uint32_t to = 0;
    };
    /// All literals so far, each once.
    struct Literals {
        std::vector<std::string> texts;
        std::vector<std::vector<Want>> wants;
        std::unordered_map<std::string, std::uint32_t> known;
    };
    /// An expression and a unit: index into sentences or paragraphs, 0 for the subject and the whole text.
    struct Proposal {
        std::uint32_t entry = 0;
        std::uint32_t unit = 0;
    };
    struct Round;

    void add(Expression expression, Unit scope, Literals& literals);
    [[nodiscard]] std::vector<Proposal> propose(const FoldedWords& words, Session& session) const;
    class Meetings;
    [[nodiscard]] std::vector<Proposal> propose_all(const FoldedWords& words) const;
    void propose_everywhere(std::uint32_t entry, const FoldedWords& words, std::vector<Proposal>& out) const;
    void confirm(const Proposal& proposal, Round& round) const;
    void confirm_facts(const Entry& entry, const Stretch& unit, Round& round) const;
    void note(const Entry& entry, std::string by, const Stretch& at, const Stretch& because, Round& round) const;
    /// By `unless`, anywhere in the unit.
    [[nodiscard]] bool excluded(const Entry& entry, const Stretch& unit, const Stretch& at, Round& round) const;
    [[nodiscard]] bool guarded(const Entry& entry, const Stretch& at, std::size_t sentence, Round& round) const;
    [[nodiscard]] Said say(const Entry& entry, const Stretch& unit, Round& round) const;

    std::vector<Pattern> patterns_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> always_;
    std::vector<std::uint8_t> sets_;  ///< of each entry: a bit for each of its literal sets
    std::vector<Posting> by_literal_;
    std::vector<Want> wants_;
    Prefilter prefilter_;
};

}  // namespace onevoice::rules
