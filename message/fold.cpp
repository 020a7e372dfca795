#include "message/fold.h"

#include <utf8proc.h>

#include <array>

namespace onevoice::message {
namespace {

void add_code_point(std::string& out, utf8proc_int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(code_point, bytes.data());
    for (int i = 0; i < length; ++i) out += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
}

void fold_code_point(std::string& out, utf8proc_int32_t code_point) {
    switch (code_point) {
        case 0xC4: case 0xE4: out += "ae"; return;
        case 0xD6: case 0xF6: out += "oe"; return;
        case 0xDC: case 0xFC: out += "ue"; return;
        case 0x308:  // a combining diaeresis, as Apple's programs write umlauts
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

}  // namespace

void fold_onto(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char c = bytes[at];
        if (c < 0x80) {
            ++at;
            if (c == '*') continue;
            if (c <= ' ') out += ' ';
            else out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == '`' ? '\'' : c);
        } else {
            utf8proc_int32_t code_point = -1;
            const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
            if (length <= 0) {
                ++at;
                continue;
            }
            at += static_cast<std::size_t>(length);
            fold_code_point(out, code_point);
        }
        // Blanks are settled as they come, so that a megabyte of them costs no more than a megabyte of letters.
        const std::size_t size = out.size();
        if (size > start && out.back() == ' ' && (size == start + 1 || out[size - 2] == ' ')) out.pop_back();
    }
    if (out.size() > start && out.back() == ' ') out.pop_back();
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    fold_onto(out, text);
    return out;
}

}  // namespace onevoice::message
