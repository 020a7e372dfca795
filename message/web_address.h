// Web addresses as identities: one spelling for the forms in which people write the address of one site.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onevoice::message {

/// Scheme, "www.", port, query, fragment and slashes at the end do not count, nor does case. An international domain is the
/// same in both spellings.
struct WebAddress {
    std::string host;    ///< lower-case A-labels, without "www."
    std::string path;    ///< empty, or "/" and segments without an empty one; small letters, unreserved characters unescaped
    bool query = false;  ///< one was written; what it says is not kept

    /// Host and path: "blog.example/@lena".
    [[nodiscard]] std::string text() const { return host + path; }
};

/// Nothing for what is no web address: a mail address, another scheme, a host of one label or an IP address. A scheme need
/// not stand there: "blog.example" is one. Whether such a host exists is not asked.
[[nodiscard]] std::optional<WebAddress> web_address(std::string_view text);

/// Whether the host is a public suffix itself (Public Suffix List), under which strangers have their domains.
[[nodiscard]] bool is_public_suffix(const std::string& host);

}  // namespace onevoice::message
