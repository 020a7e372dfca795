// Files in a text: it gets shorter exactly when one was found.
#include "message/uuencoded_files.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text;
    message::append_visible(text, fuzz::bytes_of(data, size));
    const std::string before = text;
    const std::size_t files = message::remove_uuencoded_files(text);
    fuzz::promise(files == 0 ? text == before : text.size() < before.size());
    return 0;
}
