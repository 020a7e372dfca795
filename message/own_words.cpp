#include "message/own_words.h"

#include <algorithm>

namespace onevoice::message {

std::vector<Role> set_aside(const std::vector<Line>& lines) {
    std::vector<Role> roles;
    roles.reserve(lines.size());
    for (const Line& line : lines) roles.push_back(line.hint);
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
