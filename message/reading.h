// Reading: what onevoice reads of one message. A value; it owns all its text, and all text is valid UTF-8.
//
// `text` is the visible text of the message in reading order: the subject, a blank line, then the text parts, with
// "\n" for line ends and paragraphs unflowed. `passages` cut it into consecutive pieces without gaps: the sender's own
// words, and what was set aside (quotes, forwarded mail, signatures, disclaimers). In doubt a passage is own words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace onevoice::message {

enum class Role { subject, own, quote, forward, signature, disclaimer };

[[nodiscard]] std::string_view role_name(Role role);

/// [from, to) in bytes of Reading::text.
struct Passage {
    Role role = Role::own;
    std::size_t from = 0;
    std::size_t to = 0;
};

struct Mailbox {
    std::string name;     ///< decoded display name, may be empty
    std::string address;  ///< as written, without angle brackets
};

/// Where a message exceeded a limit or was malformed. Reading goes on with what is left; nothing throws.
struct Oddity {
    std::string code;    ///< stable, kebab-case: "depth-limit", "bad-base64", "unknown-charset", …
    std::string detail;  ///< for people; no control characters
};

struct Reading {
    std::string text;
    std::vector<Passage> passages;

    std::string subject;
    std::string message_id;  ///< without angle brackets; empty when absent
    std::string date;        ///< the Date field as written
    std::vector<Mailbox> from;
    std::vector<Mailbox> to;  ///< To and Cc

    bool auto_submitted = false;  ///< RFC 3834 Auto-Submitted other than "no", or the vendors' forms of it
    bool bulk = false;            ///< List-Id, List-Unsubscribe or Precedence: bulk/list
    bool calendar_reply = false;  ///< a text/calendar part with METHOD REPLY, CANCEL or COUNTER
    bool report = false;          ///< multipart/report: delivery or disposition notification

    std::size_t parts = 0;        ///< leaves, attachments included, and files in a text
    std::size_t attachments = 0;  ///< leaves that were skipped by type or disposition, and uuencoded files in a text
    std::vector<Oddity> oddities;
};

/// Every bound has a stated outcome: what is beyond it is not read, and an Oddity says so.
struct Limits {
    std::size_t message_bytes = 50u << 20;  ///< beyond: the message is not read at all
    std::size_t header_bytes = 1u << 20;    ///< of one entity
    std::size_t header_fields = 2000;       ///< of one entity
    std::size_t parts = 1000;               ///< leaves of the whole message
    std::size_t depth = 50;                 ///< nested multiparts and message/rfc822
    std::size_t text_bytes = 1u << 20;      ///< decoded visible text of the whole message
};

/// Call once in main(), before any thread starts. libmailutils keeps two globals that must exist by then.
void prepare_library();

/// Reads a whole RFC 5322 message; line ends may be CRLF, LF or mixed. Any bytes at all are accepted.
/// Errors: malformed, only when the message is larger than limits.message_bytes.
/// Any thread; no state is shared between calls.
Result<Reading> read(std::string_view raw, const Limits& limits = {});

/// The sender's own words: subject and own passages joined, each passage on lines of its own. Offsets in it map back
/// with `at`.
struct OwnWords {
    struct Piece {
        std::size_t own = 0;     ///< where the piece starts in `text`
        std::size_t source = 0;  ///< where it starts in Reading::text
        std::size_t length = 0;
    };
    std::string text;
    std::vector<Piece> pieces;
    std::size_t subject_bytes = 0;  ///< text starts with the subject, this long, then "\n\n"

    /// The offset in Reading::text of an offset in `text`.
    [[nodiscard]] std::size_t at(std::size_t own_offset) const;
};
[[nodiscard]] OwnWords own_words(const Reading& reading);

}  // namespace onevoice::message
