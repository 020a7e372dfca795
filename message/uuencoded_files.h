// Files that old mail programs write into the text itself: "begin 644 name", uuencoded lines, "end" (POSIX uuencode).
// Private to message/.
#pragma once

#include <cstddef>
#include <string>

namespace onevoice::message {

/// Takes the whole files out of `text`, which has passed append_visible(), and says how many there were. One that breaks
/// off, or has a line that is not uuencoded, stays: it may be what somebody wrote. Linear.
std::size_t remove_uuencoded_files(std::string& text);

}  // namespace onevoice::message
