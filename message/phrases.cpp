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

/// Up to eight bytes of text in one number, and a mask of that many bytes: what nearly all comparisons end with.
struct Head {
    std::uint64_t bytes = 0;
    std::uint64_t mask = 0;

    explicit Head(std::string_view text) {
        if (text.size() >= 8) {
            for (std::size_t i = 0; i < 8; ++i) bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
            mask = ~std::uint64_t{0};
            return;
        }
        for (std::size_t i = 0; i < text.size(); ++i) {
            bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
            mask |= std::uint64_t{0xFF} << (8 * i);
        }
    }
};

struct Entry {
    std::string words;
    Head head;
    std::uint32_t sign = no_sign;
    bool open_ended = false;
};

constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Phrases by their first two bytes.
struct Index {
    Beginnings beginnings;
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
                add_beginning(words, open_ended);
                std::vector<Entry>& bucket = buckets[bucket_of(words)];
                const Head head(words);
                bucket.push_back({std::move(words), head, phrase.sign, open_ended});
            });
    }

private:
    void add_beginning(std::string_view words, bool open_ended) {
        const char second = words.size() > 1 ? words[1] : ' ';
        if (words.size() >= 3) {
            beginnings.add(words[0], second, words[2]);
            return;
        }
        const bool whole_word = is_word(words.back()) && !open_ended;  // then no letter follows
        for (int third = 0; third < 256; ++third)
            if (!whole_word || !is_word(static_cast<char>(third))) beginnings.add(words[0], second, static_cast<char>(third));
    }
};

const Index& index() {
    static const Index built;
    return built;
}

}  // namespace

const Beginnings& beginnings() { return index().beginnings; }

Found phrases_at(std::string_view folded, std::size_t at) {
    const Index& table = index();
    const std::string_view rest = folded.substr(at);
    const std::vector<Entry>& bucket = table.buckets[Index::bucket_of(rest)];
    Found found{no_sign, at, at};
    const Head head(rest);
    for (const Entry& entry : bucket) {
        if ((head.bytes & entry.head.mask) != entry.head.bytes || !rest.starts_with(entry.words)) continue;
        const bool goes_on = rest.size() > entry.words.size() && is_word(entry.words.back()) && is_word(rest[entry.words.size()]);
        if (goes_on && !entry.open_ended) continue;
        found.sign |= entry.sign;
        found.to = std::max(found.to, at + entry.words.size());
    }
    return found;
}

Found next_phrase(std::string_view folded, std::size_t from) {
    const Beginnings& may_begin = beginnings();
    bool inside = from > 0 && from < folded.size() && is_word(folded[from - 1]);
    for (std::size_t at = from; at < folded.size(); ++at) {
        const bool word = is_word(folded[at]);
        const bool begins = word && !inside;
        inside = word;
        if (!begins || !may_begin.at(folded, at)) continue;
        const Found found = phrases_at(folded, at);
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
