// Findings: what is wrong with rule files, gathered while they are read and linted. An error would make a verdict wrong
// or unpredictable; everything else is a warning.
#pragma once

#include <string>
#include <vector>

#include "grammar/grammar.h"

namespace onevoice::rules {

class Findings {
public:
    explicit Findings(std::vector<grammar::Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}

    void error(const Place& place, std::string what) { add(grammar::Severity::error, place, std::move(what)); }
    void warning(const Place& place, std::string what) { add(grammar::Severity::warning, place, std::move(what)); }

    /// For parts that append on their own: readers, the matcher.
    [[nodiscard]] std::vector<grammar::Diagnostic>& diagnostics() { return diagnostics_; }

private:
    void add(grammar::Severity severity, const Place& place, std::string what);
    std::vector<grammar::Diagnostic>& diagnostics_;
};

/// The text in single quotes, with control characters escaped: values of rule files may hold anything.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace onevoice::rules
