// The journey of a message: bytes and envelope in, verdict per recipient out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "filter/envelope.h"
#include "filter/snapshot.h"
#include "registry/registry.h"
#include "rules/rule_set.h"

namespace onevoice::filter {

/// What the message says, whoever it is for.
struct Recognition {
    std::optional<Skip> skipped;  ///< an automatic answer or report: nobody's decision, and no fingerprint is taken
    message::Reading reading;
    message::OwnWords words;
    rules::Fingerprint fingerprint;
};

/// Reads and recognises. Errors: malformed, when the message exceeds the limits.
Result<Recognition> recognise(const rules::RuleSet& rules, const Policy& policy, std::string_view raw, bool with_prevented = false);

struct RecipientVerdict {
    std::string recipient;        ///< as in the envelope, brackets stripped
    rules::Judgement judgement;   ///< its rules live as long as Examination::snapshot
};

/// What the journey found. A message that was skipped has `skipped` and nothing behind it; one without acts and
/// facts has a fingerprint and passes.
struct Examination {
    std::shared_ptr<const Snapshot> snapshot;
    const rules::Department* department = nullptr;
    std::optional<Skip> skipped;
    message::Reading reading;
    rules::Fingerprint fingerprint;
    std::vector<RecipientVerdict> recipients;        ///< the external ones
    std::vector<rules::NamedContact> named;          ///< contacts that it calls by name or web address, mere mentions included
    rules::Action action = rules::Action::pass;      ///< for the whole message: the severest of its recipients
    rules::Action intended = rules::Action::pass;
    std::optional<Error> failure;                    ///< set: the verdicts mean nothing, the fail mode decides
    registry::Proposal proposal;                     ///< what was, or with a failure could not be, reserved
};

/// Reads, recognises, looks up, judges and reserves, in this order. Never throws for what a mail or the registry does.
/// Any thread. `now` is the time of the message's arrival; `tripped` are the rules that are simulated only.
[[nodiscard]] Examination examine(std::shared_ptr<const Snapshot> snapshot, registry::Registry& registry, const Envelope& envelope,
                                  std::string_view raw, Time now, const rules::Tripped& tripped = {});

/// What a message states facts about, each once.
[[nodiscard]] std::vector<Thing> things_of(const rules::Fingerprint& fingerprint);

/// The decisions that a fingerprint makes of a department's message: one for each act, and one for each thing about which
/// it states facts.
[[nodiscard]] std::vector<Decision> decisions_of(const rules::Fingerprint& fingerprint, const rules::Department& department,
                                                 const std::string& message_id, Time at);

}  // namespace onevoice::filter
