// Address lists as mail really has them (RFC 5322 section 3.4 and beyond). Private to message/.
#pragma once

#include <string_view>
#include <vector>

#include "message/reading.h"

namespace onevoice::message {

/// The mailboxes of a raw From, To or Cc field. A bad member never costs the others: commas, and semicolons
/// outside groups, separate; group names are dropped; comments serve as a name where there is none. A member
/// without "@" is kept when it stands in angle brackets or alone as one word, and dropped otherwise.
[[nodiscard]] std::vector<Mailbox> parse_mailboxes(std::string_view raw);

}  // namespace onevoice::message
