// Book: all holds of this machine, one JSON file each in one directory (HOLDID.json), so that a reviewer's tools and a
// backup see what there is. A hold is durable (file and directory synced) before write() returns. Several processes
// may use one directory at once; changes are serialised by a lock file.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "holds/hold.h"

namespace onevoice::holds {

class Book {
public:
    /// Errors: misconfigured, when the directory is missing, no directory or not writable.
    static Result<Book> open(const std::string& directory);

    /// Errors: unavailable (disk full, I/O); no file is left behind then.
    Result<void> write(const Hold& hold) const;

    /// By hold ID or queue ID. Errors: malformed, when there is none of that name or its file is damaged.
    Result<Hold> find(std::string_view id) const;

    /// Every hold, oldest first; damaged files are reported in `damaged`, the others are still listed.
    Result<std::vector<Hold>> list(std::vector<Error>& damaged) const;

    /// Changes one hold under the lock: reads it anew, lets `change` edit it, writes it durably. What `change` returns
    /// as an error is returned and nothing is written.
    Result<Hold> change(std::string_view id, const std::function<Result<void>(Hold&)>& change) const;

    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    explicit Book(std::string directory) : directory_(std::move(directory)) {}
    std::string directory_;
};

}  // namespace onevoice::holds
