#include "message/address.h"

#include <idn2.h>
#include <libpsl.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>

#include "message/ascii.h"

namespace onevoice::message {
namespace {

struct Freed {
    void operator()(void* memory) const { std::free(memory); }
};
struct Idn2Freed {
    void operator()(void* memory) const { idn2_free(memory); }
};

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Halves {
    std::string_view local;  ///< as written, with quotes
    std::string_view domain;
    bool another_at = false;  ///< in the local part, outside quotes
};

/// Cuts at the last '@' outside quotes. A source route (RFC 5321 section 4.1.2, "@a,@b:user@c") is dropped.
Halves halves_of(std::string_view address) {
    if (address.starts_with('@'))
        if (const std::size_t colon = address.find(':'); colon != std::string_view::npos) address.remove_prefix(colon + 1);
    std::size_t at = std::string_view::npos;
    bool quoted = false, another_at = false;
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (quoted && address[i] == '\\') ++i;
        else if (address[i] == '"') quoted = !quoted;
        else if (address[i] == '@' && !quoted) {
            another_at = at != std::string_view::npos;
            at = i;
        }
    }
    if (at == std::string_view::npos) return {};
    return {address.substr(0, at), address.substr(at + 1), another_at};
}

std::string without_quotes(std::string_view local) {
    if (local.size() < 2 || local.front() != '"' || local.back() != '"') return std::string(local);
    std::string out;
    for (std::size_t i = 1; i + 1 < local.size(); ++i) {
        if (local[i] == '\\' && i + 2 < local.size()) ++i;
        out += local[i];
    }
    return out;
}

/// Letters that RFC 5322 atext and RFC 6531 allow without quotes; dots anywhere, since some providers gave them out.
bool needs_quotes(std::string_view local) {
    constexpr std::string_view punctuation = "!#$%&'*+-/=?^_`{|}~.";
    return !std::all_of(local.begin(), local.end(), [&](char c) {
        return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               punctuation.find(c) != std::string_view::npos;
    });
}

std::string with_quotes(std::string_view local) {
    std::string out = "\"";
    for (const char c : local) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// Composed (NFC), then simple case folding: upper and back to lower brings the final sigma and the long s along; the
/// dotless i is the one letter that this would fold further than Unicode does.
std::string folded(const std::string& local) {
    if (is_ascii(local)) return lower(local);
    constexpr utf8proc_int32_t dotless_i = 0x131;
    utf8proc_uint8_t* composed = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(local.data()), static_cast<utf8proc_ssize_t>(local.size()),
                                     &composed, options);
    const std::unique_ptr<utf8proc_uint8_t, Freed> owner(composed);
    if (length < 0) return lower(local);  // not UTF-8: the bytes are the name
    std::string out;
    for (utf8proc_ssize_t at = 0; at < length;) {
        utf8proc_int32_t code_point = -1;
        const auto step = utf8proc_iterate(composed + at, length - at, &code_point);
        if (step <= 0) return lower(local);
        at += step;
        if (code_point != dotless_i) code_point = utf8proc_tolower(utf8proc_toupper(code_point));
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto count = utf8proc_encode_char(code_point, bytes.data());
        out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
    }
    return out;
}

bool is_literal(std::string_view domain) { return domain.size() > 2 && domain.front() == '[' && domain.back() == ']'; }

/// RFC 1035 section 2.3.4: labels of 1 to 63 octets, 253 in all; no blank, control or address character.
bool is_domain(std::string_view domain) {
    if (domain.empty() || domain.size() > 253) return false;
    std::size_t label = 0;
    for (const char c : domain) {
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F) return false;
        if (std::string_view("()<>@,;:\\\"[]").find(c) != std::string_view::npos) return false;
        if (c == '.' ? label == 0 : ++label > 63) return false;
        if (c == '.') label = 0;
    }
    return label > 0;
}

std::optional<std::string> a_labels(std::string_view domain) {
    if (is_literal(domain)) return lower(domain);
    if (domain.ends_with('.')) domain.remove_suffix(1);
    if (is_ascii(domain)) return is_domain(domain) ? std::optional(lower(domain)) : std::nullopt;
    std::uint8_t* encoded = nullptr;
    // Nontransitional: the ß of straße.example is a letter of its own, as every registry has it today.
    const int outcome = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(std::string(domain).c_str()), &encoded,
                                       IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<std::uint8_t, Idn2Freed> owner(encoded);
    if (outcome != IDN2_OK || encoded == nullptr) return std::nullopt;
    std::string out = lower(std::string_view(reinterpret_cast<const char*>(encoded)));
    if (out.ends_with('.')) out.pop_back();
    return is_domain(out) ? std::optional(std::move(out)) : std::nullopt;
}

Error not_an_address(std::string_view address, const char* cause) {
    return {Kind::malformed, "reading an address: '" + std::string(address) + "' " + cause};
}

bool is_listed(std::string_view domain, const std::vector<std::string>& shared_providers) {
    for (;;) {
        if (std::find(shared_providers.begin(), shared_providers.end(), domain) != shared_providers.end()) return true;
        const std::size_t dot = domain.find('.');
        if (dot == std::string_view::npos) return false;
        domain.remove_prefix(dot + 1);
    }
}

}  // namespace

std::string_view bare(std::string_view envelope_address) {
    std::string_view out = trim(envelope_address);
    if (out.size() >= 2 && out.front() == '<' && out.back() == '>') out = trim(out.substr(1, out.size() - 2));
    return out;
}

Result<std::string> canonical_address(std::string_view address) {
    const auto [local, domain, another_at] = halves_of(bare(address));
    if (another_at) return not_an_address(address, "has a second '@' outside quotes");
    std::string name = without_quotes(local);
    if (name.empty()) return not_an_address(address, "has no local part");
    // Before folding, which leaves bytes that are no UTF-8 alone: those of the tag do not count.
    if (const std::size_t plus = name.find('+', 1); plus != std::string::npos) name.resize(plus);
    name = folded(name);
    if (domain.empty()) return not_an_address(address, "has no domain");
    const auto encoded = a_labels(domain);
    if (!encoded) return not_an_address(address, "has a domain that cannot be encoded");
    return (needs_quotes(name) ? with_quotes(name) : name) + '@' + *encoded;
}

std::string domain_of(std::string_view address) {
    const auto domain = halves_of(bare(address)).domain;
    return domain.empty() ? std::string() : a_labels(domain).value_or(std::string());
}

std::string organisation_of(std::string_view canonical_address, const std::vector<std::string>& shared_providers) {
    const std::string domain = domain_of(canonical_address);
    if (domain.empty() || is_literal(domain) || is_listed(domain, shared_providers)) return {};
    // A bare IPv4 address is no name (RFC 3696 section 2: a top-level domain is not all digits).
    if (const std::string_view last = std::string_view(domain).substr(domain.rfind('.') + 1);
        std::all_of(last.begin(), last.end(), is_digit))
        return {};
    const char* registrable = psl_registrable_domain(psl_builtin(), domain.c_str());
    return registrable == nullptr ? std::string() : std::string(registrable);
}

}  // namespace onevoice::message
