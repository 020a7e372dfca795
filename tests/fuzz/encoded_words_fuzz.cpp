// Header text with encoded words.
#include "message/encoded_words.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = message::decode_header_text(fuzz::bytes_of(data, size));
    fuzz::promise_visible(text, "");
    fuzz::promise(text.find("  ") == std::string::npos);
    return 0;
}
