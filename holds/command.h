// Running a program of the MTA and reading what it says. No shell is involved: arguments are passed as they are.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace onevoice::holds {

struct CommandOutput {
    int status = 0;     ///< exit status; 128 + signal when it was killed
    std::string out;
    std::string err;    ///< the first 4 KiB
};

/// Errors: unavailable, when the program cannot be started, or is not done after `seconds` (it is killed then).
Result<CommandOutput> run_command(const std::vector<std::string>& arguments, int seconds = 60);

}  // namespace onevoice::holds
