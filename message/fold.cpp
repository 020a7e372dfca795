#include "message/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "message/eight_bytes.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

void add_code_point(std::string& out, utf8proc_int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(code_point, bytes.data());
    for (int i = 0; i < length; ++i) out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
}

constexpr utf8proc_int32_t combining_diaeresis = 0x308;  // as Apple's programs write umlauts

void fold_code_point(std::string& out, utf8proc_int32_t code_point) {
    switch (code_point) {
        case 0xC4: case 0xE4: out += "ae"; return;
        case 0xD6: case 0xF6: out += "oe"; return;
        case 0xDC: case 0xFC: out += "ue"; return;
        case combining_diaeresis:
            if (!out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u')) out += 'e';
            return;
        case 0x2018: case 0x2019: case 0x201A: case 0xB4: out += '\''; return;
        case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: out += '"'; return;
        case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: out += '-'; return;
        default: break;
    }
    const auto category = utf8proc_category(code_point);
    if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) {
        out += ' ';
        return;
    }
    if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_CC) return;
    std::array<utf8proc_int32_t, 32> folded{};  // the longest compatibility decomposition has 18 code points
    int boundary = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    const auto count = utf8proc_decompose_char(code_point, folded.data(), folded.size(), options, &boundary);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(folded.size())) return;
    for (utf8proc_ssize_t i = 0; i < count; ++i) add_code_point(out, folded[static_cast<std::size_t>(i)]);
}

/// What ASCII folds to; 0 for what goes.
constexpr std::array<char, 128> make_ascii() {
    std::array<char, 128> table{};
    for (unsigned c = 0; c < 128; ++c)
        table[c] = static_cast<char>(c <= ' ' ? ' ' : c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == '`' ? '\'' : c);
    table['*'] = 0;
    return table;
}
constexpr auto ascii = make_ascii();

/// What the accented letters of Europe fold to, Latin-1 to Latin Extended-A: nearly all that mail here has beyond ASCII.
/// Seven bytes hold what any of them becomes, which is worked out once.
struct Folded {
    std::array<char, 7> bytes{};
    std::uint8_t length = 0;
};
constexpr char32_t first_kept = 0x80, end_kept = 0x180;

const std::array<Folded, end_kept - first_kept>& letters() {
    static const auto built = [] {
        std::array<Folded, end_kept - first_kept> table{};
        for (char32_t c = first_kept; c < end_kept; ++c) {
            std::string out;
            fold_code_point(out, static_cast<utf8proc_int32_t>(c));
            Folded& entry = table[c - first_kept];
            entry.length = static_cast<std::uint8_t>(out.copy(entry.bytes.data(), entry.bytes.size()));
        }
        return table;
    }();
    return built;
}

}  // namespace

void fold_onto(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    out.resize(start + text.size() + text.size() / 8);  // umlauts grow by nothing, other letters hardly
    std::size_t size = start;
    const auto settle = [&](std::size_t size_before) {  // what a step wrote may end in a blank too many
        if (size > size_before && out[size - 1] == ' ' && (size == start + 1 || out[size - 2] == ' ')) --size;
    };
    // Blanks are settled as they come, so that a megabyte of them costs no more than a megabyte of letters.
    bool after_blank = true;
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (out.size() - size < text.size() - at) out.resize(size + (text.size() - at) + 8);
            char* to = out.data() + size;
            for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at) {
                for (; at + 8 < text.size(); at += 8, to += 8) {
                    const EightBytes next(text.data() + at);
                    const std::uint64_t blanks = next.where(' ');
                    if (!next.printable() || EightBytes::two_in_a_row(blanks) || (after_blank && EightBytes::first(blanks))) break;
                    if ((next.where('*') | next.where('`')) != 0) break;
                    next.write_lower(to);
                    after_blank = EightBytes::last(blanks);
                }
                if (static_cast<unsigned char>(text[at]) >= 0x80) break;
                const char c = ascii[static_cast<unsigned char>(text[at])];
                if (c > ' ') {
                    *to++ = c;
                    after_blank = false;
                } else if (c == ' ' && !after_blank) {
                    *to++ = c;
                    after_blank = true;
                }
            }
            size = static_cast<std::size_t>(to - out.data());
            continue;
        }
        const CodePoint point = code_point_at(text, at);
        if (point.length == 0) {
            ++at;
            continue;
        }
        at += point.length;
        const std::size_t before = size;
        if (point.value >= first_kept && point.value < end_kept) {
            const Folded& folded = letters()[point.value - first_kept];
            if (size + folded.bytes.size() > out.size()) out.resize(size + folded.bytes.size() + (text.size() - at));
            std::memcpy(out.data() + size, folded.bytes.data(), folded.bytes.size());
            size += folded.length;
        } else {
            // Beside `out`, with the byte that a diaeresis looks at: to cut `out` and grow it again for each would cost the square.
            std::string piece(out, size - std::min<std::size_t>(size - start, 1), std::min<std::size_t>(size - start, 1));
            const std::size_t known = piece.size();
            fold_code_point(piece, static_cast<utf8proc_int32_t>(point.value));
            const std::string_view added = std::string_view(piece).substr(known);
            if (size + added.size() > out.size()) out.resize(size + added.size() + (text.size() - at));
            added.copy(out.data() + size, added.size());
            size += added.size();
        }
        settle(before);
        after_blank = size == start || out[size - 1] == ' ';
    }
    if (size > start && out[size - 1] == ' ') --size;
    out.resize(size);
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    fold_onto(out, text);
    return out;
}

}  // namespace onevoice::message
