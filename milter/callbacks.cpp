#include "milter/callbacks.h"

#include <arpa/inet.h>
#include <libmilter/mfapi.h>

#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "milter/actions.h"

namespace onevoice::milter {
namespace {

const Services* services = nullptr;
std::atomic<std::size_t> deciding{0};

struct Deciding {
    Deciding() { ++deciding; }
    ~Deciding() { --deciding; }
};

/// Session and the answers negotiated for its connection.
struct Connection {
    Session session;
    unsigned long steps = 0;
    std::optional<filter::Outcome> failed;  ///< a step threw where the MTA waits for no answer: it is given at the end

    [[nodiscard]] bool leading_blank_kept() const { return (steps & SMFIP_HDR_LEADSPC) != 0; }

    /// What a step that needs no answer returns: nothing at all when the MTA agreed to that (SMFIP_NR_*).
    [[nodiscard]] sfsistat quiet(unsigned long no_reply) const { return (steps & no_reply) != 0 ? SMFIS_NOREPLY : SMFIS_CONTINUE; }
};

Connection* connection_of(SMFICTX* context) { return static_cast<Connection*>(smfi_getpriv(context)); }

/// The failure of the message before, which counts no more.
std::optional<filter::Outcome> begin_anew(SMFICTX* context) {
    Connection* connection = connection_of(context);
    return connection == nullptr ? std::nullopt : std::exchange(connection->failed, std::nullopt);
}

std::string_view macro(SMFICTX* context, const char* name) {
    const char* value = smfi_getsymval(context, const_cast<char*>(name));
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

std::string client_text(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address != nullptr && address->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text.data(), text.size());
    else if (address != nullptr && address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text.data(), text.size());
    else
        return "local";
    return text.data();
}

/// Runs `step` on the connection. An exception is a bug or memory that ran out: the message gets the fail mode, at once or,
/// where the MTA agreed to `no_reply`, at its end: libmilter throws away what is answered to such a step.
template <class Step>
sfsistat guarded(SMFICTX* context, unsigned long no_reply, Step step) noexcept {
    Connection* connection = connection_of(context);
    if (connection == nullptr) return SMFIS_TEMPFAIL;
    if (connection->failed) return connection->quiet(no_reply);
    std::string cause;
    try {
        return step(*connection);
    } catch (const std::exception& exception) {
        try {
            cause = std::string("unexpected: ") + exception.what();
        } catch (...) {
        }
    } catch (...) {
    }
    filter::Outcome outcome = connection->session.fail(cause);
    if (connection->quiet(no_reply) == SMFIS_NOREPLY) {
        connection->failed = std::move(outcome);
        return SMFIS_NOREPLY;
    }
    // Only at end of message can a message be held; before it the client is asked to come again.
    return outcome.disposition == filter::Disposition::pass ? SMFIS_ACCEPT : SMFIS_TEMPFAIL;
}

// The steps that carry no question are answered by silence where the MTA allows it; it is worth a factor of four.
constexpr unsigned long silent_steps =
    SMFIP_NR_CONN | SMFIP_NR_MAIL | SMFIP_NR_RCPT | SMFIP_NR_HDR | SMFIP_NR_EOH | SMFIP_NR_BODY;
constexpr unsigned long unneeded_steps = SMFIP_NOHELO | SMFIP_NOUNKNOWN;

sfsistat on_negotiate(SMFICTX* context, unsigned long offered_actions, unsigned long offered_steps, unsigned long, unsigned long,
                      unsigned long* actions, unsigned long* steps, unsigned long* reserved1, unsigned long* reserved2) {
    *reserved1 = *reserved2 = 0;
    constexpr unsigned long needed = SMFIF_ADDHDRS | SMFIF_QUARANTINE;
    if ((offered_actions & needed) != needed) return SMFIS_REJECT;  // an MTA that cannot hold is none for us
    *actions = needed | (offered_actions & SMFIF_SETSYMLIST);
    *steps = offered_steps & (silent_steps | unneeded_steps | SMFIP_HDR_LEADSPC);
    if ((offered_actions & SMFIF_SETSYMLIST) != 0) {
        smfi_setsymlist(context, SMFIM_CONNECT, const_cast<char*>("j {daemon_name}"));
        smfi_setsymlist(context, SMFIM_ENVFROM, const_cast<char*>("i {auth_authen}"));
        smfi_setsymlist(context, SMFIM_EOM, const_cast<char*>("i"));
    }
    try {
        auto connection = std::make_unique<Connection>(Connection{Session(services->current, services->filter), *steps, std::nullopt});
        if (smfi_setpriv(context, connection.get()) != MI_SUCCESS) return SMFIS_REJECT;
        (void)connection.release();  // owned by libmilter's context until on_close
    } catch (...) {
        return SMFIS_REJECT;
    }
    return SMFIS_CONTINUE;
}

sfsistat on_connect(SMFICTX* context, char*, _SOCK_ADDR* address) {
    return guarded(context, SMFIP_NR_CONN, [&](Connection& connection) {
        connection.session.connected(client_text(reinterpret_cast<const sockaddr*>(address)));
        return connection.quiet(SMFIP_NR_CONN);
    });
}

sfsistat on_mail(SMFICTX* context, char** arguments) {
    begin_anew(context);
    return guarded(context, SMFIP_NR_MAIL, [&](Connection& connection) {
        connection.session.begin(arguments[0], macro(context, "{auth_authen}"));
        return connection.quiet(SMFIP_NR_MAIL);
    });
}

sfsistat on_recipient(SMFICTX* context, char** arguments) {
    return guarded(context, SMFIP_NR_RCPT, [&](Connection& connection) {
        connection.session.recipient(arguments[0]);
        return connection.quiet(SMFIP_NR_RCPT);
    });
}

sfsistat on_data(SMFICTX* context) {
    return guarded(context, 0, [&](Connection& connection) {
        return connection.session.wanted(macro(context, "i")) ? SMFIS_CONTINUE : SMFIS_ACCEPT;
    });
}

sfsistat on_header(SMFICTX* context, char* name, char* value) {
    return guarded(context, SMFIP_NR_HDR, [&](Connection& connection) {
        connection.session.header(name, connection.leading_blank_kept() ? "" : " ", value);
        return connection.quiet(SMFIP_NR_HDR);
    });
}

sfsistat on_end_of_headers(SMFICTX* context) {
    return guarded(context, SMFIP_NR_EOH, [&](Connection& connection) {
        connection.session.end_of_headers();
        return connection.quiet(SMFIP_NR_EOH);
    });
}

sfsistat on_body(SMFICTX* context, unsigned char* chunk, std::size_t bytes) {
    return guarded(context, SMFIP_NR_BODY, [&](Connection& connection) {
        connection.session.body({reinterpret_cast<const char*>(chunk), bytes});
        return connection.quiet(SMFIP_NR_BODY);
    });
}

sfsistat on_end_of_message(SMFICTX* context) {
    const Deciding now;
    const std::optional<filter::Outcome> failed = begin_anew(context);
    return guarded(context, 0, [&](Connection& connection) {
        const filter::Outcome outcome = failed ? *failed : connection.session.end_of_message(macro(context, "i"));
        const sfsistat answer = apply(context, {connection.session.reference_header(), connection.leading_blank_kept()}, outcome);
        connection.session.reset();
        return answer;
    });
}

sfsistat on_abort(SMFICTX* context) {
    begin_anew(context);
    if (Connection* connection = connection_of(context)) connection->session.reset();
    return SMFIS_CONTINUE;
}

sfsistat on_close(SMFICTX* context) {
    delete connection_of(context);  // the owner was libmilter's context
    smfi_setpriv(context, nullptr);
    return SMFIS_CONTINUE;
}

}  // namespace

bool register_callbacks(const Services& given) {
    services = &given;
    smfiDesc description{};
    description.xxfi_name = const_cast<char*>("onevoice");
    description.xxfi_version = SMFI_VERSION;
    description.xxfi_flags = SMFIF_ADDHDRS | SMFIF_QUARANTINE | SMFIF_SETSYMLIST;
    description.xxfi_connect = on_connect;
    description.xxfi_envfrom = on_mail;
    description.xxfi_envrcpt = on_recipient;
    description.xxfi_header = on_header;
    description.xxfi_eoh = on_end_of_headers;
    description.xxfi_body = on_body;
    description.xxfi_eom = on_end_of_message;
    description.xxfi_abort = on_abort;
    description.xxfi_close = on_close;
    description.xxfi_data = on_data;
    description.xxfi_negotiate = on_negotiate;
    return smfi_register(description) == MI_SUCCESS;
}

std::size_t deciding_now() { return deciding.load(); }

}  // namespace onevoice::milter
