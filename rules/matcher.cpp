#include "rules/matcher.h"

#include "rules/engine.h"
#include "rules/near_misses.h"

namespace onevoice::rules {

struct Matcher::Parts {
    Engine engine;
};

Matcher::Matcher(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Matcher::~Matcher() = default;

std::unique_ptr<const Matcher> Matcher::compile(MatcherInput input, bool run_examples, std::vector<grammar::Diagnostic>& diagnostics) {
    std::vector<grammar::Diagnostic> own;
    auto parts = std::unique_ptr<Parts>(new Parts{Engine(std::move(input), own)});
    // Of rules that do not compile the examples say nothing new.
    if (run_examples && !grammar::any_error(own)) parts->engine.run_examples(own);
    const bool failed = grammar::any_error(own);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    if (failed) return nullptr;
    return std::unique_ptr<const Matcher>(new Matcher(std::move(parts)));
}

Fingerprint Matcher::match(const message::OwnWords& words, bool with_prevented) const { return parts_->engine.match(words, with_prevented); }

std::vector<NearMiss> Matcher::near_misses(const message::OwnWords& words, const Fingerprint& found) const {
    RegexScratch scratch;
    return rules::near_misses(parts_->engine.patterns(), fold_words(words), found, scratch);
}

std::size_t Matcher::pattern_count() const { return parts_->engine.patterns().size(); }
std::size_t Matcher::text_block_count() const { return parts_->engine.text_blocks().size(); }
const TextBlockSpec& Matcher::text_block(std::size_t index) const { return parts_->engine.text_blocks().spec(static_cast<std::uint32_t>(index)); }

}  // namespace onevoice::rules
