// Addressees: the external recipients of a message, and the contacts behind them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "filter/envelope.h"
#include "message/reading.h"
#include "registry/registry.h"
#include "rules/rule_set.h"

namespace onevoice::filter {

/// Two recipients can be one contact (plus tags).
struct Addressees {
    std::vector<std::string> recipients;  ///< as in the envelope, brackets stripped
    std::vector<std::size_t> contact_of;  ///< per recipient: index into contacts
    std::vector<rules::Contact> contacts;
};

/// Those beyond the limit and those without an address are left out, and told as oddities.
[[nodiscard]] Addressees addressees_of(const Snapshot& snapshot, const Envelope& envelope, std::vector<message::Oddity>& oddities);

/// A contact as the registry looks for it.
[[nodiscard]] registry::Identity identity_of(const rules::Contact& contact);

}  // namespace onevoice::filter
