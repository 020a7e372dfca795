// One TOML value against one key of the grammar.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/grammar.h"
#include "grammar/node.h"

namespace onevoice::grammar {

/// Collects the diagnostics of one file.
class Complaints {
public:
    Complaints(std::string file, std::vector<Diagnostic>& out) : file_(std::move(file)), out_(out) {}

    /// Control characters, which can only come from the file, are shown as escapes: a terminal will read this.
    void add(Spot spot, std::string_view what);
    [[nodiscard]] Place place(Spot spot) const { return {file_, spot.line, spot.column}; }
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    std::string file_;
    std::vector<Diagnostic>& out_;
};

/// The value of a key of any type but a table with fields; nothing, after complaining, when it does not fit. Of an
/// array the elements that fit are kept.
std::optional<Table::Value> read_value(const Key& key, const Node& node, Complaints& complaints);

/// "expected a duration such as "90d", found an integer"
[[nodiscard]] std::string mismatch(Type type, Node::Kind found);

/// Words that a value of this type is described with: `a duration such as "90d"`.
[[nodiscard]] std::string_view expectation(Type type);

}  // namespace onevoice::grammar
