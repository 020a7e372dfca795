#include "message/phrases.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "message/fold.h"
#include "message/phrase_table.h"

namespace onevoice::message {
namespace {

template <class Each>
void for_each_of(const char* list, Each each) {
    std::string_view rest = list;
    while (!rest.empty()) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        each(fold(rest.substr(0, bar)));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
}

/// Up to four bytes of text in one number, and a mask of that many bytes: what most comparisons end with.
struct Head {
    std::uint32_t bytes = 0;
    std::uint32_t mask = 0;

    explicit Head(std::string_view text) {
        for (std::size_t i = 0; i < 4 && i < text.size(); ++i) {
            bytes |= std::uint32_t{static_cast<unsigned char>(text[i])} << (8 * i);
            mask |= std::uint32_t{0xFF} << (8 * i);
        }
    }
};

struct Entry {
    std::string words;
    Head head;
    std::uint32_t sign = no_sign;
    bool open_ended = false;
};

/// Phrases by their first two bytes: nearly every word of a mail finds an empty or short list.
struct Index {
    std::array<std::vector<Entry>, 1024> buckets;

    static std::size_t bucket_of(std::string_view text) {
        const auto first = static_cast<unsigned char>(text[0]);
        const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : ' ');
        return (first * 37u + second) & 1023u;
    }

    Index() {
        for (const Phrase& phrase : phrases)
            for_each_of(phrase.words, [&](std::string words) {
                const bool open_ended = words.ends_with('~');
                if (open_ended) words.pop_back();
                std::vector<Entry>& bucket = buckets[bucket_of(words)];
                const Head head(words);
                bucket.push_back({std::move(words), head, phrase.sign, open_ended});
            });
    }
};

const Index& index() {
    static const Index built;
    return built;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Found next_phrase(std::string_view folded, std::size_t from) {
    const Index& table = index();
    for (std::size_t at = from; at < folded.size(); ++at) {
        if (!is_word(folded[at]) || (at > 0 && is_word(folded[at - 1]))) continue;
        const std::string_view rest = folded.substr(at);
        const std::vector<Entry>& bucket = table.buckets[Index::bucket_of(rest)];
        if (bucket.empty()) continue;
        Found found{no_sign, at, at};
        const Head head(rest);
        for (const Entry& entry : bucket) {
            if ((head.bytes & entry.head.mask) != entry.head.bytes || !rest.starts_with(entry.words)) continue;
            const bool goes_on = rest.size() > entry.words.size() && is_word(entry.words.back()) && is_word(rest[entry.words.size()]);
            if (goes_on && !entry.open_ended) continue;
            found.sign |= entry.sign;
            found.to = std::max(found.to, at + entry.words.size());
        }
        if (found.sign != no_sign) return found;
    }
    return {no_sign, folded.size(), folded.size()};
}

HeaderField field_named(std::string_view folded_name) {
    struct Named {
        std::string name;
        HeaderField field;
    };
    static const std::vector<Named> names = [] {
        std::vector<Named> out;
        for (const HeaderFieldName& row : field_names) for_each_of(row.names, [&](std::string name) { out.push_back({std::move(name), row.field}); });
        return out;
    }();
    for (const Named& named : names)
        if (named.name == folded_name) return named.field;
    return HeaderField::none;
}

}  // namespace onevoice::message
