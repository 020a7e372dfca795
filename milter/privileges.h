// The user that the daemon works as.
#pragma once

#include <string>

#include "base/result.h"

namespace onevoice::milter {

/// Becomes `user` (and `group`, or the user's own group) for good, supplementary groups included. An empty user stays
/// who we are. Errors: misconfigured, when there is no such user or group, or when not root and another user is wanted.
Result<void> become(const std::string& user, const std::string& group);

}  // namespace onevoice::milter
