#include "rules/expression.h"

#include <optional>

#include "rules/backtracking.h"
#include "rules/literals.h"
#include "rules/pattern_source.h"

namespace onevoice::rules {

namespace {

/// One alternative of the source `whole`. nullopt after a diagnostic of severity error.
template <class Report>
std::optional<Expression> compiled(std::string_view folded, std::string_view whole, Unit scope, RegexScratch& scratch, const Report& report) {
    auto regex = Regex::compile(folded);
    if (!regex) {
        // A mistake is told of the source as it was written.
        const auto all = Regex::compile(whole);
        report(grammar::Severity::error, all ? regex.error().what : all.error().what);
        return std::nullopt;
    }
    if (const auto found = find_backtracking(folded)) {
        report(found->severity, found->what);
        if (found->severity == grammar::Severity::error) return std::nullopt;
    }
    for (const std::string& text : adversarial_texts(folded)) {
        if (regex->search(text, 0, scratch) != Regex::Outcome::limit) continue;
        report(grammar::Severity::error, "can backtrack without bound: gives up after " + std::to_string(match_limit) + " steps on a text like '" +
                                             text.substr(0, 40) + "…'");
        return std::nullopt;
    }
    return Expression{std::move(regex).value(), required_literals(folded, scope != Unit::text)};
}

}  // namespace

std::vector<Expression> compile_expression(const grammar::Located& source, Unit scope, const std::string& owner, RegexScratch& scratch,
                                           std::vector<grammar::Diagnostic>& diagnostics) {
    const auto report = [&](grammar::Severity severity, const std::string& what) { diagnostics.push_back({severity, source.place, owner + ": " + what}); };
    const auto folded = fold_pattern(source.value);
    if (!folded) {
        report(grammar::Severity::error, folded.error().what);
        return {};
    }
    std::vector<Expression> out;
    for (const std::string_view alternative : alternatives_of(*folded)) {
        auto expression = compiled(alternative, *folded, scope, scratch, report);
        if (!expression) return {};
        out.push_back(std::move(*expression));
    }
    return out;
}

std::vector<Expression> compile_expressions(const std::vector<grammar::Located>& sources, Unit scope, const std::string& owner, RegexScratch& scratch,
                                            std::vector<grammar::Diagnostic>& diagnostics) {
    std::vector<Expression> out;
    for (const auto& source : sources) {
        for (auto& expression : compile_expression(source, scope, owner, scratch, diagnostics)) out.push_back(std::move(expression));
    }
    return out;
}

}  // namespace onevoice::rules
