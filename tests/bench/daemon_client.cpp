#include "tests/bench/daemon_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>

namespace onevoice::bench {
namespace {

// From libmilter's mfdef.h, by the names it gives them; written out because the client must not need libmilter.
enum Step : std::uint32_t {
    no_connect = 0x1, no_helo = 0x2, no_mail = 0x4, no_recipient = 0x8, no_body = 0x10, no_header = 0x20, no_end_of_header = 0x40,
    silent_header = 0x80, no_data = 0x200, silent_connect = 0x1000, silent_helo = 0x2000, silent_mail = 0x4000,
    silent_recipient = 0x8000, silent_data = 0x10000, silent_end_of_header = 0x40000, silent_body = 0x80000, leading_space = 0x100000,
};
constexpr std::uint32_t version = 6;
constexpr std::uint32_t offered_actions = 0x1ff;    // what Postfix 3.7 and Sendmail 8.17 offer
constexpr std::uint32_t offered_steps = 0x1fffff;
constexpr std::size_t largest_chunk = 65535;        // MILTER_CHUNK_SIZE
constexpr std::size_t longest_field = 60000;        // Postfix cuts there; libmilter hangs up on packets above 65535
constexpr std::size_t largest_reply = 1u << 24;     // beyond it the filter has lost its way

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

void append_number(std::string& out, std::uint32_t number) {
    const std::uint32_t network = htonl(number);
    out.append(reinterpret_cast<const char*>(&network), sizeof network);
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
    std::uint32_t network = 0;
    std::memcpy(&network, bytes.data() + offset, sizeof network);
    return ntohl(network);
}

void append_packet(std::string& out, char command, std::string_view payload) {
    append_number(out, static_cast<std::uint32_t>(payload.size() + 1));
    out += command;
    out += payload;
}

void append_text(std::string& out, std::string_view text) {
    out += text;
    out += '\0';
}

int connect_unix(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) fail("the socket's path is too long: " + path);
    path.copy(address.sun_path, path.size());
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail("connecting to " + path + ": " + std::strerror(errno));
    return descriptor;
}

int connect_inet(const std::string& port_and_host) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port_and_host)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    (void)::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail("connecting to port " + port_and_host + ": " + std::strerror(errno));
    return descriptor;
}

/// One field of a header as the packet that says it. The protocol ends a text at its first NUL.
void append_field(std::string& out, const std::string& name, const std::string& value, bool leading_blank) {
    std::string payload;
    append_text(payload, std::string_view(name.c_str()).substr(0, 4000));  // longer than any name; both must fit a packet
    append_text(payload, std::string_view(value.c_str()).substr(!leading_blank && value.starts_with(' ') ? 1 : 0, longest_field));
    append_packet(out, 'L', payload);
}

std::string_view line_of(std::string_view rest) { return rest.substr(0, rest.find('\n')); }

bool is_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    for (const char c : line.substr(0, colon))
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 127) return false;
    return true;
}

std::string_view without_cr(std::string_view line) {
    while (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

WireMail cut(std::string_view raw) {
    WireMail mail;
    if (raw.starts_with("From ")) raw.remove_prefix(std::min(raw.size(), line_of(raw).size() + 1));  // an mbox's first line
    while (!raw.empty()) {
        const std::string_view line = line_of(raw);
        const std::string_view text = without_cr(line);
        const bool folded = !mail.header.empty() && !text.empty() && (text.front() == ' ' || text.front() == '\t');
        if (!folded && !is_field(text)) {
            if (text.empty()) raw.remove_prefix(std::min(raw.size(), line.size() + 1));
            break;
        }
        if (folded)
            mail.header.back().second.append("\n").append(text);
        else
            mail.header.emplace_back(text.substr(0, text.find(':')), text.substr(text.find(':') + 1));
        raw.remove_prefix(std::min(raw.size(), line.size() + 1));
    }
    mail.body.reserve(raw.size() + raw.size() / 32);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r')) mail.body += '\r';
        mail.body += raw[i];
    }
    return mail;
}

std::string Packets::header_and_body(const WireMail& mail, bool leading_blank) {
    std::string out;
    for (const auto& [name, value] : mail.header) append_field(out, name, value, leading_blank);
    append_packet(out, 'N', {});
    for (std::string_view rest = mail.body; !rest.empty(); rest.remove_prefix(std::min(rest.size(), largest_chunk)))
        append_packet(out, 'B', rest.substr(0, largest_chunk));
    return out;
}

Connection::Connection(const std::string& socket, int patience) {
    if (socket.starts_with("unix:"))
        descriptor_ = connect_unix(socket.substr(5));
    else if (socket.starts_with("inet:"))
        descriptor_ = connect_inet(socket.substr(5));
    else
        fail("no socket of a filter: " + socket);
    const timeval limit{patience, 0};
    (void)::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);

    std::string offer;
    append_number(offer, version);
    append_number(offer, offered_actions);
    append_number(offer, offered_steps);
    packet('O', offer);
    const Reply chosen = read_reply();
    if (chosen.code != 'O' || chosen.payload.size() < 12) fail("negotiating: the filter refused");
    if (number_at(chosen.payload, 0) > version) fail("negotiating: the filter wants a later version");
    steps_ = number_at(chosen.payload, 8);
}

Connection::~Connection() {
    if (descriptor_ < 0) return;
    out_.clear();
    append_packet(out_, 'Q', {});
    (void)::send(descriptor_, out_.data(), out_.size(), MSG_NOSIGNAL);
    ::close(descriptor_);
}

bool Connection::leading_blank() const { return (steps_ & leading_space) != 0; }

void Connection::client(std::string_view address) {
    if (wanted(no_connect)) {
        macros('C', {"j", "mx.corp.test", "{daemon_name}", "mx.corp.test", "v", "Postfix 3.7.11"});
        std::string payload;
        append_text(payload, "client.corp.test");
        payload += '4';
        payload += '\x9c';  // port 40000
        payload += '\x40';
        append_text(payload, address);
        packet('C', payload);
        if (answer_unless(silent_connect).code != 'c') fail("the filter does not want the connection");
    }
    if (wanted(no_helo)) {
        packet('H', std::string_view("client.corp.test\0", 17));
        if (answer_unless(silent_helo).code != 'c') fail("the filter does not want the connection");
    }
}

Answer Connection::message(const MailEnvelope& envelope, std::string_view header_and_body) {
    const auto early = [](Reply&& reply) {
        Answer answer;
        answer.verdict = reply.code;
        answer.reply = std::move(reply.payload);
        answer.early = true;
        return answer;
    };
    if (wanted(no_mail)) {
        macros('M', {"{auth_authen}", envelope.login, "{auth_type}", envelope.login.empty() ? "" : "PLAIN", "{mail_addr}", envelope.sender});
        packet('M', "<" + envelope.sender + ">" + std::string(1, '\0'));
        if (Reply reply = answer_unless(silent_mail); reply.code != 'c') return early(std::move(reply));
    }
    for (const std::string& recipient : envelope.recipients) {
        if (!wanted(no_recipient)) break;
        macros('R', {"{rcpt_addr}", recipient});
        packet('R', "<" + recipient + ">" + std::string(1, '\0'));
        if (Reply reply = answer_unless(silent_recipient); reply.code != 'c') return early(std::move(reply));
    }
    macros('T', {"i", envelope.queue_id});
    if (wanted(no_data)) {
        packet('T', {});
        if (Reply reply = answer_unless(silent_data); reply.code != 'c') return early(std::move(reply));
    }

    if (!envelope.message_id.empty() && wanted(no_header)) {
        append_field(out_, "Message-ID", " <" + envelope.message_id + ">", leading_blank());
        if (Reply reply = answer_unless(silent_header); reply.code != 'c') return early(std::move(reply));
    }
    if (wanted(no_header) && wanted(no_end_of_header) && wanted(no_body) && (steps_ & silent_header) != 0 &&
        (steps_ & silent_end_of_header) != 0 && (steps_ & silent_body) != 0) {
        out_ += header_and_body;
        flush();
    } else {
        for (std::size_t at = 0; at < header_and_body.size();) {
            const std::size_t length = number_at(header_and_body, at);
            const char command = header_and_body[at + 4];
            const std::uint32_t left_out = command == 'L' ? no_header : command == 'N' ? no_end_of_header : no_body;
            const std::uint32_t silent = command == 'L' ? silent_header : command == 'N' ? silent_end_of_header : silent_body;
            if (wanted(left_out)) {
                out_.append(header_and_body.substr(at, length + 4));
                if (Reply reply = answer_unless(silent); reply.code != 'c') return early(std::move(reply));
            }
            at += length + 4;
        }
        flush();
    }

    const auto start = std::chrono::steady_clock::now();
    macros('E', {"i", envelope.queue_id});
    packet('E', {});
    Answer answer;
    for (;;) {
        Reply reply = read_reply();
        switch (reply.code) {
            case 'p': continue;  // progress
            case 'q': answer.quarantine = reply.payload.c_str(); continue;
            case 'h': {
                const std::string name = reply.payload.c_str();
                answer.added.emplace_back(name, reply.payload.c_str() + std::min(name.size() + 1, reply.payload.size()));
                continue;
            }
            case 'c': case 'a': case 't': case 'y': case 'r': case 'd':
                answer.verdict = reply.code;
                answer.reply = reply.payload;
                answer.microseconds = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
                return answer;
            default: fail(std::string("at end of message: the filter sent '") + reply.code + "'");
        }
    }
}

void Connection::abort(const MailEnvelope& envelope) {
    macros('M', {"{auth_authen}", envelope.login});
    packet('M', "<" + envelope.sender + ">" + std::string(1, '\0'));
    (void)answer_unless(silent_mail);
    for (const std::string& recipient : envelope.recipients) {
        packet('R', "<" + recipient + ">" + std::string(1, '\0'));
        (void)answer_unless(silent_recipient);
    }
    packet('A', {});
    flush();
}

void Connection::packet(char command, std::string_view payload) { append_packet(out_, command, payload); }

void Connection::macros(char step, std::initializer_list<std::string_view> names_and_values) {
    std::string payload(1, step);
    for (auto entry = names_and_values.begin(); entry != names_and_values.end(); entry += 2) {
        if ((entry + 1)->empty()) continue;  // an MTA leaves out what it does not know
        append_text(payload, *entry);
        append_text(payload, *(entry + 1));
    }
    append_packet(out_, 'D', payload);
}

Connection::Reply Connection::answer_unless(std::uint32_t silent_step) {
    if ((steps_ & silent_step) != 0) return {'c', {}};
    return read_reply();
}

Connection::Reply Connection::read_reply() {
    flush();
    char length[4];
    read_exactly(length, sizeof length);
    const std::size_t bytes = number_at({length, sizeof length}, 0);
    if (bytes == 0 || bytes > largest_reply) fail("the filter sent a packet of " + std::to_string(bytes) + " bytes");
    std::string packet(bytes, '\0');
    read_exactly(packet.data(), bytes);
    return {packet.front(), packet.substr(1)};
}

void Connection::read_exactly(char* where, std::size_t bytes) {
    while (bytes != 0) {
        const ssize_t got = ::recv(descriptor_, where, bytes, 0);
        if (got == 0) fail("the filter closed the connection");
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(std::string("waiting for the filter: ") + std::strerror(errno));
        where += got;
        bytes -= static_cast<std::size_t>(got);
    }
}

void Connection::flush() {
    std::string_view rest = out_;
    while (!rest.empty()) {
        const ssize_t sent = ::send(descriptor_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) fail(std::string("writing to the filter: ") + std::strerror(errno));
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    out_.clear();
}

}  // namespace onevoice::bench
