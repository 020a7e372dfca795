#include "rules/matcher.h"

namespace onevoice::rules {

struct Matcher::Parts {
    MatcherInput input;
};

Matcher::Matcher(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Matcher::~Matcher() = default;

std::unique_ptr<const Matcher> Matcher::compile(MatcherInput input, bool, std::vector<grammar::Diagnostic>&) {
    auto parts = std::make_unique<Parts>();
    parts->input = std::move(input);
    return std::unique_ptr<const Matcher>(new Matcher(std::move(parts)));
}

Fingerprint Matcher::match(const message::OwnWords&, bool) const { return {}; }

std::size_t Matcher::pattern_count() const { return parts_->input.patterns.size(); }
std::size_t Matcher::text_block_count() const { return parts_->input.text_blocks.size(); }

}  // namespace onevoice::rules
