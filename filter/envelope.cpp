#include "filter/envelope.h"

#include <algorithm>

#include "message/address.h"

namespace onevoice::filter {
namespace {

bool from_inside(const Policy& policy, const Envelope& envelope) {
    // Mail without a client address was submitted on this machine itself.
    if (!envelope.login.empty() || envelope.client == "local") return true;
    return any_contains(policy.inside, envelope.client);
}

bool own_domain(const Policy& policy, std::string_view domain) {
    return std::any_of(policy.own_domains.begin(), policy.own_domains.end(), [&](const std::string& own) {
        return own.starts_with('.') ? domain.ends_with(own) : domain == own;
    });
}

}  // namespace

std::string_view skip_name(Skip skip) {
    switch (skip) {
        case Skip::not_outbound: return "not-outbound";
        case Skip::no_external_recipient: return "no-external-recipient";
        case Skip::null_sender: return "null-sender";
        case Skip::no_department: return "no-department";
        case Skip::mode_off: return "mode-off";
        case Skip::auto_reply: return "auto-reply";
        case Skip::calendar_reply: return "calendar-reply";
        case Skip::report: return "report";
        case Skip::bulk: return "bulk";
    }
    return "unknown";
}

bool external(const Policy& policy, std::string_view recipient) {
    // An address without a domain is completed by the MTA with its own.
    const std::string domain = message::domain_of(message::bare(recipient));
    return !domain.empty() && !own_domain(policy, domain);
}

const rules::Department* department_of(const Snapshot& snapshot, const Envelope& envelope) {
    return snapshot.rules->department_of({envelope.login, envelope.client, std::string(message::bare(envelope.sender))});
}

std::optional<Skip> skip_by_envelope(const Snapshot& snapshot, const Envelope& envelope) {
    const Policy& policy = snapshot.policy;
    if (message::bare(envelope.sender).empty()) return Skip::null_sender;
    if (!from_inside(policy, envelope)) return Skip::not_outbound;
    if (std::none_of(envelope.recipients.begin(), envelope.recipients.end(),
                     [&](const std::string& recipient) { return external(policy, recipient); }))
        return Skip::no_external_recipient;
    const rules::Department* department = department_of(snapshot, envelope);
    if (department == nullptr) return Skip::no_department;
    if (policy.mode == rules::Mode::off || department->mode == rules::Mode::off) return Skip::mode_off;
    return std::nullopt;
}

std::optional<Skip> skip_by_content(const Policy& policy, const message::Reading& reading) {
    if (reading.auto_submitted) return Skip::auto_reply;
    if (reading.report) return Skip::report;
    if (reading.calendar_reply) return Skip::calendar_reply;
    if (reading.bulk && policy.bulk == BulkMode::skip) return Skip::bulk;
    return std::nullopt;
}

}  // namespace onevoice::filter
