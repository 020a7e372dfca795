// A parsed TOML document as plain values with places: what the reader works on, so that only toml_text.cpp has to
// include toml++.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace onevoice::grammar {

/// Line and column from 1, columns in bytes.
struct Spot {
    std::size_t line = 0;
    std::size_t column = 0;
};

struct Node {
    enum class Kind { text, integer, number, boolean, date, local_date_time, local_time, array, table };

    struct Member;

    Kind kind = Kind::table;
    Spot spot;                    ///< a string: its opening quote; a section: its opening bracket
    std::string text;             ///< of a text
    std::int64_t integer = 0;
    double number = 0;
    bool boolean = false;
    Time date{};                  ///< of a date: a full date, or a date and time with an offset
    std::vector<Node> elements;   ///< of an array
    std::vector<Member> members;  ///< of a table

    [[nodiscard]] const Node* member(std::string_view key) const;
};

struct Node::Member {
    std::string key;
    Spot spot;  ///< of the key
    Node value;
};

/// Why a text is not TOML.
struct NotToml {
    Spot spot;
    std::string what;
};

/// The root table, or why there is none.
std::optional<Node> parse_toml(std::string_view text, NotToml& failure);

}  // namespace onevoice::grammar
