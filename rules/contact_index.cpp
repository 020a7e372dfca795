#include "rules/contact_index.h"

#include <algorithm>

#include "message/address.h"
#include "message/web_address.h"

namespace onevoice::rules {

ContactIndex::ContactIndex(const std::vector<ContactGroup>& groups, std::vector<std::string> shared_providers)
    : named_(groups), shared_providers_(std::move(shared_providers)) {
    for (const ContactGroup& group : groups) {
        by_name_.emplace(group.name, &group);
        for (const std::string& address : group.addresses) by_address_.emplace(address, &group);
    }
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
        contact.names = group->second->keys;
    }
    return contact;
}

std::vector<NamedContact> ContactIndex::name_contacts(std::vector<Contact>& recipients, const message::OwnWords& words, const Fingerprint& fingerprint,
                                                      const std::function<bool(const std::string& address)>& is_colleague) const {
    std::vector<NamedContact> out = named_.in(words, fingerprint);
    const auto member = std::find_if(recipients.begin(), recipients.end(), [](const Contact& each) { return !each.group.empty(); });
    for (NamedContact& named : out) {
        if (named.naming == Naming::mention) named.ignored = "it is only mentioned";
        else if (member != recipients.end() && member->group == named.group->name) named.ignored = "the message goes to it anyway";
        else if (member != recipients.end()) named.ignored = member->address + " belongs to contact '" + member->group + "'";
    }
    // A list of names is no letter about each.
    constexpr std::ptrdiff_t most = 3;
    const auto counts = [](const NamedContact& named) { return named.ignored.empty(); };
    if (std::count_if(out.begin(), out.end(), counts) > most)
        for (NamedContact& named : out)
            if (counts(named)) named.ignored = "more than " + std::to_string(most) + " contacts are named";
    std::vector<Contact*> strangers;
    for (Contact& recipient : recipients)
        if (!is_colleague(recipient.address)) strangers.push_back(&recipient);
    for (NamedContact& named : out) {
        if (!counts(named)) continue;
        if (strangers.empty() && !recipients.empty()) named.ignored = "every recipient is a department";
        for (Contact* stranger : strangers) {
            stranger->aliases.insert(stranger->aliases.end(), named.group->addresses.begin(), named.group->addresses.end());
            stranger->names.insert(stranger->names.end(), named.group->keys.begin(), named.group->keys.end());
            stranger->told_as.push_back(named.key);
            stranger->named.push_back(named.group->name);
        }
    }
    return out;
}

const ContactGroup* ContactIndex::group_of(std::string_view text, std::string& because) const {
    if (const auto found = by_name_.find(std::string(text)); found != by_name_.end()) {
        because = "its name";
        return found->second;
    }
    if (const Result<std::string> address = message::canonical_address(text); address) {
        because = "its address " + *address;
        const auto found = by_address_.find(*address);
        return found == by_address_.end() ? nullptr : found->second;
    }
    if (const auto address = message::web_address(text)) {
        because = "its web address " + address->text();
        if (const ContactGroup* found = named_.of(address->text())) return found;
    }
    const std::string key = name_key(text);
    because = "it goes by \"" + key + "\"";
    return named_.of(key);
}

}  // namespace onevoice::rules
