// The MTA's side of the milter protocol, version 6: what Postfix says to a filter, without a Postfix.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onevoice::bench {

/// One message as an MTA hands it over: the header cut into fields, line ends of the body as they are on the wire.
struct WireMail {
    std::vector<std::pair<std::string, std::string>> header;
    std::string body;
};

/// Cuts a mail file as Postfix does: the header ends at the first line that is no field. Any bytes are accepted.
[[nodiscard]] WireMail cut(std::string_view raw);

/// What stays the same however often a mail is sent, made into packets once.
class Packets {
public:
    /// `leading_blank`: SMFIP_HDR_LEADSPC was negotiated, values keep the blank behind the colon.
    static std::string header_and_body(const WireMail& mail, bool leading_blank);
};

/// What the filter said at the end of a message.
struct Answer {
    char verdict = 0;         ///< 'c' continue, 'a' accept, 't' tempfail, 'y' reply code, 'r' reject, 'd' discard
    std::string reply;        ///< of 'y'
    std::string quarantine;   ///< reason, empty: none
    std::vector<std::pair<std::string, std::string>> added;  ///< header fields
    bool early = false;       ///< given before the message was transferred
    double microseconds = 0;  ///< from the end of the message to its verdict

    [[nodiscard]] bool passed() const { return (verdict == 'c' || verdict == 'a') && quarantine.empty(); }
};

struct MailEnvelope {
    std::string sender;
    std::string login;
    std::vector<std::string> recipients;
    std::string queue_id;
    std::string message_id;  ///< of a field of its own, before the others; empty: none
};

/// One connection of an MTA to a filter. Offers what Postfix 3.7 offers and honours what the filter chose: a step is
/// answered, silent or left out. One thread.
class Connection {
public:
    /// "unix:PATH" or "inet:PORT@127.0.0.1". Throws std::runtime_error, like every member, when the filter cannot be
    /// reached, breaks the protocol, or is silent for `patience` seconds.
    Connection(const std::string& socket, int patience = 60);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The connection of a client at this address; once, before the first message.
    void client(std::string_view address);

    /// `body` is what Packets::header_and_body() made.
    Answer message(const MailEnvelope& envelope, std::string_view header_and_body);

    /// Starts a message and takes it back.
    void abort(const MailEnvelope& envelope);

    [[nodiscard]] bool leading_blank() const;

private:
    struct Reply {
        char code;
        std::string payload;
    };
    void packet(char command, std::string_view payload);
    void macros(char step, std::initializer_list<std::string_view> names_and_values);
    /// False: the filter does not want the step.
    bool wanted(std::uint32_t step) const { return (steps_ & step) == 0; }
    /// The filter's answer to a step, 'c' at once when it agreed to be silent.
    Reply answer_unless(std::uint32_t silent_step);
    Reply read_reply();
    void read_exactly(char* where, std::size_t bytes);
    void flush();

    int descriptor_ = -1;
    std::uint32_t steps_ = 0;
    std::string out_;
};

}  // namespace onevoice::bench
