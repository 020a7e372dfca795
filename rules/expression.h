// Expression: one string of a `match` or `unless` list, compiled and linted. Private to rules/.
#pragma once

#include <string>
#include <vector>

#include "grammar/grammar.h"
#include "rules/literals.h"
#include "rules/matcher.h"
#include "rules/regex.h"

namespace onevoice::rules {

struct Expression {
    Regex regex;
    std::vector<LiteralSet> literals;  ///< one of each set stands in every unit it matches; empty: unknown
};

/// Its alternatives, one expression each; none after a diagnostic of severity error. `owner` names what it belongs to:
/// "pattern 'x'". `scratch` is for the probe with adversarial texts.
std::vector<Expression> compile_expression(const grammar::Located& source, Unit scope, const std::string& owner, RegexScratch& scratch,
                                           std::vector<grammar::Diagnostic>& diagnostics);

/// All of a list; those with errors are left out.
std::vector<Expression> compile_expressions(const std::vector<grammar::Located>& sources, Unit scope, const std::string& owner, RegexScratch& scratch,
                                            std::vector<grammar::Diagnostic>& diagnostics);

}  // namespace onevoice::rules
