#include "registry/pseudonym.h"

#include <sodium/utils.h>

#include <algorithm>

namespace onevoice::registry {

Pseudonyms::~Pseudonyms() { sodium_memzero(key_.data(), key_.size()); }

Pseudonym Pseudonyms::of(std::string_view purpose, std::string_view text) const {
    // The purpose ends with a zero byte, which no purpose contains: no pair of purpose and text equals another pair.
    static constexpr std::string_view product = "onevoice ";
    const auto bytes = [](std::string_view view) { return reinterpret_cast<const unsigned char*>(view.data()); };
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key_.data(), key_.size());
    crypto_auth_hmacsha256_update(&state, bytes(product), product.size());
    crypto_auth_hmacsha256_update(&state, bytes(purpose), purpose.size());
    const unsigned char end = 0;
    crypto_auth_hmacsha256_update(&state, &end, 1);
    crypto_auth_hmacsha256_update(&state, bytes(text), text.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> whole{};
    crypto_auth_hmacsha256_final(&state, whole.data());
    sodium_memzero(&state, sizeof state);
    Pseudonym cut{};
    std::copy_n(whole.begin(), cut.size(), cut.begin());
    return cut;
}

std::int64_t Pseudonyms::number(std::string_view purpose, std::string_view text) const {
    // 64 bits: among a million messages two share a number with a chance of one in forty million.
    const Pseudonym whole = of(purpose, text);
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | whole[i];
    return static_cast<std::int64_t>(number);
}

std::int64_t Pseudonyms::thing(std::string_view name, std::string_view key) const {
    // A zero byte stands in no name.
    std::string text(name);
    text.append(1, '\0').append(key);
    return number("thing", text);
}

std::string hex(const unsigned char* data, std::size_t size) {
    std::string text(size * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), data, size);
    text.pop_back();
    return text;
}

}  // namespace onevoice::registry
