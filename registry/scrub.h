// A VFS for SQLite that leaves nothing of deleted rows in a database file.
//
// PRAGMA secure_delete overwrites what a DELETE frees, but when a b-tree page is split or merged, copies of its cells stay
// in the unallocated middle of the page, and a later DELETE knows nothing of them: of 10,000 deleted rows about ten stay
// readable. Every page on its way into the database file passes here, and its unallocated middle
// (https://www.sqlite.org/fileformat2.html#b_tree_pages) is written as zeros. Together with secure_delete and an emptied
// write-ahead log, deleted means gone from the file.
#pragma once

#include <cstddef>
#include <span>

namespace onevoice::registry {

/// The name for sqlite3_open_v2(); registered with the first call. Null when SQLite has no VFS of its own, which it then
/// reports itself. Any thread may call.
const char* scrubbing_vfs();

/// The unallocated middle of a page that starts at `offset` in its file; empty for what is no b-tree page.
std::span<unsigned char> unallocated(std::span<unsigned char> page, std::size_t offset);

}  // namespace onevoice::registry
