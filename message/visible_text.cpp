#include "message/visible_text.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace onevoice::message {
namespace {

constexpr std::uint64_t every_byte(std::uint8_t value) { return 0x0101010101010101ULL * value; }

std::uint64_t eight_bytes(const char* from) {
    std::uint64_t word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Whether all eight bytes are printable ASCII. The subtraction borrows into a byte's top bit when it is below 0x20;
/// a borrow from a neighbour can only make it say no too often.
bool printable(std::uint64_t word) {
    const std::uint64_t high = every_byte(0x80);
    const std::uint64_t no_delete = word ^ every_byte(0x7F);
    return ((word | (word - every_byte(0x20)) | (no_delete - every_byte(0x01))) & high) == 0;
}

constexpr std::array<bool, 256> make_plain() {
    std::array<bool, 256> plain{};
    for (unsigned c = 0x20; c < 0x7F; ++c) plain[c] = true;
    plain['\n'] = plain['\t'] = true;
    return plain;
}
constexpr auto plain = make_plain();

/// A letter of Latin-1 (U+00C0 to U+00FF) or Latin Extended-A, in UTF-8: nothing among them is invisible.
bool is_accented(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead >= 0xC3 && lead <= 0xC5 && at + 1 < text.size() && (static_cast<unsigned char>(text[at + 1]) & 0xC0) == 0x80;
}

/// Bytes at `at` that need no change.
std::size_t plain_run(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        if (end + 8 <= text.size() && printable(eight_bytes(text.data() + end))) {
            end += 8;
            continue;
        }
        const std::size_t stop = end + 8 < text.size() ? end + 8 : text.size();
        while (end < stop) {
            if (plain[static_cast<unsigned char>(text[end])]) ++end;
            else if (is_accented(text, end)) end += 2;
            else break;
        }
        if (end < stop) break;
    }
    return end - at;
}

/// Left out: soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and direction marks, word joiner and
/// invisible operators, byte order mark, interlinear annotation, variation selectors, tags.
bool invisible(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

/// Blanks that only differ in width or in where a line may break; a pattern's \s should meet one kind.
bool blank_like(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto tail = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
    if (at >= text.size()) return {};
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4 || !tail(1)) return {};
    if (lead < 0xE0) return {static_cast<char32_t>(lead & 0x1F) << 6 | bits(1), 2};
    if (!tail(2)) return {};
    if (lead < 0xF0) {
        const char32_t value = static_cast<char32_t>(lead & 0x0F) << 12 | bits(1) << 6 | bits(2);
        const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        return value < 0x800 || surrogate ? CodePoint{} : CodePoint{value, 3};
    }
    if (!tail(3)) return {};
    const char32_t value = static_cast<char32_t>(lead & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3);
    return value < 0x10000 || value > 0x10FFFF ? CodePoint{} : CodePoint{value, 4};
}

void append_utf8(std::string& out, char32_t value) {
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += static_cast<char>(0xC0 | (value >> 6));
        tail(0);
    } else if (value < 0x10000) {
        out += static_cast<char>(0xE0 | (value >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (value >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::size_t ascii_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at + 8 <= text.size() && (eight_bytes(text.data() + at) & every_byte(0x80)) == 0) at += 8;
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

void append_visible(std::string& out, std::string_view text) {
    out.reserve(out.size() + text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t run = plain_run(text, at);
        out.append(text, at, run);
        at += run;
        if (at >= text.size()) break;
        const CodePoint point = code_point_at(text, at);
        if (point.length == 0) {
            append_utf8(out, 0xFFFD);
            ++at;
            continue;
        }
        if (point.value == '\r') {
            if (at + 1 >= text.size() || text[at + 1] != '\n') out += '\n';
        } else if (blank_like(point.value)) {
            out += ' ';
        } else if (!invisible(point.value)) {
            const bool separator = point.value == 0x2028 || point.value == 0x2029;
            if (separator) out += '\n';
            else out.append(text, at, point.length);
        }
        at += point.length;
    }
}

std::string one_line(std::string_view text) {
    std::string visible;
    append_visible(visible, text);
    std::string out;
    out.reserve(visible.size());
    for (const char c : visible) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace onevoice::message
