// History: old mail in its order, each message with its time and with what stands for its envelope; and a rehearsal of it,
// what would have happened had some rules been in force.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cli/command.h"
#include "filter/journey.h"

namespace onevoice::cli {

struct OldMessage {
    std::string name;  ///< as in the manifest; otherwise the file, or "box#3"
    std::string raw;
    filter::Envelope envelope;        ///< of a mailbox: From, To and Cc stand for it
    Time at{};                        ///< of a mailbox: Date; without a usable one, that of the message before
    std::optional<Error> unreadable;  ///< then the envelope is empty
};

/// Calls `each` for every message of an mbox, a Maildir, a directory of .eml files, one message, or a manifest; with a
/// progress bar on standard error unless `quiet`. Errors: what cannot be read, and what `each` returns.
Result<void> for_each_old_message(const std::string& source, const message::Limits& limits, bool quiet,
                                  const std::function<Result<void>(const OldMessage&)>& each);

/// A rule set with an empty registry of its own that ends with it.
class Rehearsal {
public:
    static Result<Rehearsal> with(std::shared_ptr<const filter::Snapshot> snapshot);

    /// What happens to the next message. A message that is unreadable has that as its failure.
    [[nodiscard]] filter::Examination examine(const OldMessage& message);

private:
    Rehearsal(std::shared_ptr<const filter::Snapshot> snapshot, std::unique_ptr<registry::Registry> registry)
        : snapshot_(std::move(snapshot)), registry_(std::move(registry)) {}

    std::shared_ptr<const filter::Snapshot> snapshot_;
    std::unique_ptr<registry::Registry> registry_;
};

/// The settings with other rule files, unless `rule_files` is empty, and with the mode `hold`: what would happen is the
/// question, whatever the daemon does now. Nothing after the diagnostics were printed.
[[nodiscard]] std::shared_ptr<const filter::Snapshot> rehearsed_snapshot(const config::Settings& settings, const std::vector<std::string>& rule_files);

}  // namespace onevoice::cli
