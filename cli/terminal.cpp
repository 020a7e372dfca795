#include "cli/terminal.h"

#include <unistd.h>
#include <utf8proc.h>

#include <cstdlib>

namespace onevoice::cli {
namespace {

bool harmless(utf8proc_int32_t character) {
    if (character < 0x20 || (character >= 0x7f && character < 0xa0)) return false;
    if (character == 0x2028 || character == 0x2029) return false;                                           // line separators
    if (character == 0x061c || character == 0x200e || character == 0x200f || (character >= 0x202a && character <= 0x202e)) return false;  // bidi
    return character < 0x2066 || character > 0x2069;                                                         // bidi isolates
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    utf8proc_ssize_t left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t character = 0;
        utf8proc_ssize_t size = utf8proc_iterate(at, left, &character);
        if (character == '\n' || character == '\t')
            out += ' ';  // evidence may run over lines
        else if (size > 0 && harmless(character))
            out.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(size));
        else
            out += '?';
        if (size <= 0) size = 1;
        at += size;
        left -= size;
    }
    return out;
}

Terminal Terminal::of_standard_output() {
    const char* unwanted = std::getenv("NO_COLOR");
    return Terminal(::isatty(STDOUT_FILENO) == 1 && (unwanted == nullptr || *unwanted == '\0'));
}

std::string Terminal::wrapped(std::string_view code, std::string_view text) const {
    if (!colours_) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace onevoice::cli
