#include "rules/expression.h"

#include "rules/backtracking.h"
#include "rules/literals.h"
#include "rules/pattern_source.h"

namespace onevoice::rules {

std::optional<Expression> compile_expression(const grammar::Located& source, Unit scope, const std::string& owner, RegexScratch& scratch,
                                             std::vector<grammar::Diagnostic>& diagnostics) {
    const auto report = [&](grammar::Severity severity, const std::string& what) { diagnostics.push_back({severity, source.place, owner + ": " + what}); };

    const auto folded = fold_pattern(source.value);
    if (!folded) {
        report(grammar::Severity::error, folded.error().what);
        return std::nullopt;
    }
    auto regex = Regex::compile(*folded);
    if (!regex) {
        report(grammar::Severity::error, regex.error().what);
        return std::nullopt;
    }
    if (const auto found = find_backtracking(*folded)) {
        report(found->severity, found->what);
        if (found->severity == grammar::Severity::error) return std::nullopt;
    }
    for (const std::string& text : adversarial_texts(*folded)) {
        if (regex->search(text, 0, scratch) != Regex::Outcome::limit) continue;
        report(grammar::Severity::error, "can backtrack without bound: gives up after " + std::to_string(match_limit) + " steps on a text like '" +
                                             text.substr(0, 40) + "…'");
        return std::nullopt;
    }
    return Expression{std::move(regex).value(), required_literals(*folded, scope != Unit::text)};
}

std::vector<Expression> compile_expressions(const std::vector<grammar::Located>& sources, Unit scope, const std::string& owner, RegexScratch& scratch,
                                            std::vector<grammar::Diagnostic>& diagnostics) {
    std::vector<Expression> out;
    for (const auto& source : sources) {
        if (auto expression = compile_expression(source, scope, owner, scratch, diagnostics)) out.push_back(std::move(*expression));
    }
    return out;
}

}  // namespace onevoice::rules
