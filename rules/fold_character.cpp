// What one character, with the marks that stand on it, folds to.
#include "rules/fold_character.h"

#include <utf8proc.h>

#include <array>

#include "rules/fold.h"

namespace onevoice::rules {
namespace {

void append_utf8(std::int32_t codepoint, std::string& out) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(codepoint, bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

/// What the rules say about a character apart from Unicode's own foldings; nullptr: nothing.
const char* agreed(std::int32_t c) {
    switch (c) {
        case 0xe4: case 0xe6: return "ae";
        case 0xf6: case 0x153: return "oe";
        case 0xfc: return "ue";
        case 0xdf: return "ss";
        // Letters whose stroke is no mark of its own in Unicode.
        case 0xf8: return "o";
        case 0x111: case 0xf0: return "d";
        case 0x142: return "l";
        case 0x127: return "h";
        case 0x131: return "i";
        case 0xfe: return "th";
        case 0xb4: case 0x2bc: case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0x2039: case 0x203a: return "'";
        case 0xab: case 0xbb: case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0x301d: case 0x301e: return "\"";
        case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2043: case 0x2212: return "-";
        case 0x2026: return "...";
        default: return nullptr;
    }
}

void append_folded(std::int32_t c, std::string& out) {
    if (const char* text = agreed(c)) {
        out += text;
        return;
    }
    if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : (c < 0x20 || c == 0x7f ? ' ' : c));
        return;
    }
    if (is_blank(c)) {
        out += ' ';
        return;
    }
    if (is_mark(c)) return;  // left alone by composition: an accent without a letter of its own
    // A Latin letter with accents begins its canonical decomposition with an ASCII letter.
    std::array<utf8proc_int32_t, 16> parts{};
    int last_boundary = 0;
    const auto count = utf8proc_decompose_char(c, parts.data(), parts.size(), UTF8PROC_DECOMPOSE, &last_boundary);
    if (count > 1 && parts[0] < 0x80) {
        out += static_cast<char>(parts[0]);
        return;
    }
    append_utf8(c, out);
}

std::string fold_one(std::int32_t c) { return fold_cluster({&c, 1}); }

}  // namespace

bool is_blank(std::int32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_mark(std::int32_t c) {
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
           (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f);
}

std::string fold_cluster(std::span<const std::int32_t> cluster) {
    std::string out;
    if (cluster.size() == 1 && agreed(cluster[0]) != nullptr) return agreed(cluster[0]);

    // 18 code points is the longest compatibility decomposition (U+FDFA); marks beyond the buffer are of no meaning.
    std::array<utf8proc_int32_t, 96> parts{};
    std::size_t used = 0;
    int last_boundary = 0;
    for (const std::int32_t c : cluster) {
        const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
        const auto room = static_cast<utf8proc_ssize_t>(parts.size() - used);
        const auto count = utf8proc_decompose_char(c, parts.data() + used, room, options, &last_boundary);
        if (count < 0 || count > room) break;
        used += static_cast<std::size_t>(count);
    }
    const auto composed = utf8proc_normalize_utf32(parts.data(), static_cast<utf8proc_ssize_t>(used),
                                                   static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    for (utf8proc_ssize_t i = 0; i < composed; ++i) append_folded(parts[static_cast<std::size_t>(i)], out);
    if (cluster.size() == 1 && is_blank(cluster[0])) return out;
    // Accents that Unicode spells with a space of their own would stand beside other blanks.
    while (!out.empty() && out.back() == ' ') out.pop_back();
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    return out;
}

std::string_view fold_latin(std::int32_t c) {
    static const auto table = [] {
        std::array<std::string, latin_end> folded;
        for (std::int32_t i = 0x80; i < latin_end; ++i) folded[static_cast<std::size_t>(i)] = fold_one(i);
        return folded;
    }();
    return table[static_cast<std::size_t>(c)];
}

std::string fold_character(std::int32_t codepoint) { return fold_one(codepoint); }

}  // namespace onevoice::rules
