#include "cli/scenario.h"

#include <algorithm>
#include <filesystem>

#include "cli/json_members.h"
#include "grammar/grammar.h"

namespace onevoice::cli {
namespace {

namespace fs = std::filesystem;

/// The verdicts of `expect` and `also_ok`; "annotate-or-hold" is two of them.
std::set<std::string> expected_verdicts(Members& members) {
    std::set<std::string> out;
    std::vector<std::string> written = members.texts("also_ok", Presence::optional);
    written.push_back(members.text("expect", Presence::needed));
    for (const std::string& verdict : written) {
        if (verdict == "annotate-or-hold") out.insert({"annotate", "hold"});
        else if (verdict == "pass" || verdict == "annotate" || verdict == "hold") out.insert(verdict);
        else members.complain("'" + verdict + "' is none of 'pass', 'annotate', 'hold', 'annotate-or-hold'");
    }
    return out;
}

/// A line of a manifest that also says what is expected.
Result<Scenario> read_lines(const fs::path& file) {
    Scenario out{file.filename().string(), {}};
    const Result<void> read = for_each_json_line(file.string(), "scenario", [&](Members& members) -> Result<void> {
        ManifestEntry entry = manifest_entry(members);
        out.steps.push_back({std::move(entry), expected_verdicts(members)});
        if (members.problem()) return *members.problem();
        return {};
    });
    if (!read) return read.error();
    return out;
}

/// One object with the mails in a list, whose members have names of their own.
Result<Scenario> read_object(const fs::path& file) {
    Result<Members> object = read_json_object(file.string(), "scenario");
    if (!object) return object.error();
    const std::string title = object->text("title", Presence::optional);
    Scenario out{file.filename().string() + (title.empty() ? "" : " (" + title + ")"), {}};
    for (Members& mail : object->objects("mails", Presence::needed)) {
        ScenarioStep step;
        step.entry.place = mail.place();
        step.entry.at = mail.time("at_abs");
        step.entry.login = mail.text("sasl_user", Presence::optional);
        step.entry.sender = mail.text("envelope_from", Presence::optional);
        step.entry.recipients = mail.texts("envelope_rcpt", Presence::needed);
        step.entry.message = mail.text("eml", Presence::needed);
        step.entry.path = (file.parent_path() / step.entry.message).string();
        step.expected = expected_verdicts(mail);
        if (mail.problem()) return *mail.problem();
        out.steps.push_back(std::move(step));
    }
    if (object->problem()) return *object->problem();
    return out;
}

std::string toml_line(const std::string& key, const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + grammar::as_toml(text);
    return list.empty() ? "" : key + " = [" + list + "]\n";
}

}  // namespace

Result<std::vector<Scenario>> read_scenarios(const std::string& directory) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator each(directory, failure), end; !failure && each != end; each.increment(failure)) {
        const fs::path& path = each->path();
        if ((path.extension() == ".json" || path.extension() == ".jsonl") && path.filename().string().front() != '_') files.push_back(path);
    }
    if (failure) return Error{Kind::unavailable, "reading the scenarios '" + directory + "': " + failure.message()};
    std::sort(files.begin(), files.end());
    std::vector<Scenario> out;
    for (const fs::path& file : files) {
        Result<Scenario> scenario = file.extension() == ".jsonl" ? read_lines(file) : read_object(file);
        if (!scenario) return scenario.error();
        out.push_back(std::move(*scenario));
    }
    return out;
}

Result<Company> read_company(const std::string& directory) {
    Company out;
    out.file = (fs::path(directory) / "_config.json").string();
    std::error_code failure;
    if (!fs::exists(out.file, failure)) return out;
    Result<Members> object = read_json_object(out.file, "company");
    if (!object) return object.error();
    if (object->has("own_domains")) out.own_domains = object->texts("own_domains", Presence::needed);
    for (auto& [name, department] : object->named_objects("departments")) {
        out.rules += "[[department]]\nname = " + grammar::as_toml(name) + "\n" + toml_line("logins", department.texts("sasl_users", Presence::optional)) +
                     toml_line("senders", department.texts("senders", Presence::optional));
        if (department.problem()) return *department.problem();
    }
    if (object->problem()) return *object->problem();
    return out;
}

}  // namespace onevoice::cli
