// The words by which mail programs and people mark what is not the sender's own text: one table of phrases by language,
// and a search for all of them at once. Another language is some lines in phrase_table.h. Private to message/.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace onevoice::message {

/// What a phrase is a sign of. Signs combine as bits.
enum Sign : std::uint32_t {
    no_sign = 0,
    attribution_opening = 1u << 0,  ///< "Am", "On", "Le": the first word of an attribution
    attribution_verb = 1u << 1,     ///< "schrieb", "wrote", "a écrit"
    quoting = 1u << 2,              ///< "Zitat von", "Quoting": an attribution without a verb
    original_marker = 1u << 3,      ///< "Ursprüngliche Nachricht"
    forward_marker = 1u << 4,       ///< "Weitergeleitete Nachricht"
    forward_opening = 1u << 5,      ///< "Anfang der weitergeleiteten Nachricht:": needs no dashes around it
    forward_end = 1u << 6,          ///< "Ende der weitergeleiteten Nachricht"
    closing = 1u << 7,              ///< "Mit freundlichen Grüßen"
    postscript = 1u << 8,           ///< "P.S."
    salutation = 1u << 9,           ///< "Sehr geehrte"
    contact = 1u << 10,             ///< "Tel.", "GmbH", "Straße"
    phone = 1u << 11,               ///< "Tel.", "Mobil": a contact word that wants a number
    advert = 1u << 12,              ///< "Besuchen Sie uns"
    device = 1u << 13,              ///< "Gesendet von meinem"
    mailing_list = 1u << 14,        ///< "mailing list"
    legal = 1u << 15,               ///< "Amtsgericht", "Registered in England"
    disclaimer_cue = 1u << 16,      ///< one of two that make a disclaimer
    disclaimer_sure = 1u << 17,     ///< enough by itself
    footer = 1u << 18,              ///< "Sie erhalten diese E-Mail, weil"
    unsubscribe = 1u << 19,         ///< "Abmelden": a footer when the line is little more than that
    message_word = 1u << 20,        ///< "diese E-Mail": a text about the message itself
    notice_label = 1u << 21,        ///< "Hinweis:" in front of a disclaimer
    reader_wrote = 1u << 23,        ///< "you wrote": a letter answering a letter, which programs do not say
    street = 1u << 22,              ///< "Street", "rue", "Platz"
};

/// A phrase found in a line.
struct Found {
    std::uint32_t sign = no_sign;
    std::size_t from = 0;
    std::size_t to = 0;
};

/// A filter in front of phrases_at(): which three bytes a phrase can begin with. Most words of a mail end here.
class Beginnings {
public:
    /// Text that ends counts as if blanks followed it.
    [[nodiscard]] bool at(std::string_view folded, std::size_t at) const {
        const std::size_t left = folded.size() - at;
        return keys_[key_of(folded[at], left > 1 ? folded[at + 1] : ' ', left > 2 ? folded[at + 2] : ' ')];
    }
    void add(char first, char second, char third) { keys_.set(key_of(first, second, third)); }

private:
    /// Five bits of each: lower-case letters do not collide.
    static std::size_t key_of(char first, char second, char third) { return (first & 31u) << 10 | (second & 31u) << 5 | (third & 31u); }

    std::bitset<1u << 15> keys_;
};
[[nodiscard]] const Beginnings& beginnings();

/// The phrases that begin at `at`, where a word begins: their signs united, and the longest counts.
[[nodiscard]] Found phrases_at(std::string_view folded, std::size_t at);

/// The next phrase at or after `from` in text folded by `fold`; `sign` is no_sign when there is none. Linear in the bytes
/// looked at.
[[nodiscard]] Found next_phrase(std::string_view folded, std::size_t from);

/// The fields of the header that mail programs put above a quoted or forwarded message.
enum class HeaderField : std::uint8_t { none, from, sent, date, to, copy, subject, other };

/// The field that a folded name such as "gesendet" or "reply-to" stands for.
[[nodiscard]] HeaderField field_named(std::string_view folded_name);

}  // namespace onevoice::message
