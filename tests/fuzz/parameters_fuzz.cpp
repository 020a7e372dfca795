// Content-Type and Content-Disposition fields.
#include "message/parameters.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const message::Parameters parameters = message::parse_parameters(fuzz::bytes_of(data, size));
    for (const auto& [name, value] : parameters.all)
        if (name != "boundary") fuzz::promise_visible(value, "");
    for (const auto& [name, value] : parameters.all)
        fuzz::promise(parameters.get(name).data() == value.data() || value.empty());
    return 0;
}
