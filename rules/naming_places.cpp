#include "rules/naming_places.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/naming_words.h"
#include "rules/words.h"

namespace onevoice::rules {
namespace {

constexpr std::string_view quotes = " \t\"'`([<";

std::string_view without_end(std::string_view text, std::string_view characters) {
    const std::size_t last = text.find_last_not_of(characters);
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

/// Where the clause that ends `text` starts.
std::size_t clause_start(std::string_view text) {
    std::size_t out = 0;
    for (const std::string_view mark : {", ", "; ", ": ", "(", " - "})
        if (const std::size_t found = text.rfind(mark); found != std::string_view::npos) out = std::max(out, found + mark.size());
    return out;
}

template <class Test>
bool any_word(std::string_view text, Test test) {
    const auto at = hash_words(text).at;
    return std::any_of(at.begin(), at.end(), [&](const Stretch& word) { return test(text.substr(word.from, word.to - word.from)); });
}

/// Whether `before` ends with the reader's own site or account: "… with your URL account".
bool introduced(const FoldedWords& words, std::size_t from, std::size_t to) {
    // "your new and very pretty blog called" is about as far as people go.
    constexpr std::size_t noun_within = 2, owner_within = 4;
    const std::string_view before = words.text({from, to});
    const std::size_t clause = std::max({before.rfind(", ") + 1, before.rfind("; ") + 1, before.rfind(": ") + 1});  // npos + 1 is 0
    const std::string_view last = before.substr(clause);
    const auto at = hash_words(last).at;
    const auto word = [&](std::size_t back) { return last.substr(at[at.size() - back].from, at[at.size() - back].to - at[at.size() - back].from); };
    for (std::size_t noun = 1; noun <= std::min(noun_within, at.size()); ++noun) {
        if (!is_belonging(word(noun))) continue;
        for (std::size_t owner = noun + 1; owner <= std::min(noun + owner_within, at.size()); ++owner) {
            const Stretch& stretch = at[at.size() - owner];
            if (is_second_person(word(owner), words.written({from + clause + stretch.from, from + clause + stretch.to}))) return true;
        }
    }
    return false;
}

/// Whether the words stand apart in a subject, and not in the middle of what it says.
bool set_off(std::string_view before, std::string_view after) {
    before = without_end(before, quotes);
    if (const std::size_t first = after.find_first_not_of(" \t\"'`)]>"); first != std::string_view::npos) {
        after.remove_prefix(first);
        if (std::string_view(":|-/,.!").find(after.front()) == std::string_view::npos) return false;
    } else {
        after = {};
    }
    if (before.empty() || std::string_view(":|-/").find(before.back()) != std::string_view::npos) return true;
    const auto at = hash_words(before).at;
    if (at.empty() || at.back().to != before.size()) return false;
    const std::string_view last = before.substr(at.back().from);
    return is_for(last) || is_belonging(last);
}

}  // namespace

NamingPlaces::NamingPlaces(const FoldedWords& words, const Fingerprint& fingerprint) : words_(words) {
    const auto add = [&](std::size_t from, std::size_t to) { evidence_.push_back({words.folded.folded_at(from), words.folded.folded_at(to)}); };
    for (const Act& act : fingerprint.acts) {
        add(act.from, act.to);
        for (const auto& [from, to] : act.again) add(from, to);
    }
}

bool NamingPlaces::in_act(const Sentence& sentence) const {
    return std::any_of(evidence_.begin(), evidence_.end(), [&](const Stretch& evidence) { return evidence.from < sentence.to && sentence.from < evidence.to; });
}

bool NamingPlaces::in_field(const Stretch& source) const {
    const std::string_view text = words_.words.text;
    if (source.from < words_.words.subject_bytes) return false;
    const std::size_t begin = text.rfind('\n', source.from) + 1;  // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', source.to), text.size());
    if (const std::string after = fold_line(text.substr(source.to, end - source.to)); !hash_words(after).at.empty()) return false;
    constexpr std::size_t longest_label_bytes = 80, longest_label_words = 4;
    if (source.from - begin > longest_label_bytes) return false;
    std::string label = fold_line(text.substr(begin, source.from - begin));
    if (hash_words(label).at.empty() && begin > 1) {
        // The value may stand below its label.
        const std::size_t above = text.rfind('\n', begin - 2) + 1;
        if (begin - 1 - above > longest_label_bytes) return false;
        label = fold_line(text.substr(above, begin - 1 - above));
        if (!label.ends_with(':')) return false;
    }
    const auto at = hash_words(label).at;
    return !at.empty() && at.size() <= longest_label_words && any_word(label, is_field_label) && !any_word(label, turns_aside);
}

Naming NamingPlaces::of(const Stretch& at, const Stretch& source) const {
    const auto& sentences = words_.units.sentences;
    if (sentences.empty()) return Naming::mention;
    const Sentence& sentence = sentences[words_.units.sentence_at(at.from)];
    const std::string_view before = words_.text({sentence.from, std::max(at.from, sentence.from)});
    const bool own = introduced(words_, sentence.from, std::max(at.from, sentence.from));
    if (in_act(sentence)) {
        std::size_t reason_from = clause_start(before);
        const bool aside = any_word(before.substr(reason_from), turns_aside);
        for (const Stretch& evidence : evidence_)
            if (evidence.to > sentence.from && evidence.to <= at.from) reason_from = std::min(reason_from, evidence.to - sentence.from);
        if (own || !(aside || any_word(before.substr(reason_from), gives_reason))) return Naming::act;
        return Naming::mention;
    }
    if (own || in_field(source)) return Naming::field;
    if (sentence.subject && set_off(before, words_.text({at.to, std::max(at.to, sentence.to)}))) return Naming::subject;
    return Naming::mention;
}

}  // namespace onevoice::rules
