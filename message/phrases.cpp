#include "message/phrases.h"

#include <algorithm>
#include <array>
#include <cstring>
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
            std::memcpy(&bytes, text.data(), 8);
            mask = ~std::uint64_t{0};
            return;
        }
        std::memcpy(&bytes, text.data(), text.size());
        std::array<char, 8> used{};
        std::fill_n(used.begin(), text.size(), '\xFF');
        std::memcpy(&mask, used.data(), 8);
    }
};

struct Entry {
    std::string words;
    std::uint32_t sign = no_sign;
    bool open_ended = false;
};

/// Entries that begin alike, one behind the other in Index::entries.
struct Group {
    Head head;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Phrases by their first three bytes, those of two bytes apart, and within that by their first eight: nearly every word
/// of a mail is settled by some comparisons of numbers.
struct Index {
    Beginnings beginnings;
    std::array<std::vector<Group>, 1024> buckets;
    std::array<std::vector<Group>, 1024> short_buckets;
    std::vector<Entry> entries;

    static std::size_t bucket_of(std::string_view text) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
        return (byte(0) * 961u + byte(1) * 31u + (text.size() > 2 ? byte(2) : 0)) & 1023u;
    }

    Index() {
        for (const Phrase& phrase : phrases)
            for_each_of(phrase.words, [&](std::string words) {
                const bool open_ended = words.ends_with('~');
                if (open_ended) words.pop_back();
                add_beginning(words, open_ended);
                entries.push_back({std::move(words), phrase.sign, open_ended});
            });
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.words < b.words; });
        for (std::uint32_t from = 0; from < entries.size();) {
            const std::string_view head = std::string_view(entries[from].words).substr(0, 8);
            std::uint32_t to = from + 1;
            while (to < entries.size() && std::string_view(entries[to].words).substr(0, 8) == head) ++to;
            (head.size() > 2 ? buckets : short_buckets)[bucket_of(head)].push_back({Head(head), from, to});
            from = to;
        }
    }

private:
    void add_beginning(std::string_view words, bool open_ended) {
        if (words.size() >= 3) {
            beginnings.add(words[0], words[1], words[2]);
            return;
        }
        const bool whole_word = is_word(words.back()) && !open_ended;  // then no letter follows
        for (int third = 0; third < 256; ++third)
            if (!whole_word || !is_word(static_cast<char>(third))) beginnings.add(words[0], words[1], static_cast<char>(third));
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
    Found found{no_sign, at, at};
    if (rest.size() < 2) return found;
    const Head head(rest);
    const auto look_into = [&](const std::vector<Group>& bucket) {
        for (const Group& group : bucket) {
            if ((head.bytes & group.head.mask) != group.head.bytes) continue;
            for (std::uint32_t i = group.from; i < group.to; ++i) {
                const Entry& entry = table.entries[i];
                if (!rest.starts_with(entry.words)) continue;
                const bool goes_on = rest.size() > entry.words.size() && is_word(entry.words.back()) && is_word(rest[entry.words.size()]);
                if (goes_on && !entry.open_ended) continue;
                found.sign |= entry.sign;
                found.to = std::max(found.to, at + entry.words.size());
            }
        }
    };
    look_into(table.buckets[Index::bucket_of(rest)]);
    look_into(table.short_buckets[Index::bucket_of(rest.substr(0, 2))]);
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
