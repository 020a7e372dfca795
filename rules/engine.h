// Engine: patterns, guards, text blocks and courtesies put together; Matcher is its public face. Private to rules/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/guards.h"
#include "rules/matcher.h"
#include "rules/patterns.h"
#include "rules/session.h"
#include "rules/text_blocks.h"

namespace onevoice::rules {

class Engine {
public:
    Engine(MatcherInput input, std::vector<grammar::Diagnostic>& diagnostics);

    void run_examples(std::vector<grammar::Diagnostic>& diagnostics) const;

    [[nodiscard]] Fingerprint match(const message::OwnWords& words, bool with_prevented, Confirm confirm = Confirm::where_literals_stand) const;

    [[nodiscard]] const Patterns& patterns() const { return patterns_; }
    [[nodiscard]] const TextBlocks& text_blocks() const { return text_blocks_; }

private:
    [[nodiscard]] std::unique_ptr<Session> session() const;

    RegexScratch compile_scratch_;  ///< for the probes while the members below are made
    Guards guards_;
    Patterns patterns_;
    TextBlocks text_blocks_;
    std::vector<CourtesySpec> courtesies_;
    WatchedFacts watched_;
    mutable SessionPool sessions_;  ///< guards itself with a mutex
};

}  // namespace onevoice::rules
