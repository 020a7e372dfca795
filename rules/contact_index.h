// ContactIndex: the contact behind a recipient's address, and those that a message calls by name.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/named_contacts.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

class ContactIndex {
public:
    ContactIndex() = default;
    /// Keeps pointers into `groups`, which must stay where they are.
    ContactIndex(const std::vector<ContactGroup>& groups, std::vector<std::string> shared_providers);

    /// Errors: malformed, when the address is none.
    Result<Contact> of(std::string_view recipient) const;

    /// As RuleSet::name_contacts(); `is_colleague` says of a canonical address that a department writes with it.
    [[nodiscard]] std::vector<NamedContact> name_contacts(std::vector<Contact>& recipients, const message::OwnWords& words, const Fingerprint& fingerprint,
                                                          const std::function<bool(const std::string& address)>& is_colleague) const;

    /// As RuleSet::group_of().
    [[nodiscard]] const ContactGroup* group_of(std::string_view text, std::string& because) const;

private:
    std::unordered_map<std::string, const ContactGroup*> by_address_;
    std::unordered_map<std::string, const ContactGroup*> by_name_;  ///< the groups' own names
    NamedContacts named_;
    std::vector<std::string> shared_providers_;
};

}  // namespace onevoice::rules
