// A hold and a log entry in which every member has a value of its own, and text that no log should pass on as it is.
#pragma once

#include <string>
#include <vector>

#include "holds/hold.h"
#include "holds/log.h"

namespace onevoice::holds {

[[nodiscard]] Time at(const char* text);
[[nodiscard]] LoggedConflict full_conflict();
[[nodiscard]] Hold full_hold();
[[nodiscard]] Entry full_entry();

/// Line ends, escape sequences, NUL, bidi overrides, invalid UTF-8, and attempts at a line of one's own.
[[nodiscard]] const std::vector<std::string>& hostile_texts();

/// An entry that has `text` wherever a mail, its envelope or a rule file could put it.
[[nodiscard]] Entry entry_full_of(const std::string& text);

}  // namespace onevoice::holds
