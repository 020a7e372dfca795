// Contacts that a message calls by name or web address instead of writing to them: "your application with your URL account
// 'hilltop letters' was declined", sent to an address that nobody knows.
//
// A mail that merely mentions somebody is no decision about them. So a name or web address of a contact group counts only
// where it says whom an act is about:
// * act: in a sentence of an act's evidence, unless its clause is an aside (a reason, a comparison, an example);
// * subject: set off in the subject, as in "Application: blog.example";
// * field: a line of its own such as "Website: www.blog.example", or behind words such as "your blog".
// Names are compared as words of folded text, whole words only; web addresses in one spelling (message/web_address.h), and
// what is below a listed one counts as it. Hash look-ups: the cost does not grow with the number of contacts. Private to rules/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/folded_words.h"
#include "rules/rule_set.h"
#include "rules/words.h"

namespace onevoice::rules {

/// The one spelling of a name: its words as folded text has them, with single blanks: "hilltop letters".
[[nodiscard]] std::string name_key(std::string_view written);

/// A name has at most so many words.
inline constexpr std::size_t longest_name = 8;

class NamedContacts {
public:
    NamedContacts() = default;
    /// Keeps pointers into `groups`, which must stay where they are.
    explicit NamedContacts(const std::vector<ContactGroup>& groups);

    /// Every group whose name or web address stands in the own words, once, with the place where it counts most; in the order
    /// of the text. Nothing when the message has no act.
    [[nodiscard]] std::vector<NamedContact> in(const message::OwnWords& words, const Fingerprint& fingerprint) const;

    /// The group of this name (as name_key() makes it) or web address, or of what is above that; nullptr: none.
    [[nodiscard]] const ContactGroup* of(const std::string& key) const;

private:
    struct Hit {
        const ContactGroup* group = nullptr;
        std::string key;
        Stretch at;      ///< in the folded text
        Stretch source;  ///< in the own words
    };
    void find_names(const FoldedWords& words, const WordHashes& hashes, std::vector<Hit>& hits) const;
    void find_web_addresses(const FoldedWords& words, std::vector<Hit>& hits) const;

    std::unordered_map<std::string, const ContactGroup*> by_key_;
    std::unordered_map<std::uint64_t, std::size_t> longest_from_;  ///< hash of a name's first word → words of the longest such name
    std::unordered_set<std::string> hosts_;
};

}  // namespace onevoice::rules
