// The backtracking lint: patterns that some sentence could keep busy without end. Private to rules/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/grammar.h"

namespace onevoice::rules {

struct Backtracking {
    grammar::Severity severity = grammar::Severity::error;
    std::string what;  ///< "repeats '…' inside a repeat …"
};

/// Looks at the source only: an unbounded repeat inside an unbounded repeat with nothing between that tells the rounds
/// apart ((a+)+, (.*)*, (\w|\d)*), and repeats beside each other over the same characters (.*.*.*).
[[nodiscard]] std::optional<Backtracking> find_backtracking(std::string_view folded_source);

/// Texts made from the source that drive its repeats as far as window_bytes allow and then fail.
[[nodiscard]] std::vector<std::string> adversarial_texts(std::string_view folded_source);

}  // namespace onevoice::rules
