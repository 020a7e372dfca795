// Header fields with parameters: Content-Type and Content-Disposition (RFC 2045 section 5, RFC 2183), with the
// continuations and charsets of RFC 2231. Private to message/.
//
// Lenient as mail needs it: unquoted values with blanks, missing quotes, comments anywhere, needless semicolons.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onevoice::message {

struct Parameters {
    std::string value;  ///< before the first semicolon, lower-cased, without comments and blanks: "text/plain"
    std::vector<std::pair<std::string, std::string>> all;  ///< lower-cased names; values as clean UTF-8, boundaries raw

    /// The value of parameter `name` (lower case), empty when absent. Of several the first counts.
    [[nodiscard]] std::string_view get(std::string_view name) const;
};

[[nodiscard]] Parameters parse_parameters(std::string_view field);

}  // namespace onevoice::message
