// ContactIndex: the contact behind a recipient's address.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "rules/rule_set.h"

namespace onevoice::rules {

class ContactIndex {
public:
    ContactIndex() = default;
    /// Keeps pointers into `groups`, which must stay where they are.
    ContactIndex(const std::vector<ContactGroup>& groups, std::vector<std::string> shared_providers);

    /// Errors: malformed, when the address is none.
    Result<Contact> of(std::string_view recipient) const;

private:
    std::unordered_map<std::string, const ContactGroup*> by_address_;
    std::vector<std::string> shared_providers_;
};

}  // namespace onevoice::rules
