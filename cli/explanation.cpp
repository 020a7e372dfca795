#include "cli/explanation.h"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

#include "holds/conflict.h"

namespace onevoice::cli {
namespace {

using Span = std::pair<std::size_t, std::size_t>;

/// The evidence of every act and fact as sorted spans of Reading::text. Evidence can cross a piece of text that was set aside:
/// each piece gets its own span.
std::vector<Span> evidence_of(const filter::Recognition& recognised) {
    std::vector<Span> out;
    const auto add = [&](const auto& evidence) {
        for (const message::OwnWords::Piece& piece : recognised.words.pieces) {
            const std::size_t from = std::max(evidence.from, piece.own);
            const std::size_t to = std::min(evidence.to, piece.own + piece.length);
            if (from < to) out.emplace_back(piece.source + from - piece.own, piece.source + to - piece.own);
        }
    };
    for (const rules::Act& act : recognised.fingerprint.acts) add(act);
    for (const rules::Fact& fact : recognised.fingerprint.facts) add(fact);
    std::sort(out.begin(), out.end());
    return out;
}

/// Prints text[from, to) line by line with the margin, evidence marked.
void print_text(std::ostream& out, const std::string& text, Span range, const std::vector<Span>& evidence, const std::string& margin,
                bool set_aside, const Terminal& terminal) {
    for (std::size_t at = range.first; at < range.second;) {
        const std::size_t end = std::min(text.find('\n', at), range.second);
        out << margin;
        while (at < end) {
            const auto mark = std::find_if(evidence.begin(), evidence.end(), [&](const Span& span) { return span.second > at; });
            const bool inside = mark != evidence.end() && mark->first <= at;
            const std::size_t next = mark == evidence.end() ? end : std::min(end, inside ? mark->second : mark->first);
            const std::string piece = printable(std::string_view(text).substr(at, next - at));
            out << (set_aside ? terminal.dim(piece) : inside ? terminal.marked(piece) : piece);
            at = next;
        }
        out << '\n';
        ++at;
    }
}

/// Expressions can be pages long.
std::string shortened(const std::string& expression) {
    constexpr std::size_t most = 160;
    if (expression.size() <= most) return expression;
    std::size_t end = most;
    while ((static_cast<unsigned char>(expression[end]) & 0xc0) == 0x80) --end;
    return expression.substr(0, end) + "…";
}

}  // namespace

void print_recognition(std::ostream& out, const filter::Recognition& recognised, const Terminal& terminal) {
    const message::Reading& reading = recognised.reading;
    const std::vector<Span> evidence = evidence_of(recognised);
    for (const message::Passage& passage : reading.passages) {
        constexpr std::size_t widest_role = 10;  // "disclaimer"
        std::string name(passage.role == message::Role::own ? "" : message::role_name(passage.role));
        name.resize(widest_role + 1, ' ');
        const bool set_aside = passage.role != message::Role::own && passage.role != message::Role::subject;
        std::size_t to = passage.to;
        // The blank line behind the subject is not the sender's.
        while (passage.role == message::Role::subject && to > passage.from && reading.text[to - 1] == '\n') --to;
        print_text(out, reading.text, {passage.from, to}, evidence, terminal.dim(name + "| "), set_aside, terminal);
    }
    out << '\n' << reading.parts << " parts, " << reading.attachments << " attachments not read\n";
    for (const message::Oddity& oddity : reading.oddities) out << "odd: " << oddity.code << ": " << printable(oddity.detail) << '\n';
    if (recognised.skipped) {
        out << "not looked at: " << filter::skip_name(*recognised.skipped) << '\n';
        return;
    }

    if (recognised.fingerprint.acts.empty() && recognised.fingerprint.facts.empty()) out << "no act\n";
    for (const rules::Act& act : recognised.fingerprint.acts) {
        out << terminal.strong(act.act) << (act.about.empty() ? "" : " about " + act.about) << "\n  evidence  \"" << printable(act.evidence)
            << "\" at " << act.from << "-" << act.to << "\n  rule      " << act.rule << " (" << act.place.text() << ")\n";
        for (const auto& [name, key] : act.keys) out << "  key       " << name << " = " << printable(key) << '\n';
        for (const auto& [name, value] : act.values) out << "  value     " << name << " = " << printable(value) << '\n';
    }
    for (const rules::Fact& fact : recognised.fingerprint.facts)
        out << terminal.strong(printable(fact.key_name + " " + fact.key)) << "\n  states    " << printable(fact.value_name) << " = "
            << printable(fact.value) << "\n  evidence  \"" << printable(fact.evidence) << "\" at " << fact.from << "-" << fact.to
            << "\n  rule      " << fact.rule << " (" << fact.place.text() << ")\n";
    for (const rules::TextBlockMatch& block : recognised.fingerprint.text_blocks)
        out << "text block " << block.name << ": " << static_cast<int>(block.contained * 100) << " % contained\n";
    for (const rules::Prevented& prevented : recognised.fingerprint.prevented)
        out << terminal.dim("not " + (prevented.act.empty() ? "stated" : prevented.act)) << "\n  matched   \"" << printable(prevented.evidence) << "\" (" << prevented.rule << ", "
            << prevented.place.text() << ")\n  prevented by " << prevented.by
            << (prevented.because.empty() ? "" : ": \"" + printable(prevented.because) + "\"") << '\n';
    if (recognised.fingerprint.incomplete) out << terminal.warning("a limit was met: not everything was looked at") << '\n';
}

void print_near_misses(std::ostream& out, const std::vector<rules::NearMiss>& misses, std::size_t most, const Terminal& terminal) {
    const std::size_t shown = std::min(misses.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        const rules::NearMiss& miss = misses[i];
        out << terminal.dim("nearly " + miss.act) << "\n  rule      " << miss.rule << " (" << miss.place.text() << ")\n  sentence  \""
            << printable(miss.sentence) << "\"\n";
        if (!miss.before.empty()) out << "  stands    \"" << printable(miss.before) << "\"\n";
        if (miss.missing.empty() || miss.missing == " ") out << "  then      nothing else may stand in between\n";
        else out << "  missing   " << printable(shortened(miss.missing)) << '\n';
        if (!miss.behind.empty()) out << "  stands    \"" << printable(miss.behind) << "\"\n";
    }
    if (shown != 0 && shown < misses.size()) out << misses.size() - shown << " more that nearly match: --near " << misses.size() << '\n';
}

void print_named(std::ostream& out, const std::vector<rules::NamedContact>& named, const Terminal& terminal) {
    for (const rules::NamedContact& each : named) {
        const std::string what = "contact " + each.group->name + " (" + each.group->place.text() + ")";
        if (each.ignored.empty())
            out << terminal.strong("about " + what) << "\n  named     \"" << printable(each.words) << "\" at " << each.from << "-" << each.to
                << ", its " << printable(each.key) << ", " << rules::naming_name(each.naming) << '\n';
        else
            out << terminal.dim("not about " + what) << "\n  named     \"" << printable(each.words) << "\": " << each.ignored << '\n';
    }
}

void print_judgement(std::ostream& out, const std::string& recipient, const rules::Judgement& judgement, const Terminal& terminal) {
    out << printable(recipient) << ": " << terminal.strong(rules::action_name(judgement.action)) << '\n';
    for (const rules::Conflict& conflict : judgement.conflicts) {
        const Decision& earlier = conflict.earlier.decision;
        out << "  " << conflict.rule->name << " (" << conflict.rule->place.text() << "): "
            << printable(holds::what_conflicts(holds::logged(conflict))) << " by " << earlier.department << ", " << format_time(earlier.at) << ", <" << printable(earlier.message_id)
            << ">, " << (conflict.earlier.told_as.empty() ? "" : "told to a stranger about " + printable(conflict.earlier.told_as) + ", ")
            << format_duration(conflict.left) << " left\n";
        if (conflict.excepted != nullptr)
            out << "    excepted by " << conflict.excepted->owner << ": " << conflict.excepted->reason << " (" << conflict.excepted->place.text()
                << ")\n";
    }
}

}  // namespace onevoice::cli
