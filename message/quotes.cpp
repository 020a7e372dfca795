#include "message/quotes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace onevoice::message {
namespace {

using Lines = std::span<const LineShape>;

/// Lines [from, to) are not the sender's: header, attribution or marker, and what it introduces.
struct Stretch {
    std::size_t from = 0;
    std::size_t to = 0;
    Role role = Role::quote;
};

std::size_t next_text(Lines lines, std::size_t at) {
    while (at < lines.size() && lines[at].blank) ++at;
    return at;
}

/// Where the marked quote that begins at or after `at` ends; `at` when none follows.
std::size_t end_of_marked(Lines lines, std::size_t at) {
    std::size_t i = next_text(lines, at);
    if (i == lines.size() || lines[i].depth == 0) return at;
    std::size_t end = i;
    for (; i < lines.size() && (lines[i].blank || lines[i].depth > 0); ++i)
        if (!lines[i].blank) end = i + 1;
    return end;
}

struct HeaderBlock {
    std::size_t end = 0;
    bool convincing = false;  ///< without a marker in front of it
    bool enough = false;      ///< below a marker
};

/// The header fields that begin at `at`. A letter may well have "Betreff:" and "Datum:" lines; what makes a quoted header is
/// a sender among at least three fields, and an address, a time of day or a "Gesendet:", which letterheads do not have.
HeaderBlock header_block(Lines lines, std::size_t at) {
    // Outlook writes at most eight fields; recipients may wrap, and HTML puts blank lines between them.
    constexpr std::size_t longest = 24;
    constexpr int most_wrapped = 2;
    std::array<bool, 8> seen{};
    bool evidence = false;
    bool value_due = false;  // the field's value stands on the next line, as table cells do
    bool after_blank = false;
    int wrapped = 0;
    HeaderBlock block{at};
    for (std::size_t i = at; i < std::min(lines.size(), at + longest); ++i) {
        const LineShape& line = lines[i];
        if (line.blank) {
            after_blank = true;
            continue;
        }
        if (line.depth != lines[at].depth || line.rule != Rule::none) break;
        if (line.field == HeaderField::none && ((after_blank && !value_due) || wrapped == most_wrapped || line.prose())) break;
        if (line.field == HeaderField::none) {
            ++wrapped;
            value_due = false;
        } else {
            wrapped = 0;
            value_due = !line.field_has_value;
            seen[static_cast<std::size_t>(line.field)] = true;
        }
        after_blank = false;
        evidence = evidence || line.address || line.clock_time || line.field == HeaderField::sent;
        block.end = i + 1;
    }
    const auto has = [&](HeaderField field) { return seen[static_cast<std::size_t>(field)]; };
    const int fields = has(HeaderField::from) + (has(HeaderField::sent) || has(HeaderField::date)) + has(HeaderField::to) + has(HeaderField::copy) + has(HeaderField::subject);
    block.convincing = has(HeaderField::from) && fields >= 3 && evidence;
    block.enough = fields >= 2 && (has(HeaderField::from) || has(HeaderField::sent));
    return block;
}

/// "-----Original Message-----", "Begin forwarded message:", or the same words bare above a header.
std::optional<Role> marker_role(Lines lines, std::size_t at) {
    const LineShape& line = lines[at];
    if (!line.has(original_marker | forward_marker | forward_opening)) return std::nullopt;
    if (line.words > 16) return std::nullopt;  // "Weitergeleitet von Vorname Name/Abteilung/Firma am 03.03.2026 10:11" has nine
    const Role role = line.has(forward_marker | forward_opening) ? Role::forward : Role::quote;
    if (line.begins(forward_opening) && line.words <= 6) return role;
    if (line.decorated) return role;
    if (!line.begins(original_marker | forward_marker) || line.words > 4) return std::nullopt;
    const std::size_t below = next_text(lines, at + 1);
    if (below == lines.size()) return std::nullopt;
    if (lines[below].depth > line.depth || (lines[below].field != HeaderField::none && header_block(lines, below).enough)) return role;
    return std::nullopt;
}

bool names(std::string_view folded, std::uint32_t signs) {
    for (Found found = next_phrase(folded, 0); found.sign != no_sign; found = next_phrase(folded, found.to))
        if ((found.sign & signs) != 0) return true;
    return false;
}

/// What one to four lines that end in a colon say together.
struct Attribution {
    std::size_t from = 0;
    bool found = false;
    bool stands_alone = false;  ///< believable without marked lines below it
};

/// "Am 3. März 2026 um 10:11 schrieb X <x@y>:" and its kin, wrapped over up to four lines that end at `last`.
Attribution attribution(Lines lines, std::size_t last) {
    constexpr std::size_t most_lines = 4;
    constexpr std::size_t most_bytes = 600;  // four lines of an address book's longest names and addresses
    bool verb = false, address = false, time = false, year = false, to_reader = false;
    std::string text;  // of the lines so far: a verb may be wrapped too ("a / écrit :")
    Attribution best;
    for (std::size_t count = 1; count <= most_lines && count <= last + 1; ++count) {
        const std::size_t at = last + 1 - count;
        const LineShape& line = lines[at];
        if (line.blank || line.rule != Rule::none || line.depth != lines[last].depth) break;
        if (count > 1 && (line.ends_with_colon || line.sentences > 1 || line.closing)) break;
        if (text.size() + line.folded.size() > most_bytes) break;
        text.insert(0, std::string(line.folded) + ' ');
        verb = verb || line.has(attribution_verb) || (count > 1 && names(text, attribution_verb));
        address = address || line.address;
        time = time || line.clock_time;
        year = year || line.year;
        to_reader = to_reader || line.has(reader_wrote);
        const bool opened = line.begins(attribution_opening) && (year || time);
        const bool dated = !line.folded.empty() && line.folded[0] >= '0' && line.folded[0] <= '9' && year && time && address;
        const bool quoted = line.begins(quoting);
        // mutt: "* Name <address> [2026-03-02 10:11]:"
        const bool bracketed = address && time && year && line.folded.find('[') != std::string_view::npos;
        const bool strong = (verb && address && (time || year)) || (verb && time && year && !to_reader) || dated || (quoted && address) || bracketed;
        if (verb || dated || quoted || bracketed) {
            if (!best.found || opened || dated || quoted) best.from = at;
            best.found = true;
            best.stands_alone = best.stands_alone || strong;
            if (opened || dated || quoted) break;  // this is where it begins
        }
    }
    return best;
}

/// What is not the sender's from line `at` on, where nothing before it was found. `first_text` is the part's first line that
/// is neither blank nor a rule.
std::optional<Stretch> stretch_at(Lines lines, std::size_t at, std::size_t first_text) {
    const auto rest_or_marked = [&](std::size_t from, std::size_t after, Role role) {
        const std::size_t marked_end = end_of_marked(lines, after);
        if (marked_end != after) return Stretch{from, marked_end, role};
        std::size_t end = after;
        while (end < lines.size() && !lines[end].begins(forward_end)) ++end;
        return Stretch{from, std::min(end + 1, lines.size()), role};
    };
    const LineShape& line = lines[at];
    if (const auto role = marker_role(lines, at)) {
        std::size_t after = at + 1;
        const std::size_t below = next_text(lines, after);
        if (below < lines.size() && lines[below].field != HeaderField::none && lines[below].depth == line.depth)
            after = header_block(lines, below).end;
        return rest_or_marked(at, after, *role);
    }
    if (line.field != HeaderField::none)
        if (const HeaderBlock block = header_block(lines, at); block.convincing) {
            // Outlook forwards and answers with the same header; nobody answers without a word above it.
            return rest_or_marked(at, block.end, at == first_text ? Role::forward : Role::quote);
        }
    const std::size_t marked_end = line.ends_with_colon || line.has(attribution_verb) ? end_of_marked(lines, at + 1) : at + 1;
    const bool marked_below = marked_end != at + 1;
    // Some programs leave the colon out; then only marks below and a date or an address make an attribution.
    if (!line.ends_with_colon && !(marked_below && (line.address || line.year))) return std::nullopt;
    const Attribution found = attribution(lines, at);
    if (!found.found) return std::nullopt;
    if (marked_below) return Stretch{found.from, marked_end, Role::quote};
    if (found.stands_alone) return rest_or_marked(found.from, at + 1, Role::quote);
    return std::nullopt;
}

/// A line of two or more '>' that no quote surrounds, in a part without simple quotes, is an arrow (">> Jetzt anmelden").
bool is_arrow(Lines lines, std::size_t at, bool simple_quotes) {
    if (simple_quotes || lines[at].marks < 2 || lines[at].depth != lines[at].marks) return false;
    const bool above = at > 0 && lines[at - 1].depth > 0;
    const bool below = at + 1 < lines.size() && lines[at + 1].depth > 0;
    return !above && !below;
}

/// The tail of a quoted line that a client wrapped without a mark: short, lower case, right between two marked lines.
bool is_wrapped_tail(Lines lines, std::size_t at) {
    if (at == 0 || at + 1 >= lines.size()) return false;
    const LineShape &above = lines[at - 1], &line = lines[at], &below = lines[at + 1];
    // Clients wrap at 70 to 80 columns, so the line above is long, and what is over is a word or three.
    return above.marks > 0 && below.marks > 0 && !below.blank && !above.ends_sentence && !above.ends_with_colon &&
           above.folded.size() >= 60 && line.begins_lower && line.folded.size() <= 24 && !line.ends_sentence;
}

/// A container without '>' marks that a sentence with a colon introduces ("The board has decided:") sets off the sender's
/// own words; programs that quote say so in the container or with an attribution, which is looked for afterwards.
bool is_set_off(Lines lines, std::size_t at, std::size_t above) {
    return lines[at].marks == 0 && above < at && lines[above].depth == 0 && lines[above].ends_with_colon && !lines[above].has(attribution_verb);
}

/// Gmail's container says quote; the marker on its first line says that it is a forward.
void name_contained_forwards(Lines lines, std::span<Mark> marks) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!marks[i].fixed || marks[i].role != Role::quote || marker_role(lines, i) != Role::forward) continue;
        for (; i < lines.size() && marks[i].fixed && marks[i].role == Role::quote; ++i) marks[i].role = Role::forward;
    }
}

}  // namespace

void mark_quotes(Lines lines, std::span<Mark> marks) {
    const bool simple_quotes = std::any_of(lines.begin(), lines.end(), [](const LineShape& line) { return line.marks == 1; });
    std::size_t above = lines.size();  // the last line of text above the container that is being looked at
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (marks[i].fixed || lines[i].blank) continue;
        if (lines[i].depth == 0) above = i;
        else if (is_set_off(lines, i, above)) continue;
        if (lines[i].depth > 0 ? !is_arrow(lines, i, simple_quotes) : is_wrapped_tail(lines, i)) marks[i].role = Role::quote;
    }
    std::size_t first_text = 0;
    while (first_text < lines.size() && (lines[first_text].blank || lines[first_text].rule != Rule::none)) ++first_text;
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].blank || lines[i].depth > 0 || marks[i].fixed) {
            ++i;
            continue;
        }
        const auto stretch = stretch_at(lines, i, first_text);
        if (!stretch) {
            ++i;
            continue;
        }
        std::size_t from = stretch->from;
        // The rule that Outlook draws above its header belongs to it.
        if (from > 0 && lines[from - 1].rule != Rule::none) --from;
        else if (from > 1 && lines[from - 1].blank && lines[from - 2].rule != Rule::none) from -= 2;
        for (std::size_t j = from; j < stretch->to; ++j)
            if (!marks[j].fixed) marks[j] = {stretch->role, true, false};
        i = stretch->to;
    }
    name_contained_forwards(lines, marks);
}

}  // namespace onevoice::message
