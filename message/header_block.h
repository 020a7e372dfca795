// Where an entity's header ends, and which of its lines are fields (RFC 5322 section 2.2). Private to message/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onevoice::message {

/// fields is what libmailutils' header parser is proven safe with: only "name: value" lines and their continuations,
/// each ended by "\n", no NUL, no CR.
struct HeaderBlock {
    std::string fields;
    std::string_view body;    ///< what follows the empty line, into the entity
    bool skipped = false;     ///< lines that are no fields were left out
    bool ended_early = false; ///< no empty line before the body
    bool cut = false;         ///< more than `most_bytes` or `most_fields`; what is beyond was left out
};

/// `entity` has "\n" line ends. A line that is no field is left out when fields follow it; otherwise, and when no field
/// came before it, the body starts there. An mbox "From " line in front is left out.
[[nodiscard]] HeaderBlock split_header(std::string_view entity, std::size_t most_bytes, std::size_t most_fields);

}  // namespace onevoice::message
