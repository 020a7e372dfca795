// Keyed pseudonyms: what the registry stores in place of addresses. HMAC-SHA-256 (RFC 2104, FIPS 180-4), cut to 16 bytes
// (RFC 2104 section 5), of a word for the purpose and the text, so that one text under two purposes gives two pseudonyms.
// Without the key nobody can try a list of addresses against them.
#pragma once

#include <sodium/crypto_auth_hmacsha256.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace onevoice::registry {

using Key = std::array<unsigned char, crypto_auth_hmacsha256_KEYBYTES>;
using Pseudonym = std::array<unsigned char, 16>;

/// Any thread may ask. The key is wiped from memory at the end.
class Pseudonyms {
public:
    explicit Pseudonyms(const Key& key) : key_(key) {}
    ~Pseudonyms();
    Pseudonyms(const Pseudonyms&) = default;
    Pseudonyms& operator=(const Pseudonyms&) = default;

    [[nodiscard]] Pseudonym contact(std::string_view canonical_address) const { return of("contact", canonical_address); }
    [[nodiscard]] Pseudonym name(std::string_view name) const { return of("name", name); }
    [[nodiscard]] Pseudonym organisation(std::string_view domain) const { return of("organisation", domain); }

    /// The number under which the attempts of one message are found; its queue ID stands in for a missing Message-ID.
    [[nodiscard]] std::int64_t message_id(std::string_view message_id) const { return number("message", message_id); }
    [[nodiscard]] std::int64_t queue_id(std::string_view queue_id) const { return number("queue", queue_id); }

    /// The number under which facts about one thing are found.
    [[nodiscard]] std::int64_t thing(std::string_view name, std::string_view key) const;

    /// Tells one key from another without telling the key.
    [[nodiscard]] Pseudonym mark() const { return of("key", ""); }

private:
    [[nodiscard]] Pseudonym of(std::string_view purpose, std::string_view text) const;
    [[nodiscard]] std::int64_t number(std::string_view purpose, std::string_view text) const;

    Key key_;
};

/// Lower-case hex.
std::string hex(const unsigned char* data, std::size_t size);

}  // namespace onevoice::registry
