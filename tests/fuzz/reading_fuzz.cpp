// A whole message through read() and own_words().
#include "message/reading.h"
#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool prepared = (message::prepare_library(), true);
    fuzz::promise(prepared);
    message::Limits limits;
    limits.text_bytes = 4096;  // small, so that short inputs reach the limits
    limits.parts = 40;
    limits.depth = 8;
    limits.header_fields = 60;
    limits.header_bytes = 8192;
    const auto result = message::read(fuzz::bytes_of(data, size), limits);
    fuzz::promise(result.ok());
    const message::Reading& reading = *result;

    fuzz::promise_visible(reading.text, "\n\t");
    fuzz::promise_visible(reading.subject, "");
    fuzz::promise_visible(reading.message_id, "");
    fuzz::promise_visible(reading.date, "");
    for (const auto* list : {&reading.from, &reading.to})
        for (const auto& mailbox : *list) {
            fuzz::promise_visible(mailbox.name, "");
            fuzz::promise_visible(mailbox.address, "");
            fuzz::promise(!mailbox.address.empty());
        }
    for (const auto& oddity : reading.oddities) fuzz::promise_visible(oddity.detail, "");

    fuzz::promise(reading.text.starts_with(reading.subject + "\n\n"));
    fuzz::promise(reading.text.size() <= reading.subject.size() + 2 + limits.text_bytes);
    fuzz::promise(reading.attachments <= reading.parts);
    fuzz::promise(reading.parts <= limits.parts + limits.depth);
    std::size_t end = 0;
    for (const auto& passage : reading.passages) {
        fuzz::promise(passage.from == end && passage.to > passage.from);
        end = passage.to;
    }
    fuzz::promise(end == reading.text.size());

    const message::OwnWords own = message::own_words(reading);
    for (const auto& piece : own.pieces) {
        fuzz::promise(piece.own + piece.length <= own.text.size() && piece.source + piece.length <= reading.text.size());
        fuzz::promise(own.text.compare(piece.own, piece.length, reading.text, piece.source, piece.length) == 0);
    }
    return 0;
}
