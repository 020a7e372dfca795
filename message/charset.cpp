#include "message/charset.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <vector>

#include "message/ascii.h"
#include "message/visible_text.h"

namespace onevoice::message {
namespace {

struct Close {
    void operator()(void* descriptor) const { iconv_close(descriptor); }
};
using Descriptor = std::unique_ptr<void, Close>;

/// The descriptors of one thread, most recently used first; null for a charset that iconv does not know.
class Descriptors {
public:
    iconv_t get(const std::string& name) {
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            if (kept_[i].name != name) continue;
            if (i != 0) std::swap(kept_[i], kept_[i - 1]);
            return reset(kept_[i != 0 ? i - 1 : 0].descriptor.get());
        }
        // A mailbox of all of Europe and East Asia uses about twenty charsets; a hostile one must not grow this.
        constexpr std::size_t most = 32;
        if (kept_.size() == most) kept_.pop_back();
        const iconv_t opened = iconv_open("UTF-8", name.c_str());
        const bool known = opened != reinterpret_cast<iconv_t>(-1);
        kept_.insert(kept_.begin(), Kept{name, Descriptor(known ? opened : nullptr)});
        return kept_.front().descriptor.get();
    }

private:
    struct Kept {
        std::string name;
        Descriptor descriptor;
    };
    static iconv_t reset(iconv_t descriptor) {
        if (descriptor != nullptr) iconv(descriptor, nullptr, nullptr, nullptr, nullptr);
        return descriptor;
    }
    std::vector<Kept> kept_;
};

/// windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index windows-1252); ISO-8859-1 has only controls there, so mail
/// that says ISO-8859-1 and uses them means windows-1252.
constexpr std::array<char16_t, 32> western{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                           0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string_view western_to_utf8(std::string_view bytes, std::string& store) {
    std::size_t at = ascii_prefix(bytes);
    if (at == bytes.size()) return bytes;
    store.clear();
    store.reserve(bytes.size() + bytes.size() / 8 + 16);
    store.append(bytes, 0, at);
    while (at < bytes.size()) {
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        append_utf8(store, byte >= 0x80 && byte < 0xA0 ? western[byte - 0x80] : byte);
        const std::size_t run = ascii_prefix(bytes.substr(at));
        store.append(bytes, at, run);
        at += run;
    }
    return store;
}

struct Utf8Check {
    bool valid = true;
    bool any_sequence = false;  ///< at least one well-formed sequence of several bytes
};

Utf8Check check_utf8(std::string_view bytes) {
    Utf8Check check;
    std::size_t at = 0;
    while (at < bytes.size()) {
        at += ascii_prefix(bytes.substr(at));
        if (at >= bytes.size()) break;
        const CodePoint point = code_point_at(bytes, at);
        if (point.length == 0) check.valid = false;
        else check.any_sequence = true;
        if (!check.valid && check.any_sequence) break;
        at += point.length == 0 ? 1 : point.length;
    }
    return check;
}

std::string_view convert(iconv_t descriptor, std::string_view bytes, std::string& store) {
    store.clear();
    std::array<char, 4096> piece;
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it only reads
    std::size_t left = bytes.size();
    bool flushing = false;
    while (true) {
        char* out = piece.data();
        std::size_t room = piece.size();
        const std::size_t before = left;
        const std::size_t done =
            flushing ? iconv(descriptor, nullptr, nullptr, &out, &room) : iconv(descriptor, &in, &left, &out, &room);
        const int failure = done == static_cast<std::size_t>(-1) ? errno : 0;
        store.append(piece.data(), piece.size() - room);
        if (failure == 0) {
            if (flushing) return store;
            flushing = true;
        } else if (failure == E2BIG) {
            if (left == before && room == piece.size()) return store;  // no progress: cannot happen, and must not loop
        } else {
            append_utf8(store, 0xFFFD);
            if (left == 0) return store;
            ++in;
            --left;
        }
    }
}

/// The name that iconv knows. Mail says GB2312 and means its superset, and so on (WHATWG Encoding, labels).
std::string iconv_name(std::string_view name) {
    struct Alias {
        std::string_view said;
        std::string_view meant;
    };
    static constexpr std::array<Alias, 14> aliases{{{"gb2312", "gb18030"},
                                                    {"gbk", "gb18030"},
                                                    {"x-gbk", "gb18030"},
                                                    {"ks_c_5601-1987", "cp949"},
                                                    {"euc-kr", "cp949"},
                                                    {"shift_jis", "cp932"},
                                                    {"shift-jis", "cp932"},
                                                    {"x-sjis", "cp932"},
                                                    {"iso-8859-8-i", "iso-8859-8"},
                                                    {"unicode-1-1-utf-7", "utf-7"},
                                                    {"x-mac-roman", "macintosh"},
                                                    {"x-macroman", "macintosh"},
                                                    {"cp-850", "cp850"},
                                                    {"iso-8859-9", "windows-1254"}}};
    for (const Alias& alias : aliases)
        if (alias.said == name) return std::string(alias.meant);
    return std::string(name);
}

/// Names are tokens: a "//" would be an instruction to iconv, and no registered name has 64 letters.
bool well_formed(std::string_view name) {
    if (name.size() >= 64) return false;
    for (const char c : name)
        if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_' && c != '.' && c != ':' && c != '+') return false;
    return true;
}

}  // namespace

std::string_view to_utf8(std::string_view bytes, std::string_view declared, std::string& store, CharsetOutcome& outcome) {
    outcome = CharsetOutcome::as_declared;
    const std::string name = lower(trim(declared));
    const bool utf8 = name == "utf-8" || name == "utf8" || name == "x-utf-8" || name == "unicode-1-1-utf-8";
    const bool ascii = name.empty() || name == "us-ascii" || name == "ascii" || name == "ansi_x3.4-1968" || name == "7bit" ||
                       name == "8bit";
    if (utf8 || ascii) {
        const Utf8Check check = check_utf8(bytes);
        if (check.valid || (utf8 && check.any_sequence)) return bytes;
        outcome = CharsetOutcome::guessed;
        return western_to_utf8(bytes, store);
    }
    const bool latin = name == "iso-8859-1" || name == "iso8859-1" || name == "iso_8859-1" || name == "latin1" ||
                       name == "latin-1" || name == "windows-1252" || name == "cp1252" || name == "cp-1252" ||
                       name == "x-ansi" || name == "ansi";
    if (latin) return western_to_utf8(bytes, store);
    if (well_formed(name)) {
        thread_local Descriptors descriptors;
        if (const iconv_t descriptor = descriptors.get(iconv_name(name)); descriptor != nullptr)
            return convert(descriptor, bytes, store);
    }
    outcome = CharsetOutcome::unknown;
    const Utf8Check check = check_utf8(bytes);
    if (check.valid) return bytes;
    return western_to_utf8(bytes, store);
}

}  // namespace onevoice::message
