// The Date field of a message as a point in time.
#pragma once

#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace onevoice::message {

/// RFC 5322 date-time, obsolete forms included. Errors: malformed.
Result<Time> parse_date(std::string_view field);

}  // namespace onevoice::message
