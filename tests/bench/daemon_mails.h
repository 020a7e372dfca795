// Business mail made up for measuring: always the same for the same numbers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/bench/daemon_client.h"

namespace onevoice::bench {

struct MailMix {
    std::size_t count = 300;
    unsigned percent_with_act = 20;  ///< a sentence that the shipped packs take for an act
    unsigned seed = 1;
};

struct BusinessMail {
    WireMail wire;
    std::string sender;  ///< of one of `departments`
    std::string login;
    bool with_act = false;
    std::size_t bytes = 0;  ///< header and body
};

/// 2 to 500 KB, 44 KB in the mean: multipart/alternative of quoted-printable text and HTML in German, English or French,
/// two in five with a quoted earlier mail, one in three with a PDF. Without a Message-ID: it is new each time a mail is sent.
[[nodiscard]] std::vector<BusinessMail> business_mails(const MailMix& mix);

/// The message as a file, with CRLF.
[[nodiscard]] std::string raw(const WireMail& mail);

}  // namespace onevoice::bench
