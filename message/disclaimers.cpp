#include "message/disclaimers.h"

#include <string>

namespace onevoice::message {
namespace {

using Lines = std::span<const LineShape>;

bool parts_paragraphs(const LineShape& line) { return line.blank || line.rule != Rule::none; }

/// "Geschäftsführer: … · Amtsgericht … HRB …"; a letter that names one of them in a sentence is no such line.
bool is_register_entry(const LineShape& line) {
    const auto holds = [&](char c) { return line.folded.find(c) != std::string_view::npos; };
    const bool listed = holds(':') || line.parted || (holds(',') && line.digits > 0);
    if (!listed || line.begins_lower || line.words > 40) return false;
    if (line.prose() && !holds(':') && !line.parted && line.legal_signs < 3) return false;
    return line.legal_signs >= 2 || (line.begins(legal) && line.words <= 12 && holds(':'));
}

/// A line that begins with "Abmelden" and says little more: twelve words hold three links and their names.
bool is_unsubscribe(const LineShape& line) { return line.begins(unsubscribe) && line.words <= 12 && !line.prose(); }

/// Cues in the whole paragraph, for those without a known opening and those whose opening is wrapped.
bool reads_like_disclaimer(Lines paragraph) {
    std::string text;
    for (const LineShape& line : paragraph) {
        if (!text.empty()) text += ' ';
        text += line.folded;
    }
    std::size_t cues = 0;
    bool about_message = paragraph.front().begins(notice_label);
    for (Found found = next_phrase(text, 0); found.sign != no_sign; found = next_phrase(text, found.to)) {
        if ((found.sign & disclaimer_sure) != 0 && found.from == 0) return true;
        cues += (found.sign & (disclaimer_cue | disclaimer_sure)) != 0;
        about_message = about_message || (found.sign & (message_word | disclaimer_sure)) != 0;
    }
    // Two cues happen to meet in a letter about confidential papers; in one about itself, or three of them, they do not.
    return cues >= 3 || (cues == 2 && about_message);
}

}  // namespace

void mark_disclaimers(Lines lines, std::span<Mark> marks) {
    // Backwards: a paragraph without a known opening is a disclaimer only where nothing but small print follows.
    bool small_print_below = true;
    for (std::size_t end = lines.size(); end > 0;) {
        if (parts_paragraphs(lines[end - 1])) {
            --end;
            continue;
        }
        std::size_t from = end;
        while (from > 0 && !parts_paragraphs(lines[from - 1])) --from;
        const std::size_t count = end - from;

        std::size_t notice = from;
        while (notice < end && !lines[notice].notice && !lines[notice].begins(footer)) ++notice;
        // The first paragraph of a text is its sender's, whatever words are in it, unless it opens like a disclaimer.
        if (notice == end && from > 0 && small_print_below && reads_like_disclaimer(lines.subspan(from, count))) notice = from;
        for (std::size_t i = from; i < end; ++i)
            if (i >= notice || is_register_entry(lines[i]) || is_unsubscribe(lines[i])) marks[i].role = Role::disclaimer;

        for (std::size_t i = from; i < end && small_print_below; ++i)
            small_print_below = marks[i].role == Role::disclaimer || lines[i].contact_strength() > 0 || !lines[i].prose();
        // A rule right above belongs to the disclaimer below it.
        if (marks[from].role == Role::disclaimer && from > 0 && lines[from - 1].rule != Rule::none) marks[from - 1].role = Role::disclaimer;
        end = from;
    }
}

}  // namespace onevoice::message
