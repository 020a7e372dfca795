// What every fuzz target checks of the text that it gets back; a broken promise aborts, so that the fuzzer keeps the input.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "message/visible_text.h"

namespace onevoice::fuzz {

inline void promise(bool kept) {
    if (!kept) std::abort();
}

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Valid UTF-8 without control characters but those in `allowed`, and without marks that turn the direction of writing.
inline void promise_visible(std::string_view text, std::string_view allowed) {
    for (std::size_t at = 0; at < text.size();) {
        const message::CodePoint point = message::code_point_at(text, at);
        promise(point.length != 0);
        const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
        promise(!control || allowed.find(text[at]) != std::string_view::npos);
        promise(point.value < 0x202A || point.value > 0x202E);
        promise(point.value < 0x2066 || point.value > 0x2069);
        at += point.length;
    }
}

}  // namespace onevoice::fuzz
