// Addresses: a canonical one is its own canonical form, and its domain and organisation hold together.
#include "message/address.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::bytes_of(data, size);
    const std::string domain = message::domain_of(text);
    const auto canonical = message::canonical_address(text);
    if (!canonical.ok()) {
        fuzz::promise(!canonical.error().what.empty());
        return 0;
    }
    fuzz::promise(canonical->ends_with('@' + domain));
    const auto again = message::canonical_address(*canonical);
    fuzz::promise(again.ok() && *again == *canonical);
    const std::string organisation = message::organisation_of(*canonical, message::known_shared_providers());
    fuzz::promise(organisation.empty() || organisation == domain || domain.ends_with('.' + organisation));
    return 0;
}
