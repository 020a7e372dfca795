// The file with the key of the pseudonyms: 64 hex digits and a newline, readable by its owner alone. It lies outside the
// database, so that a copy of the database tells nothing about who is in it.
#pragma once

#include <string>

#include "base/result.h"
#include "registry/pseudonym.h"

namespace onevoice::registry {

/// A new random key.
Key random_key();

/// Errors: misconfigured, naming the file: absent, not a regular file, open to group or others, malformed.
Result<Key> read_key_file(const std::string& path);

/// Makes the file when it is absent: whole, durable and with mode 0600, or not at all. Of several processes that make it
/// at once all get the key of one. Errors as above, and unavailable (disk full, I/O).
Result<Key> read_or_make_key_file(const std::string& path);

}  // namespace onevoice::registry
