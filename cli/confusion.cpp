#include "cli/confusion.h"

#include <cstdio>
#include <ostream>

namespace onevoice::cli {
namespace {

using nlohmann::ordered_json;

std::string percent(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", value);
    return text;
}

std::string left(std::string text, std::size_t width) {
    if (text.size() < width) text.resize(width, ' ');
    return text + ' ';
}

std::string right(const std::string& text, std::size_t width) { return text.size() < width ? std::string(width - text.size(), ' ') + text : text; }

void print_row(std::ostream& out, const std::string& language, const std::string& act, const Tally& tally) {
    out << left(language, 5) << left(act, 18);
    out << right(std::to_string(tally.mails), 6) << right(std::to_string(tally.right), 8) << right(std::to_string(tally.missed), 8)
        << right(std::to_string(tally.wrong_act), 11) << right(std::to_string(tally.false_alarms), 14) << '\n';
}

ordered_json json_of(const Tally& tally) {
    return {{"mails", tally.mails}, {"right", tally.right}, {"missed", tally.missed}, {"wrong_act", tally.wrong_act}, {"false_alarms", tally.false_alarms}};
}

}  // namespace

std::string joined(const std::set<std::string>& acts) {
    if (acts.empty()) return "neutral";
    std::string out;
    for (const std::string& act : acts) out += (out.empty() ? "" : "+") + act;
    return out;
}

void Tally::add(Outcome outcome) {
    ++mails;
    switch (outcome) {
        case Outcome::right: ++right; break;
        case Outcome::missed: ++missed; break;
        case Outcome::wrong_act: ++wrong_act; break;
        case Outcome::false_alarm: ++false_alarms; break;
    }
}

void Confusion::add(const LabelledMail& mail, const std::set<std::string>& acts) {
    const Outcome outcome = outcome_of(mail, acts);
    all_.add(outcome);
    if (mail.hard) hard_.add(outcome);
    rows_[{mail.language, joined(mail.labels)}].add(outcome);
    if (outcome == Outcome::right) return;
    ++taken_[{mail.language, {joined(mail.labels), joined(acts)}}];
    if (outcome == Outcome::false_alarm)
        for (const std::string& act : acts) ++rows_[{mail.language, act}].false_alarms;
}

void Confusion::print(std::ostream& out) const {
    out << left("lang", 5) << left("act", 18) << right("mails", 6) << right("right", 8) << right("missed", 8) << right("wrong act", 11)
        << right("false alarms", 14) << '\n';
    for (const auto& [row, tally] : rows_) print_row(out, row.first, row.second, tally);
    print_row(out, "", "all", all_);
    if (!taken_.empty()) {
        out << '\n' << left("lang", 5) << left("label", 18) << left("taken for", 24) << right("mails", 6) << '\n';
        for (const auto& [what, count] : taken_)
            out << left(what.first, 5) << left(what.second.first, 18) << left(what.second.second, 24) << right(std::to_string(count), 6) << '\n';
    }
    out << "\nright: " << percent(all_.percent());
    if (hard_.mails != 0) out << " (of the " << hard_.mails << " hard ones " << percent(hard_.percent()) << ")";
    out << ", false alarms on neutral mail: " << all_.false_alarms << '\n';
}

ordered_json Confusion::json() const {
    ordered_json rows = ordered_json::array();
    for (const auto& [row, tally] : rows_) {
        ordered_json one{{"lang", row.first}, {"act", row.second}};
        one.update(json_of(tally));
        rows.push_back(std::move(one));
    }
    ordered_json taken = ordered_json::array();
    for (const auto& [what, count] : taken_)
        taken.push_back({{"lang", what.first}, {"label", what.second.first}, {"taken_for", what.second.second}, {"mails", count}});
    return {{"all", json_of(all_)}, {"hard", json_of(hard_)}, {"rows", rows}, {"confusions", taken}};
}

}  // namespace onevoice::cli
