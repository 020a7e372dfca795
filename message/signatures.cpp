#include "message/signatures.h"

#include <algorithm>
#include <optional>

namespace onevoice::message {
namespace {

using Lines = std::span<const LineShape>;
using Marks = std::span<const Mark>;

/// How a signature was found decides how much is believed of what stands in it.
enum class Trust {
    delimiter,  ///< "-- ": RFC 3676 means everything below it
    layout,     ///< a drawn rule or a closing formula: only what looks like a signature
};

/// A signature's window: nobody's contact block has more than ten lines before something of it is recognised.
constexpr std::size_t window = 10;

struct Paragraph {
    std::size_t end = 0;
    std::size_t lines = 0;
    std::size_t contacts = 0;  ///< lines with a contact detail
    std::size_t words = 0;
    std::size_t sentences = 0;
    bool advert_word = false;
    bool ends_sentence = false;
};

/// The paragraph from `at` on; disclaimer lines inside it do not count.
Paragraph paragraph_at(Lines lines, Marks marks, std::size_t at) {
    Paragraph out;
    std::size_t i = at;
    for (; i < lines.size() && !lines[i].blank && lines[i].rule == Rule::none && !(i > at && lines[i].begins(postscript)); ++i) {
        if (marks[i].role == Role::disclaimer) continue;
        ++out.lines;
        out.contacts += lines[i].contact_strength() > 0;
        out.words += lines[i].words;
        out.sentences += lines[i].sentences;
        out.advert_word = out.advert_word || lines[i].has(advert | device | mailing_list);
        out.ends_sentence = lines[i].ends_sentence;
    }
    out.end = i;
    return out;
}

bool is_salutation(const LineShape& line) {
    // "Beste Grüße" closes, although "Beste Anna" is how Dutch letters begin.
    return line.begins(salutation) && !line.closing && line.words <= 8 && (line.folded.ends_with(',') || line.folded.ends_with('!') || line.words <= 5);
}

/// "Status: abgelehnt": a line of a table, not of an address.
bool is_entry(const LineShape& line) { return line.contact_strength() == 0 && line.folded.find(": ") != std::string_view::npos; }

/// Whether a paragraph below the beginning of a signature is part of the letter after all.
bool is_letter(const Paragraph& paragraph, Trust trust) {
    if (paragraph.contacts * 2 >= paragraph.lines && paragraph.contacts > 0) return false;
    // An advert has a sentence or two; sixty words that happen to name a fair are a letter.
    if (paragraph.advert_word) return paragraph.words >= 60;
    if (trust == Trust::delimiter) return (paragraph.sentences >= 2 && paragraph.words >= 25) || paragraph.words >= 40;
    return (paragraph.ends_sentence && paragraph.words >= 5) || paragraph.words >= 25;
}

/// Whether contact details follow within the window before anything of a letter does.
bool contacts_follow(Lines lines, Marks marks, std::size_t at) {
    int strength = 0;
    std::size_t seen = 0;
    for (std::size_t i = at; i < lines.size() && seen < window && i < at + 3 * window; ++i) {
        const LineShape& line = lines[i];
        if (line.blank) continue;
        if (line.rule != Rule::none && seen > 0) break;
        if (marks[i].role == Role::disclaimer) {
            strength += line.contact_strength();  // a register entry stands below contact details
            continue;
        }
        ++seen;
        const int here = line.contact_strength();
        if (here == 0 && (is_entry(line) || line.prose() || line.bullet || line.money || is_salutation(line) || line.begins(postscript))) break;
        strength += here;
        if (strength >= 2) return true;
    }
    return false;
}

/// At most four short lines and then nothing but small print: a name, a firm, a motto. Sixty-four lines hold those and the
/// longest disclaimer; looking no further keeps many rules linear.
bool short_end_follows(Lines lines, Marks marks, std::size_t at) {
    std::size_t seen = 0;
    if (lines.size() - at > 64) return false;
    for (std::size_t i = at; i < lines.size(); ++i) {
        const LineShape& line = lines[i];
        if (line.blank || marks[i].role != Role::own) continue;
        if (++seen > 4 || line.words > 6 || line.ends_sentence || line.ends_with_colon || line.money || line.bullet || line.link ||
            is_entry(line) || is_salutation(line) || line.closing || line.begins(postscript) || line.rule != Rule::none)
            return false;
    }
    return seen > 0;
}

std::size_t next_text(Lines lines, std::size_t at) {
    while (at < lines.size() && lines[at].blank) ++at;
    return at;
}

/// Whether a second rule closes a box around what stands below the rule at `at`, with more of the letter below it.
bool is_box(Lines lines, Marks marks, std::size_t at) {
    for (std::size_t i = at + 1; i < lines.size() && i < at + 3 * window; ++i) {
        if (lines[i].rule == Rule::none) continue;
        const std::size_t below = next_text(lines, i + 1);
        return below < lines.size() && marks[below].role == Role::own && lines[below].rule == Rule::none && lines[below].contact_strength() == 0;
    }
    return false;
}

/// Whether the rule at `at` opens a signature.
std::optional<Trust> rule_opens(Lines lines, Marks marks, std::size_t at) {
    const std::size_t first = next_text(lines, at + 1);
    if (first == lines.size() || lines[first].rule != Rule::none || is_salutation(lines[first])) return std::nullopt;
    const Paragraph paragraph = paragraph_at(lines, marks, first);
    if (lines[at].rule == Rule::dashes) return is_letter(paragraph, Trust::delimiter) ? std::nullopt : std::optional(Trust::delimiter);
    if (lines[first].has(mailing_list)) return Trust::delimiter;
    if (is_box(lines, marks, at)) return std::nullopt;
    if (marks[first].role != Role::disclaimer && is_letter(paragraph, Trust::layout)) return std::nullopt;
    if (contacts_follow(lines, marks, first) || short_end_follows(lines, marks, first)) return Trust::layout;
    return std::nullopt;
}

/// Where the signature begins below the closing formula at `at`: behind the name; nothing when no contact details follow.
std::optional<std::size_t> closing_opens(Lines lines, Marks marks, std::size_t at) {
    std::size_t i = next_text(lines, at + 1);
    // A first and a second line of name, as in "Lena Brandt / Ihr Partnerprogramm-Team".
    for (int names = 0; names < 2 && i < lines.size(); ++names) {
        const LineShape& line = lines[i];
        if (line.blank || line.rule != Rule::none || marks[i].role != Role::own || line.contact_strength() > 0) break;
        if (line.words > 6 || line.digits > 0 || line.begins(postscript)) break;
        ++i;
    }
    if (i >= lines.size() || i > at + window) return std::nullopt;
    const std::size_t first = next_text(lines, i);
    if (first == lines.size() || lines[first].rule != Rule::none || !contacts_follow(lines, marks, first)) return std::nullopt;
    return first;
}

}  // namespace

bool could_be_letter(const LineShape& line) {
    return !line.blank && line.rule == Rule::none && line.contact_strength() == 0 && !line.has(advert | device | mailing_list | legal);
}

void mark_signatures(Lines lines, std::span<Mark> marks) {
    std::optional<Trust> inside;
    std::size_t opens_at = lines.size();  // set by a closing formula above
    for (std::size_t i = 0; i < lines.size();) {
        const LineShape& line = lines[i];
        if (i == opens_at && !inside) inside = Trust::layout;
        if (line.blank) {
            ++i;
            continue;
        }
        if (marks[i].role == Role::disclaimer) {
            // Below a footer or a register entry the sender's postal address often stands alone.
            if (!inside && (line.begins(footer | unsubscribe) || line.legal_signs > 0) && contacts_follow(lines, marks, i + 1)) inside = Trust::layout;
            ++i;
            continue;
        }
        if (line.rule != Rule::none) {
            if (const auto trust = rule_opens(lines, marks, i)) inside = inside == Trust::delimiter ? inside : trust;
            if (inside) marks[i].role = Role::signature;
            ++i;
            continue;
        }
        if (line.begins(device) && line.words <= 16) {
            marks[i++].role = Role::signature;
            continue;
        }
        if (!inside) {
            if (line.closing && opens_at <= i + 1) opens_at = lines.size();
            if (line.closing)
                if (const auto first = closing_opens(lines, marks, i)) opens_at = *first;
            ++i;
            continue;
        }
        const Paragraph paragraph = paragraph_at(lines, marks, i);
        if (line.begins(postscript) || is_salutation(line) || is_letter(paragraph, *inside)) {
            // The letter goes on to the end of this paragraph at least.
            inside.reset();
            opens_at = lines.size();
            i = std::max(paragraph.end, i + 1);
            continue;
        }
        for (; i < paragraph.end; ++i)
            if (marks[i].role == Role::own) marks[i].role = Role::signature;
    }
}

}  // namespace onevoice::message
