#include <utf8proc.h>

#include <algorithm>

#include "rules/contents.h"

namespace onevoice::rules {
namespace {

Examples examples_of(const grammar::Table& table) {
    const auto examples = table.table("examples");
    return examples ? Examples{examples->texts("match"), examples->texts("pass")} : Examples{};
}

Unit unit_of(const grammar::Table& table) {
    const std::string scope = text_of(table, "scope");
    if (scope == "subject") return Unit::subject;
    if (scope == "paragraph") return Unit::paragraph;
    if (scope == "text") return Unit::text;
    return Unit::sentence;
}

Reach reach_of(const grammar::Table& table) {
    const std::string scope = text_of(table, "scope");
    if (scope == "previous") return Reach::previous;
    if (scope == "subject") return Reach::subject;
    if (scope == "opening") return Reach::opening;
    if (scope == "text") return Reach::text;
    return Reach::sentence;
}

/// The patterns under `key`; an empty one, which would match everywhere, is an error.
std::vector<grammar::Located> patterns_of(const grammar::Table& table, std::string_view key, Findings& findings) {
    std::vector<grammar::Located> out;
    for (grammar::Located& pattern : written_texts(table, key, findings)) {
        if (pattern.value.empty()) findings.error(pattern.place, "an empty pattern matches everywhere");
        else if (pattern.value.find('\b') != std::string::npos)
            findings.error(pattern.place, "the pattern holds a backspace, which no text does: \"\\b\" in double quotes is one; write patterns in single quotes");
        else out.push_back(std::move(pattern));
    }
    return out;
}

/// The name under `key` when it is defined; otherwise an error, or empty when it is not written.
std::string checked_name(Loading& loading, Named kind, const grammar::Table& table, std::string_view key) {
    const auto name = table.text(key);
    return name && loading.names.check(kind, *name) ? name->value : std::string();
}

/// Words for the purpose of length: runs between blanks that have a letter or digit.
std::size_t word_count(std::string_view text) {
    std::size_t count = 0;
    bool in_word = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = byte >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (letter && !in_word) ++count;
        if (letter) in_word = true;
        else if (byte <= ' ') in_word = false;
    }
    return count;
}

bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t letter = 0;
        const utf8proc_ssize_t length = utf8proc_iterate(at, left, &letter);
        if (length <= 0) return false;
        at += length;
        left -= length;
    }
    return true;
}

/// The text of a text block with its place, from the rule file or a file of its own; nothing after an error.
std::optional<grammar::Located> block_text(Loading& loading, const grammar::Table& table) {
    const auto text = table.text("text");
    const auto file = table.text("file");
    if (text && file) {
        loading.findings.error(file->place, "a text block has either 'text' or 'file', not both");
        return std::nullopt;
    }
    if (text) return text;
    if (!file) {
        if (!table.has("text") && !table.has("file"))
            loading.findings.error(table.place(), "a text block needs 'text' or 'file'");
        return std::nullopt;
    }
    // A text block is a letter; a mebibyte is the most that the reader takes from one message.
    constexpr std::size_t largest = std::size_t{1} << 20;
    Result<std::string> content = content_of(file->value, largest);
    if (!content) {
        loading.findings.error(file->place, "reading the text block " + quoted(file->value) + ": " + content.error().what);
        return std::nullopt;
    }
    loading.version.add(*content);
    if (!is_utf8(*content)) {
        loading.findings.error(file->place, "reading the text block " + quoted(file->value) + ": not UTF-8");
        return std::nullopt;
    }
    if (content->starts_with("\xef\xbb\xbf")) content->erase(0, 3);
    return grammar::Located{std::move(*content), file->place};
}

}  // namespace

void read_guards(Loading& loading, Contents& contents) {
    for (const grammar::Table* table : tables_of(loading.files, "guard")) {
        GuardSpec guard;
        guard.name = text_of(*table, "name");
        guard.kind = text_of(*table, "kind");
        guard.language = text_of(*table, "language");
        guard.acts = loading.names.checked(Named::act, *table, "acts");
        const std::vector<std::string> guarded = values_of(table->texts("guards"));
        const auto guards = [&](std::string_view what) { return std::find(guarded.begin(), guarded.end(), what) != guarded.end(); };
        guard.of_acts = guarded.empty() || guards("acts");
        guard.of_facts = guards("facts");
        if (!guard.of_acts && !guard.acts.empty())
            loading.findings.warning(table->place_of("acts"), "'acts' says nothing in a guard of facts");
        guard.scope = reach_of(*table);
        guard.match = patterns_of(*table, "match", loading.findings);
        guard.unless = patterns_of(*table, "unless", loading.findings);
        guard.examples = examples_of(*table);
        guard.place = table->place();
        if (!guard.match.empty()) contents.matcher.guards.push_back(std::move(guard));
    }
}

void read_patterns(Loading& loading, Contents& contents) {
    for (const grammar::Table* table : tables_of(loading.files, "pattern")) {
        PatternSpec pattern;
        pattern.name = text_of(*table, "name");
        pattern.act = checked_name(loading, Named::act, *table, "act");
        pattern.about = text_of(*table, "about");
        pattern.language = text_of(*table, "language");
        pattern.scope = unit_of(*table);
        pattern.match = patterns_of(*table, "match", loading.findings);
        pattern.unless = patterns_of(*table, "unless", loading.findings);
        pattern.despite = values_of(table->texts("despite"));
        pattern.examples = examples_of(*table);
        pattern.place = table->place();
        if (!table->has("act") && table->has("about"))
            loading.findings.warning(table->place_of("about"), "'about' says nothing in a pattern without an act");
        if (const auto mode = mode_of(*table)) {
            contents.pattern_modes.emplace(pattern.name, *mode);
            if (*mode == Mode::off) continue;
        }
        if (!pattern.match.empty()) contents.matcher.patterns.push_back(std::move(pattern));
    }
}

void read_text_blocks(Loading& loading, Contents& contents) {
    // Winnowing guarantees to see a common passage of eight words; a shorter text is better said as a pattern.
    constexpr std::size_t fewest_words = 8;
    for (const grammar::Table* table : tables_of(loading.files, "text_block")) {
        TextBlockSpec block;
        block.name = text_of(*table, "name");
        block.act = checked_name(loading, Named::act, *table, "act");
        block.about = text_of(*table, "about");
        block.contained = table->number("contained").value_or(block.contained);
        block.place = table->place();
        if (block.contained <= 0 || block.contained > 1)
            loading.findings.error(table->place_of("contained"), "'contained' must be more than 0 and at most 1");
        const auto text = block_text(loading, *table);
        if (!text) continue;
        if (const std::size_t words = word_count(text->value); words < fewest_words) {
            loading.findings.error(text->place, "text block " + quoted(block.name) + " is too short: " + std::to_string(words) +
                                                    " words, at least " + std::to_string(fewest_words) + " are needed");
            continue;
        }
        block.text = text->value;
        contents.matcher.text_blocks.push_back(std::move(block));
    }
}

}  // namespace onevoice::rules
