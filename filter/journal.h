// Journal: decisions that could not be put before the registry, kept in a local file until they can (the message passed
// unchecked meanwhile). One JSON object per line, synced; removed once every line was settled.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "registry/registry.h"
#include "rules/rule_set.h"

namespace onevoice::filter {

class Journal {
public:
    /// `file` empty: nothing is kept.
    explicit Journal(std::string file) : file_(std::move(file)) {}

    /// Any thread. A proposal without decisions is not kept. Errors: unavailable, when it cannot be written.
    Result<void> append(const registry::Proposal& proposal);

    struct Late {
        registry::Proposal proposal;
        std::string recipient;  ///< canonical address
        rules::Conflict conflict;
    };

    /// Puts what is in the journal before the registry, oldest first, and calls `alarm` for each conflict found. Stops
    /// at the first error and keeps what is left. Returns how many proposals were settled. One thread at a time; others
    /// may append meanwhile. Errors: unavailable (registry or file).
    Result<std::size_t> replay(registry::Registry& registry, const rules::RuleSet& rules, const std::function<void(const Late&)>& alarm);

private:
    Result<std::string> locked_content();
    Result<void> drop(std::size_t bytes);
    std::string file_;
    std::mutex mutex_;  // guards the file
};

}  // namespace onevoice::filter
