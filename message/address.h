// Mail addresses as identities: one canonical spelling for every way to write the same mailbox, and the organisation
// that a domain belongs to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace onevoice::message {

/// Strips one pair of angle brackets and blanks: the form in which MTAs hand over envelope addresses.
[[nodiscard]] std::string_view bare(std::string_view envelope_address);

/// The canonical address: brackets stripped, local part lower-cased (Unicode simple folding) and cut at the first '+'
/// that is not its first character, domain as lower-case A-labels (RFC 5891, IDNA2008 with the UTS 46 mapping; an
/// A-label and its U-label give the same). A quoted local part loses needless quotes.
/// Errors: malformed, when there is no local part or no domain, a second '@' stands outside quotes, or the domain is not
/// encodable.
Result<std::string> canonical_address(std::string_view address);

/// The domain of an address as lower-case A-labels; empty when there is none.
[[nodiscard]] std::string domain_of(std::string_view address);

/// The registrable domain (Public Suffix List, https://publicsuffix.org) of a canonical address; empty for a public
/// suffix itself, an address literal, and a domain (or parent of it) listed in `shared_providers`.
[[nodiscard]] std::string organisation_of(std::string_view canonical_address, const std::vector<std::string>& shared_providers);

/// Freemail and shared providers that never make an organisation, as shipped.
[[nodiscard]] const std::vector<std::string>& known_shared_providers();

}  // namespace onevoice::message
