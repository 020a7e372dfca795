// The one place where the daemon asks what time it is; everything below it is told.
#pragma once

#include "base/time.h"

namespace onevoice::milter {

[[nodiscard]] inline Time wall_clock() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace onevoice::milter
