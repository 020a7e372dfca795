#include "cli/history.h"

#include <unistd.h>

#include "cli/manifest.h"
#include "cli/progress.h"
#include "config/assemble.h"
#include "message/date.h"
#include "message/mailbox.h"
#include "registry/sqlite.h"

namespace onevoice::cli {
namespace {

/// What the envelope was is no longer known in a mailbox: the header has to stand for it.
filter::Envelope envelope_of(const message::Reading& reading) {
    filter::Envelope envelope;
    envelope.client = "local";
    if (!reading.from.empty()) envelope.sender = reading.from.front().address;
    for (const message::Mailbox& mailbox : reading.to) envelope.recipients.push_back(mailbox.address);
    return envelope;
}

using Each = std::function<Result<void>(const OldMessage&)>;

Result<void> for_each_of_manifest(const std::string& source, bool quiet, const Each& each) {
    const auto manifest = read_manifest(source);
    if (!manifest) return manifest.error();
    Progress progress(manifest->size(), quiet);
    for (const ManifestEntry& entry : *manifest) {
        Result<std::string> raw = message::read_file(entry.path);
        if (!raw) return Error{raw.error().kind, raw.error().what, entry.place};
        if (Result<void> done = each({entry.message, std::move(*raw), envelope_of(entry), entry.at, {}}); !done) return done;
        progress.step();
    }
    return {};
}

Result<void> for_each_of_mailbox(const std::string& source, const message::Limits& limits, bool quiet, const Each& each) {
    std::size_t total = 0;
    std::unique_ptr<Progress> progress;
    Time last{};
    return message::for_each_message(source, total, [&](const message::StoredMessage& stored) -> Result<void> {
        if (!progress) progress = std::make_unique<Progress>(total, quiet);
        progress->step();
        const auto reading = message::read(stored.raw, limits);
        if (!reading) return each({stored.name, stored.raw, {}, last, reading.error()});
        if (const Result<Time> date = message::parse_date(reading->date)) last = *date;
        return each({stored.name, stored.raw, envelope_of(*reading), last, {}});
    });
}

}  // namespace

Result<void> for_each_old_message(const std::string& source, const message::Limits& limits, bool quiet, const Each& each) {
    return is_manifest(source) ? for_each_of_manifest(source, quiet, each) : for_each_of_mailbox(source, limits, quiet, each);
}

Result<Rehearsal> Rehearsal::with(std::shared_ptr<const filter::Snapshot> snapshot) {
    auto registry = registry::open_sqlite({":memory:", "", Seconds{60}});
    if (!registry) return registry.error();
    return Rehearsal(std::move(snapshot), std::move(*registry));
}

filter::Examination Rehearsal::examine(const OldMessage& message) {
    if (!message.unreadable) return filter::examine(snapshot_, *registry_, message.envelope, message.raw, message.at);
    filter::Examination out;
    out.snapshot = snapshot_;
    out.failure = message.unreadable;
    return out;
}

std::shared_ptr<const filter::Snapshot> rehearsed_snapshot(const config::Settings& settings, const std::vector<std::string>& rule_files) {
    rules::LoadOptions load = config::load_options_of(settings, wall_clock());
    if (!rule_files.empty()) load.files = rule_files;
    auto rules = load_rules(load, false);
    if (!rules) return nullptr;
    filter::Policy policy = config::policy_of(settings);
    policy.mode = rules::Mode::hold;
    return std::make_shared<const filter::Snapshot>(filter::Snapshot{std::move(rules), policy});
}

}  // namespace onevoice::cli
