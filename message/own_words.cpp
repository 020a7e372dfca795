#include "message/own_words.h"

#include <algorithm>
#include <optional>
#include <span>

#include "message/disclaimers.h"
#include "message/line_shape.h"
#include "message/mark.h"
#include "message/quotes.h"
#include "message/signatures.h"

namespace onevoice::message {

namespace {

using Lines = std::span<const LineShape>;
using Marks = std::span<Mark>;

void mark_part(Lines lines, Marks marks) {
    mark_quotes(lines, marks);
    // Between two quotes a letter may close and sign, so every stretch of own lines is looked at by itself.
    for (std::size_t from = 0; from < lines.size();) {
        const auto is_own = [&](std::size_t i) { return marks[i].role == Role::own; };
        if (!is_own(from)) {
            ++from;
            continue;
        }
        std::size_t to = from;
        while (to < lines.size() && is_own(to)) ++to;
        mark_disclaimers(lines.subspan(from, to - from), marks.subspan(from, to - from));
        mark_signatures(lines.subspan(from, to - from), marks.subspan(from, to - from));
        from = to;
    }
}

/// Blank lines go with the line above them, those at the top of a part with the line below.
void settle_blanks(Lines lines, Marks marks) {
    std::optional<Mark> last;
    std::size_t top = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].blank || marks[i].fixed) {
            if (!last)
                for (; top < i; ++top)
                    if (!marks[top].fixed) marks[top].role = marks[i].role;
            last = marks[i];
        } else if (last) {
            marks[i].role = last->role;
        }
    }
}

/// Whether a line says anything by itself: more than a greeting or a closing formula.
bool has_substance(const LineShape& line) {
    if (line.blank || line.rule != Rule::none || line.closing) return false;
    return !(line.begins(salutation) && line.words <= 8);
}

/// Gives a message of which nothing is left its text back, the likeliest first: what stands below a rule, quotes without an
/// attribution, disclaimers. What a header block, an attribution or a container claims stays aside.
void keep_something(Lines lines, Marks marks) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (marks[i].role == Role::own && has_substance(lines[i])) return;
    const auto give_back = [&](Role role, auto which) {
        bool any = false;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (marks[i].role != role || marks[i].sure || lines[i].blank || !which(lines[i])) continue;
            marks[i].role = Role::own;
            any = any || has_substance(lines[i]);
        }
        return any;
    };
    const auto anything = [](const LineShape&) { return true; };
    const bool somebody_elses = std::any_of(marks.begin(), marks.end(), [](const Mark& mark) { return mark.sure; });
    if (give_back(Role::signature, could_be_letter) || somebody_elses) return;
    if (give_back(Role::quote, anything) || give_back(Role::signature, anything)) return;
    give_back(Role::disclaimer, anything);
}

}  // namespace

std::vector<Role> set_aside(const std::vector<Line>& lines) {
    const LineShapes shapes(lines);
    const Lines all = shapes.all();
    std::vector<Mark> marks(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) marks[i] = {lines[i].hint, lines[i].hint != Role::own, lines[i].hint != Role::own};

    for (std::size_t from = 0; from < lines.size();) {
        std::size_t to = from + 1;
        while (to < lines.size() && !lines[to].starts_part) ++to;
        mark_part(all.subspan(from, to - from), Marks(marks).subspan(from, to - from));
        from = to;
    }
    keep_something(all, marks);
    for (std::size_t from = 0; from < lines.size();) {
        std::size_t to = from + 1;
        while (to < lines.size() && !lines[to].starts_part) ++to;
        settle_blanks(all.subspan(from, to - from), Marks(marks).subspan(from, to - from));
        from = to;
    }
    std::vector<Role> roles;
    roles.reserve(lines.size());
    for (const Mark& mark : marks) roles.push_back(mark.role);
    return roles;
}

OwnWords own_words(const Reading& reading) {
    OwnWords out;
    const std::string_view text = reading.text;
    const auto cut = [&](const Passage& passage) { return text.substr(passage.from, passage.to - passage.from); };
    const auto add = [&](std::string_view piece, std::size_t source) {
        if (piece.empty()) return;
        out.pieces.push_back({out.text.size(), source, piece.size()});
        out.text += piece;
    };
    for (const Passage& passage : reading.passages) {
        if (passage.role != Role::subject) continue;
        std::string_view subject = cut(passage);
        while (subject.ends_with('\n')) subject.remove_suffix(1);
        add(subject, passage.from);
        break;
    }
    out.subject_bytes = out.text.size();
    out.text += "\n\n";
    for (const Passage& passage : reading.passages) {
        if (passage.role != Role::own) continue;
        add(cut(passage), passage.from);
        if (!out.text.ends_with('\n')) out.text += '\n';
    }
    return out;
}

std::size_t OwnWords::at(std::size_t own_offset) const {
    const auto after = std::upper_bound(pieces.begin(), pieces.end(), own_offset,
                                        [](std::size_t offset, const Piece& piece) { return offset < piece.own; });
    if (after == pieces.begin()) return pieces.empty() ? 0 : pieces.front().source;
    const Piece& piece = *std::prev(after);
    return piece.source + std::min(own_offset - piece.own, piece.length);
}

}  // namespace onevoice::message
