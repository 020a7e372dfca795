// The header block: what reaches libmailutils is fields only, and comes back as it went in.
#include "message/header_block.h"

#include "message/entity.h"
#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::bytes_of(data, size);
    const message::HeaderBlock block = message::split_header(text, 4096, 50);
    fuzz::promise(block.fields.empty() || block.fields.ends_with('\n'));
    fuzz::promise(block.fields.find('\0') == std::string::npos && block.fields.find('\r') == std::string::npos);
    fuzz::promise(text.ends_with(block.body));

    std::size_t lines = 0;
    std::size_t starts = 0;
    for (std::size_t at = 0; at < block.fields.size(); at = block.fields.find('\n', at) + 1, ++lines) {
        const char first = block.fields[at];
        const bool continues = first == ' ' || first == '\t';
        fuzz::promise(first != ':' && first != '\n');
        fuzz::promise(!continues || lines != 0);
        if (!continues) ++starts;
    }
    const message::Entity entity(block);
    fuzz::promise(entity.fields().size() == starts);
    for (const message::Field& field : entity.fields()) fuzz::promise(entity.has(field.name));
    return 0;
}
