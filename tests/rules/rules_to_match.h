// Small rules for the tests of the matcher, written as values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/engine.h"
#include "rules/matcher.h"

namespace onevoice::rules::test {

inline std::vector<grammar::Located> located(const std::vector<std::string>& texts) {
    std::vector<grammar::Located> out;
    for (std::size_t i = 0; i < texts.size(); ++i) out.push_back({texts[i], {"rules.toml", i + 1, 1}});
    return out;
}

inline PatternSpec pattern(std::string name, std::string act, std::vector<std::string> match) {
    PatternSpec out;
    out.name = std::move(name);
    out.act = std::move(act);
    out.match = located(match);
    out.place = {"rules.toml", 1, 1};
    return out;
}

inline GuardSpec guard(std::string name, std::string kind, std::vector<std::string> match) {
    GuardSpec out;
    out.name = std::move(name);
    out.kind = std::move(kind);
    out.match = located(match);
    return out;
}

inline TextBlockSpec text_block(std::string name, std::string act, std::string text, double contained = 0.7) {
    return {std::move(name), std::move(act), "", std::move(text), contained, {"rules.toml", 1, 1}};
}

inline message::OwnWords own_words(const std::string& subject, const std::string& body) {
    message::OwnWords out;
    out.text = subject + "\n\n" + body;
    out.subject_bytes = subject.size();
    return out;
}

inline std::string all(const std::vector<grammar::Diagnostic>& diagnostics) {
    std::string out;
    for (const auto& d : diagnostics) out += (d.severity == grammar::Severity::error ? "error: " : "warning: ") + d.what + "\n";
    return out;
}

/// A matcher of rules that are right.
inline std::unique_ptr<const Matcher> matcher(MatcherInput input) {
    std::vector<grammar::Diagnostic> diagnostics;
    auto out = Matcher::compile(std::move(input), true, diagnostics);
    if (!out) throw std::logic_error(all(diagnostics));
    return out;
}

/// "act act …" in the order of the text.
inline std::string acts(const Fingerprint& fingerprint) {
    std::string out;
    for (const auto& act : fingerprint.acts) out += (out.empty() ? "" : " ") + act.act;
    return out;
}

}  // namespace onevoice::rules::test
