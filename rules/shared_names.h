// Names, web addresses and mailboxes that strangers share: what a contact group must not be known by. Private to rules/.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::rules {

/// A mailbox of an office, not of a person (RFC 2142 and habit): whoever reads it changes.
[[nodiscard]] bool is_role_address(std::string_view canonical_address);

/// Why a name would meet strangers; empty when it need not. `key` as name_key() makes it.
[[nodiscard]] std::string too_common(std::string_view key);

/// A given name and a family name that thousands have.
[[nodiscard]] bool is_everyday_person(std::string_view key);

/// Why a web address is that of everybody at a platform or blog hoster; empty when it is not. Host and path as
/// message::web_address() gives them.
[[nodiscard]] std::string shared_place(const std::string& host, std::string_view path);

}  // namespace onevoice::rules
