#include "cli/labelled_mail.h"

#include <algorithm>
#include <filesystem>

#include "cli/json_members.h"

namespace onevoice::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* neutral = "neutral";

std::string mail_of(const std::string& subject, const std::string& body) {
    return "From: sales@shop.example\r\nTo: someone@customer.example\r\nSubject: " + subject +
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body + "\r\n";
}

std::set<std::string> set_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

LabelledMail labelled_mail(Members& members) {
    LabelledMail out;
    out.place = members.place();
    const fs::path list = out.place.file;
    if (members.has("file")) {
        out.name = members.text("file", Presence::needed);
        out.file = (list.parent_path() / out.name).string();
    } else {
        out.name = list.filename().string() + ":" + std::to_string(out.place.line);
        const std::string subject = members.text("subject", Presence::optional);
        if (subject.find_first_of("\r\n") != std::string::npos) members.complain("'subject' has more than one line");
        out.raw = mail_of(subject, members.text("body", Presence::needed));
    }
    out.language = members.text("lang", Presence::optional);
    out.source = members.text("source", Presence::optional);
    out.labels = set_of(members.texts("labels", Presence::needed));
    out.also_ok = set_of(members.texts("also_ok", Presence::optional));
    out.hard = members.flag("hard");
    out.may_be_neutral = out.labels.empty() || out.labels.contains(neutral) || out.also_ok.contains(neutral);
    out.labels.erase(neutral);
    out.also_ok.erase(neutral);
    return out;
}

}  // namespace

Result<std::vector<LabelledMail>> read_labelled_mails(const std::string& directory) {
    std::vector<LabelledMail> out;
    for (const char* name : {"labels.jsonl", "sentences.jsonl"}) {
        const std::string file = (fs::path(directory) / name).string();
        std::error_code failure;
        if (!fs::exists(file, failure) && !failure) continue;
        const Result<void> read = for_each_json_line(file, "label", [&](Members& members) -> Result<void> {
            out.push_back(labelled_mail(members));
            if (members.problem()) return *members.problem();
            return {};
        });
        if (!read) return read.error();
    }
    return out;
}

Outcome outcome_of(const LabelledMail& mail, const std::set<std::string>& acts) {
    const auto allowed = [&](const std::string& act) { return mail.labels.contains(act) || mail.also_ok.contains(act); };
    if (acts.empty()) return mail.may_be_neutral ? Outcome::right : Outcome::missed;
    if (std::all_of(acts.begin(), acts.end(), allowed)) return Outcome::right;
    return mail.labels.empty() ? Outcome::false_alarm : Outcome::wrong_act;
}

}  // namespace onevoice::cli
