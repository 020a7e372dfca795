#include "filter/addressees.h"

#include <map>
#include <utility>

#include "message/address.h"

namespace onevoice::filter {

Addressees addressees_of(const Snapshot& snapshot, const Envelope& envelope, std::vector<message::Oddity>& oddities) {
    Addressees out;
    std::map<std::string, std::size_t> known;
    for (const std::string& written : envelope.recipients) {
        if (!external(snapshot.policy, written)) continue;
        const std::string recipient(message::bare(written));
        if (out.recipients.size() == snapshot.policy.recipients) {
            oddities.push_back({"recipients-limit", "recipients beyond " + std::to_string(snapshot.policy.recipients) + " were not judged"});
            break;
        }
        Result<rules::Contact> contact = snapshot.rules->contact_of(recipient);
        if (!contact) {
            oddities.push_back({"unusable-recipient", contact.error().what});
            continue;
        }
        const auto [entry, added] = known.try_emplace(contact->address, out.contacts.size());
        if (added) out.contacts.push_back(std::move(*contact));
        out.recipients.push_back(recipient);
        out.contact_of.push_back(entry->second);
    }
    return out;
}

registry::Identity identity_of(const rules::Contact& contact) {
    return {contact.address, contact.aliases, contact.organisation, contact.names, contact.told_as};
}

}  // namespace onevoice::filter
