#include "rules/named_contacts.h"

#include <algorithm>
#include <optional>

#include "message/web_address.h"
#include "rules/naming_places.h"

namespace onevoice::rules {
namespace {

bool is_word(char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// What may stand between two words of one name: "AT & T", "Hilltop-Letters", "d'Or".
bool joins(std::string_view between) {
    constexpr std::size_t longest = 3;
    return between.size() <= longest && between.find_first_not_of(" -_.'&/+") == std::string_view::npos && !between.starts_with(". ");
}

/// Not a piece of a longer word, of a mail address or of a web address.
bool stands_alone(std::string_view text, const Stretch& at) {
    constexpr std::string_view glue = "-_./@#";
    if (at.from > 0 && glue.find(text[at.from - 1]) != std::string_view::npos) {
        const char before = text[at.from - 1];
        if (before == '@' || before == '#' || (at.from > 1 && is_word(text[at.from - 2]))) return false;
    }
    if (at.to < text.size() && glue.find(text[at.to]) != std::string_view::npos) {
        if (text[at.to] == '@' || (at.to + 1 < text.size() && is_word(text[at.to + 1]))) return false;
    }
    return true;
}

/// Bytes of what ends a web address in running text at `at`; 0 for what may belong to one.
std::size_t delimiter(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c <= ' ' || std::string_view("<>()[]{}\"'`|,;\\").find(text[at]) != std::string_view::npos) return 1;
    if (c == 0xc2) return 2;                                                        // « » and the no-break space
    if (c == 0xe2 && at + 2 < text.size() && (text[at + 1] == '\x80')) return 3;  // quotes, dashes, blanks, the ellipsis
    return 0;
}

}  // namespace

std::string name_key(std::string_view written) {
    const std::string folded = fold_line(written);
    std::string out;
    for (const Stretch& word : hash_words(folded).at) out += (out.empty() ? "" : " ") + folded.substr(word.from, word.to - word.from);
    return out;
}

NamedContacts::NamedContacts(const std::vector<ContactGroup>& groups) {
    for (const ContactGroup& group : groups)
        for (const std::string& key : group.keys) {
            by_key_.emplace(key, &group);
            if (key.find('.') != std::string::npos) {
                hosts_.insert(key.substr(0, key.find('/')));
                continue;
            }
            const WordHashes hashes = hash_words(key);
            std::size_t& longest = longest_from_[hashes.words.front()];
            longest = std::max(longest, hashes.words.size());
        }
}

const ContactGroup* NamedContacts::of(const std::string& key) const {
    std::string above = key;
    for (;;) {
        if (const auto found = by_key_.find(above); found != by_key_.end()) return found->second;
        const std::size_t slash = above.rfind('/');
        if (slash == std::string::npos) return nullptr;
        above.resize(slash);
    }
}

void NamedContacts::find_names(const FoldedWords& words, const WordHashes& hashes, std::vector<Hit>& hits) const {
    const std::string_view text = words.text();
    for (std::size_t first = 0; first < hashes.words.size(); ++first) {
        const auto known = longest_from_.find(hashes.words[first]);
        if (known == longest_from_.end()) continue;
        std::string key;
        std::optional<Hit> longest;
        std::size_t last_of_longest = first;
        for (std::size_t last = first; last < hashes.words.size() && last < first + known->second; ++last) {
            if (last > first && !joins(words.text({hashes.at[last - 1].to, hashes.at[last].from}))) break;
            key += (last == first ? "" : " ") + std::string(words.text(hashes.at[last]));
            const Stretch at{hashes.at[first].from, hashes.at[last].to};
            const auto found = by_key_.find(key);
            if (found == by_key_.end() || !stands_alone(text, at)) continue;
            longest = Hit{found->second, key, at, words.source(at)};
            last_of_longest = last;
        }
        if (!longest) continue;
        hits.push_back(std::move(*longest));
        first = last_of_longest;
    }
}

void NamedContacts::find_web_addresses(const FoldedWords& words, std::vector<Hit>& hits) const {
    // In the words as written: folding would make another domain of an international one.
    const std::string_view text = words.words.text;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t skipped = delimiter(text, at); skipped != 0) {
            at += skipped;
            continue;
        }
        const std::size_t from = at;
        while (at < text.size() && delimiter(text, at) == 0) ++at;
        std::string_view token = text.substr(from, at - from);
        while (!token.empty() && std::string_view(".!?:*_").find(token.back()) != std::string_view::npos) token.remove_suffix(1);
        if (token.find('.') == std::string_view::npos) continue;
        const auto address = message::web_address(token);
        if (!address || !hosts_.contains(address->host)) continue;
        std::string key = address->text();
        const ContactGroup* group = of(key);
        if (group == nullptr) continue;
        while (!by_key_.contains(key)) key.resize(key.rfind('/'));
        const Stretch source{from, from + token.size()};
        hits.push_back({group, std::move(key), {words.folded.folded_at(source.from), words.folded.folded_at(source.to)}, source});
    }
}

std::vector<NamedContact> NamedContacts::in(const message::OwnWords& own, const Fingerprint& fingerprint) const {
    std::vector<NamedContact> out;
    if (by_key_.empty() || fingerprint.acts.empty()) return out;
    const FoldedWords words = fold_words(own);
    std::vector<Hit> hits;
    if (!longest_from_.empty()) find_names(words, hash_words(words.text()), hits);
    if (!hosts_.empty()) find_web_addresses(words, hits);
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.at.from < b.at.from; });
    const NamingPlaces places(words, fingerprint);
    std::unordered_map<const ContactGroup*, std::size_t> known;
    for (Hit& hit : hits) {
        const Naming naming = places.of(hit.at, hit.source);
        NamedContact named{hit.group, std::move(hit.key), std::string(std::string_view(own.text).substr(hit.source.from, hit.source.to - hit.source.from)),
                           hit.source.from, hit.source.to, naming, {}};
        const auto [entry, added] = known.try_emplace(hit.group, out.size());
        if (added) out.push_back(std::move(named));
        else if (out[entry->second].naming < naming) out[entry->second] = std::move(named);
    }
    return out;
}

}  // namespace onevoice::rules
