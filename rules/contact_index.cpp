#include "rules/contact_index.h"

#include "message/address.h"

namespace onevoice::rules {

ContactIndex::ContactIndex(const std::vector<ContactGroup>& groups, std::vector<std::string> shared_providers)
    : shared_providers_(std::move(shared_providers)) {
    for (const ContactGroup& group : groups)
        for (const std::string& address : group.addresses) by_address_.emplace(address, &group);
}

Result<Contact> ContactIndex::of(std::string_view recipient) const {
    Result<std::string> address = message::canonical_address(recipient);
    if (!address) return address.error();
    Contact contact;
    contact.address = std::move(*address);
    contact.organisation = message::organisation_of(contact.address, shared_providers_);
    const auto group = by_address_.find(contact.address);
    if (group == by_address_.end()) {
        contact.aliases = {contact.address};
    } else {
        contact.aliases = group->second->addresses;
        contact.group = group->second->name;
    }
    return contact;
}

}  // namespace onevoice::rules
