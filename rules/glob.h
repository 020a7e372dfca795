// Globs: '*' for any run of bytes, '?' for any one byte; nothing else is special. Both sides are expected in lower case.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::rules {

[[nodiscard]] bool is_glob(std::string_view text);

/// Time is at most the product of both lengths.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view text);

/// ASCII letters in lower case; every other byte as it is.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace onevoice::rules
