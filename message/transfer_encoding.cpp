#include "message/transfer_encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

constexpr std::uint8_t pad = 64, blank = 65, foreign = 66;

constexpr std::array<std::uint8_t, 256> make_sextets() {
    std::array<std::uint8_t, 256> table{};
    for (auto& entry : table) entry = foreign;
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    table['='] = pad;
    for (const char c : {' ', '\t', '\n', '\r'}) table[static_cast<unsigned char>(c)] = blank;
    return table;
}
constexpr auto sextets = make_sextets();

/// How many bytes stand in front of the first "=" or line end, eight at a time; not find_first_of(), which calls memchr()
/// for every byte. A zero byte sets its top bit by the subtraction; a borrow can only stop too early.
std::size_t up_to_special(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL, tops = 0x8080808080808080ULL;
    const auto no_zero = [](std::uint64_t word) { return ((word - ones) & ~word & tops) == 0; };
    std::size_t at = 0;
    for (std::uint64_t word; at + 8 <= text.size(); at += 8) {
        std::memcpy(&word, text.data() + at, 8);
        if (!no_zero(word ^ ones * '=') || !no_zero(word ^ ones * '\n')) break;
    }
    while (at < text.size() && text[at] != '=' && text[at] != '\n') ++at;
    return at;
}

std::uint8_t sextet(char c) { return sextets[static_cast<unsigned char>(c)]; }

}  // namespace

bool append_base64(std::string& out, std::string_view text, std::size_t most) {
    const std::size_t end = out.size() + std::min(most, text.size() / 4 * 3 + 3);
    out.reserve(end);
    bool clean = true;
    std::uint32_t bits = 0;
    int count = 0;
    const auto flush = [&] {  // the bytes that an unfinished quantum still holds
        if (count >= 2) out += static_cast<char>(bits >> (count == 2 ? 4 : 10));
        if (count == 3) out += static_cast<char>(bits >> 2);
        if (count == 1) clean = false;
        count = 0;
        bits = 0;
    };
    std::size_t at = 0;
    while (at < text.size() && out.size() < end) {
        if (count == 0 && at + 4 <= text.size()) {
            const std::uint8_t a = sextet(text[at]), b = sextet(text[at + 1]), c = sextet(text[at + 2]),
                               d = sextet(text[at + 3]);
            if ((a | b | c | d) < pad) {
                const std::array<char, 3> bytes{static_cast<char>(a << 2 | b >> 4), static_cast<char>(b << 4 | c >> 2),
                                                static_cast<char>(c << 6 | d)};
                out.append(bytes.data(), bytes.size());
                at += 4;
                continue;
            }
        }
        const std::uint8_t value = sextet(text[at++]);
        if (value < pad) {
            bits = bits << 6 | value;
            if (++count == 4) {
                out += static_cast<char>(bits >> 16);
                out += static_cast<char>(bits >> 8);
                out += static_cast<char>(bits);
                bits = 0;
                count = 0;
            }
        } else if (value == pad) {
            if (count != 0) flush();
        } else if (value == foreign) {
            clean = false;
        }
    }
    if (at == text.size() && count != 0) {
        clean = false;
        flush();
    }
    if (out.size() > end) out.resize(end);
    return clean;
}

bool append_quoted_printable(std::string& out, std::string_view text, std::size_t most) {
    const std::size_t end = out.size() + std::min(most, text.size());
    out.reserve(end);
    bool clean = true;
    std::size_t at = 0;
    std::size_t line = out.size();  // where the present line starts in `out`
    const auto drop_blanks = [&] {
        while (out.size() > line && (out.back() == ' ' || out.back() == '\t' || out.back() == '\r')) out.pop_back();
    };
    while (at < text.size() && out.size() < end) {
        const std::size_t special = at + up_to_special(text.substr(at));
        out.append(text, at, special - at);
        at = special;
        if (at == text.size()) {
            drop_blanks();
            break;
        }
        if (text[at] == '\n') {
            drop_blanks();
            out += '\n';
            line = out.size();
            ++at;
            continue;
        }
        if (at + 2 < text.size() || at + 3 == text.size()) {
            const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
            if (high >= 0 && low >= 0) {
                out += static_cast<char>(high << 4 | low);
                line = out.size();  // a coded blank is meant
                at += 3;
                continue;
            }
        }
        std::size_t after = at + 1;
        while (after < text.size() && (text[after] == ' ' || text[after] == '\t' || text[after] == '\r')) ++after;
        if (after == text.size() || text[after] == '\n') {  // a soft line break
            at = after == text.size() ? after : after + 1;
            line = out.size();
        } else {
            clean = false;
            out += '=';
            ++at;
        }
    }
    if (out.size() > end) out.resize(end);
    return clean;
}

bool append_q(std::string& out, std::string_view text) {
    bool clean = true;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '=' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[at + 1]) << 4 | hex_digit(text[at + 2]));
            at += 2;
        } else {
            if (c == '=') clean = false;
            out += c == '_' ? ' ' : c;
        }
    }
    return clean;
}

bool append_uuencoded(std::string& out, std::string_view text, std::size_t most) {
    std::size_t at = starts_same(text, "begin ") ? 0 : text.find("\nbegin ");
    if (at == std::string_view::npos) return false;
    if (text[at] == '\n') ++at;
    const std::size_t end = out.size() + most;
    while ((at = text.find('\n', at)) != std::string_view::npos) {
        const std::string_view line = trim(text.substr(at + 1, std::min(text.find('\n', at + 1), text.size()) - at - 1));
        ++at;
        if (line == "end") return true;
        if (line.empty() || line == "`") continue;
        const auto value = [&](std::size_t i) -> std::uint32_t {  // blanks at the line end may be lost: they stand for 0
            return i < line.size() ? static_cast<std::uint32_t>(line[i] - ' ') & 0x3F : 0U;
        };
        std::size_t left = value(0);
        for (std::size_t i = 1; left != 0 && out.size() < end; i += 4) {
            const std::uint32_t bits = value(i) << 18 | value(i + 1) << 12 | value(i + 2) << 6 | value(i + 3);
            for (int shift = 16; shift >= 0 && left != 0; shift -= 8, --left) out += static_cast<char>(bits >> shift);
        }
        if (out.size() >= end) break;
    }
    if (out.size() > end) out.resize(end);
    return false;
}

Decoded decode_body(std::string_view body, std::string_view encoding, std::size_t most, std::string& store) {
    Decoded decoded;
    const std::string_view name =
        trim(encoding.substr(0, encoding.find_first_of(";( \t\n", encoding.find_first_not_of(" \t\n\""))));
    store.clear();
    bool coded = true;
    if (same(name, "base64")) decoded.well_formed = append_base64(store, body, most);
    else if (same(name, "quoted-printable")) decoded.well_formed = append_quoted_printable(store, body, most);
    else if (same(name, "x-uuencode") || same(name, "uuencode") || same(name, "x-uue")) {
        decoded.well_formed = append_uuencoded(store, body, most);
        coded = !store.empty();
    } else {
        coded = false;
        decoded.known = name.empty() || same(name, "7bit") || same(name, "8bit") || same(name, "binary");
    }
    decoded.bytes = coded ? std::string_view(store) : body.substr(0, most);
    decoded.cut = coded ? store.size() >= most : body.size() > most;
    return decoded;
}

}  // namespace onevoice::message
