#include "rules/facts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "rules/comparison.h"

namespace onevoice::rules {
namespace {

/// Of one name, the keys of a sentence, a paragraph or a message.
using Keys = std::set<std::string_view>;

/// The keys that a message names, by the unit they stand in and by their name.
class NamedKeys {
public:
    NamedKeys(const FoldedWords& words, const std::vector<Said>& said, const WatchedFacts& watched) : units_(words.units) {
        for (const Said& each : said)
            for (const auto& [name, key] : each.keys) {
                if (!is_watched(watched, name)) continue;
                in_sentence_[{units_.sentence_at(each.at.from), name}].insert(key);
                in_paragraph_[{paragraph_at(each.at.from), name}].insert(key);
                in_message_[name].insert(key);
            }
    }

    /// The one key of this name that a value said by `said` is about; empty: none, or nobody can say which.
    [[nodiscard]] std::string_view about(const std::string& name, const Said& said) const {
        if (const auto own = said.keys.find(name); own != said.keys.end()) return own->second;
        if (const auto near = in_sentence_.find({units_.sentence_at(said.at.from), name}); near != in_sentence_.end()) return only(near->second);
        if (const auto near = in_paragraph_.find({paragraph_at(said.at.from), name}); near != in_paragraph_.end()) return only(near->second);
        const auto anywhere = in_message_.find(name);
        return anywhere == in_message_.end() ? std::string_view() : only(anywhere->second);
    }

private:
    static bool is_watched(const WatchedFacts& watched, const std::string& key) {
        return std::any_of(watched.begin(), watched.end(), [&](const auto& value) {
            return std::find(value.second.begin(), value.second.end(), key) != value.second.end();
        });
    }
    static std::string_view only(const Keys& keys) { return keys.size() == 1 ? *keys.begin() : std::string_view(); }

    [[nodiscard]] std::size_t paragraph_at(std::size_t at) const {
        const auto behind = std::upper_bound(units_.paragraphs.begin(), units_.paragraphs.end(), at,
                                             [](std::size_t place, const Stretch& paragraph) { return place < paragraph.from; });
        return static_cast<std::size_t>(behind - units_.paragraphs.begin());
    }

    const Units& units_;
    std::map<std::pair<std::size_t, std::string_view>, Keys> in_sentence_;
    std::map<std::pair<std::size_t, std::string_view>, Keys> in_paragraph_;
    std::map<std::string_view, Keys> in_message_;
};

/// The facts found so far, and those that the message is unclear about.
class Statements {
public:
    void add(Fact fact) {
        const auto same = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& other) {
            return std::tie(other.key_name, other.key, other.value_name) == std::tie(fact.key_name, fact.key, fact.value_name);
        });
        if (same == facts_.end()) {
            if (things_.size() == most_things && !things_.contains({fact.key_name, fact.key})) return;
            things_.insert({fact.key_name, fact.key});
            facts_.push_back(std::move(fact));
            return;
        }
        if (compare_values(fact.value_name, same->value, fact.value) != Comparison::same) {
            same->value.clear();  // stays to meet further values, and is dropped at the end
        } else if (fact.value.size() > same->value.size()) {
            same->value = std::move(fact.value);  // the one that tells the year or the currency too
        }
    }

    std::vector<Fact> clear_ones() && {
        std::erase_if(facts_, [](const Fact& fact) { return fact.value.empty(); });
        return std::move(facts_);
    }

private:
    std::vector<Fact> facts_;
    std::set<std::pair<std::string, std::string>> things_;
};

}  // namespace

std::vector<Fact> facts_of(const FoldedWords& words, const Patterns& patterns, const std::vector<Said>& said, const WatchedFacts& watched) {
    if (watched.empty()) return {};
    std::vector<const Said*> in_order;
    for (const Said& each : said)
        if (each.stated && std::any_of(each.values.begin(), each.values.end(), [&](const auto& value) { return watched.contains(value.first); }))
            in_order.push_back(&each);
    if (in_order.empty()) return {};
    std::sort(in_order.begin(), in_order.end(), [](const Said* a, const Said* b) {
        return std::tie(a->at.from, a->pattern, a->at.to) < std::tie(b->at.from, b->pattern, b->at.to);
    });

    const NamedKeys keys(words, said, watched);
    Statements out;
    for (const Said* each : in_order)
        for (const auto& [name, value] : each->values) {
            const auto about = watched.find(name);
            if (about == watched.end() || !is_comparable(name, value)) continue;
            for (const std::string& key_name : about->second) {
                const std::string_view key = keys.about(key_name, *each);
                if (key.empty()) continue;
                const PatternSpec& spec = patterns.spec(each->pattern);
                const Stretch source = words.source(each->at);
                out.add({key_name, std::string(key), name, value, words.evidence(each->at), spec.name, spec.place, source.from, source.to});
            }
        }
    return std::move(out).clear_ones();
}

}  // namespace onevoice::rules
