// Address lists.
#include "message/mailboxes.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const message::Mailbox& mailbox : message::parse_mailboxes(fuzz::bytes_of(data, size))) {
        fuzz::promise_visible(mailbox.name, "");
        fuzz::promise_visible(mailbox.address, "");
        fuzz::promise(!mailbox.address.empty());
    }
    return 0;
}
