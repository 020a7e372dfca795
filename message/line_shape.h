// LineShape: what can be said of one line by itself: which signs stand in it, and whether it looks like a rule, a header
// field, a contact detail or prose. Everything else about quotes and signatures is about how such lines follow each other.
// Private to message/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/lines.h"
#include "message/phrases.h"

namespace onevoice::message {

/// dashes: "--" as RFC 3676 section 4.3 has it; drawn: any other line of dashes, underscores, equals signs and the like.
enum class Rule : std::uint8_t { none, dashes, drawn };

struct LineShape {
    std::string_view folded;     ///< without '>' marks; lives as long as the LineShapes
    std::uint32_t at_start = 0;  ///< signs with which the line begins
    std::uint32_t anywhere = 0;
    std::uint32_t words = 0;
    std::uint32_t digits = 0;
    std::uint32_t sentences = 0;       ///< full stops, question and exclamation marks after a word of some length
    std::uint32_t depth = 0;           ///< containers and '>' marks together
    std::uint8_t marks = 0;            ///< '>' marks only
    std::uint8_t legal_signs = 0;      ///< at most 255
    Rule rule = Rule::none;
    HeaderField field = HeaderField::none;
    bool blank = false;
    bool field_has_value = false;
    bool decorated = false;  ///< begins with two dashes or underscores and goes on
    bool address = false;    ///< something@something
    bool link = false;
    bool clock_time = false;
    bool year = false;
    bool money = false;
    bool ends_with_colon = false;
    bool ends_sentence = false;
    bool begins_lower = false;
    bool bullet = false;
    bool notice = false;   ///< begins, but for a label or "Bitte", with what makes a disclaimer by itself
    bool closing = false;  ///< a closing formula with at most a name behind it
    bool parted = false;   ///< cells parted by '|' or a middle dot
    bool postcode = false;

    [[nodiscard]] bool begins(std::uint32_t signs) const { return (at_start & signs) != 0; }
    [[nodiscard]] bool has(std::uint32_t signs) const { return (anywhere & signs) != 0; }
    [[nodiscard]] bool prose() const;
    /// 2: a telephone number, a postal address or a register entry; 1: an address, a link, a firm or parted cells; 0: neither.
    [[nodiscard]] int contact_strength() const;
};

/// The shapes of all lines. Not copied: the shapes look into a buffer of it.
class LineShapes {
public:
    explicit LineShapes(const std::vector<Line>& lines);
    LineShapes(const LineShapes&) = delete;
    LineShapes& operator=(const LineShapes&) = delete;

    [[nodiscard]] const std::vector<LineShape>& all() const { return shapes_; }

private:
    std::string folded_;
    std::vector<LineShape> shapes_;
};

}  // namespace onevoice::message
