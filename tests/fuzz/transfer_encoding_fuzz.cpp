// Transfer encodings and charsets; the first byte chooses.
#include "message/transfer_encoding.h"

#include <array>

#include "message/charset.h"
#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::array<std::string_view, 4> encodings{"base64", "quoted-printable", "x-uuencode", "8bit"};
    constexpr std::array<std::string_view, 8> charsets{"",       "utf-8", "iso-8859-1", "iso-2022-jp",
                                                       "utf-16", "utf-7", "gb18030",    "big5"};
    const std::string_view body = fuzz::bytes_of(data + 1, size - 1);
    const std::size_t most = data[0] & 0x80 ? 64 : 1 << 20;
    std::string store;
    const message::Decoded decoded = message::decode_body(body, encodings[data[0] % 4], most, store);
    fuzz::promise(decoded.bytes.size() <= most);
    std::string utf8_store;
    message::CharsetOutcome outcome;
    const std::string_view utf8 = message::to_utf8(decoded.bytes, charsets[data[0] / 4 % 8], utf8_store, outcome);
    std::string visible;
    message::append_visible(visible, utf8);
    fuzz::promise_visible(visible, "\n\t");
    return 0;
}
