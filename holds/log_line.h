// The forms of a log entry: the JSON line of the file, and the short line of syslog. Both are printable ASCII.
#pragma once

#include <string>

#include "base/result.h"
#include "holds/log.h"

namespace onevoice::holds {

/// One JSON object without the line end. Everything but printable ASCII is escaped.
[[nodiscard]] std::string json_line(const Entry& entry);

/// "OV300 held queue_id=… reference=… department=… rule=… earlier=…": no words of the mail.
[[nodiscard]] std::string syslog_line(const Entry& entry);

/// Reads a line that json_line() wrote; members it does not know are ignored. Errors: malformed.
Result<Entry> entry_from_json(std::string_view line);

}  // namespace onevoice::holds
