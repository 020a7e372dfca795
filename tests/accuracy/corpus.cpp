#include "corpus.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

namespace onevoice::accuracy {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr const char* neutral = "neutral";

std::set<std::string> strings(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    const auto list = found->get<std::vector<std::string>>();
    return {list.begin(), list.end()};
}

std::string mail_of(const std::string& subject, const std::string& body) {
    return "From: sales@shop.example\r\nTo: someone@customer.example\r\nSubject: " + subject +
           "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body + "\r\n";
}

Labelled labelled(const fs::path& folder, const json& line) {
    Labelled out;
    if (line.contains("file")) {
        out.name = line.at("file");
        out.file = folder / out.name;
    } else {
        out.name = line.at("subject").get<std::string>() + " | " + line.at("body").get<std::string>();
        out.raw = mail_of(line.at("subject"), line.at("body"));
    }
    out.language = line.at("lang");
    out.labels = strings(line, "labels");
    out.also_ok = strings(line, "also_ok");
    out.hard = line.value("hard", false);
    out.may_be_neutral = (out.labels.erase(neutral) + out.also_ok.erase(neutral)) > 0;
    return out;
}

void read_mails(const fs::path& folder, Corpus& corpus) {
    for (const char* name : {"labels.jsonl", "sentences.jsonl"}) {
        std::ifstream lines(folder / name);
        for (std::string line; std::getline(lines, line);)
            if (!line.empty()) corpus.mails.push_back(labelled(folder, json::parse(line)));
    }
}

/// JSON strings of printable characters are TOML basic strings.
std::string quoted(const json& strings) { return strings.dump(); }

Company company_of(const json& config) {
    Company out;
    out.own_domains = config.at("own_domains").get<std::vector<std::string>>();
    std::ostringstream rules;
    for (const auto& [name, department] : config.at("departments").items())
        rules << "[[department]]\nname = " << quoted(name) << "\nlogins = " << quoted(department.at("sasl_users"))
              << "\nsenders = " << quoted(department.at("senders")) << "\n\n";
    out.rules = rules.str();
    return out;
}

Step step_of(const fs::path& folder, const json& mail) {
    Step out;
    out.name = mail.at("eml");
    out.file = folder / out.name;
    const Result<Time> at = parse_time(mail.at("at_abs").get<std::string>());
    if (!at) throw std::runtime_error(at.error().what);
    out.at = *at;
    out.login = mail.value("sasl_user", "");
    out.sender = mail.value("envelope_from", "");
    out.recipients = mail.at("envelope_rcpt").get<std::vector<std::string>>();
    out.expect = mail.at("expect");
    out.also_ok = strings(mail, "also_ok");
    return out;
}

void read_scenarios(const fs::path& folder, Corpus& corpus) {
    corpus.company = company_of(json::parse(std::ifstream(folder / "_config.json")));
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json" && entry.path().filename().string().front() == 's') files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const json read = json::parse(std::ifstream(file));
        Scenario scenario{read.at("id"), read.value("title", ""), {}};
        for (const json& mail : read.at("mails")) scenario.steps.push_back(step_of(folder, mail));
        corpus.scenarios.push_back(std::move(scenario));
    }
}

bool meets(const std::string& expected, const std::string& verdict) {
    return expected == verdict || (expected == "annotate-or-hold" && verdict != "pass");
}

}  // namespace

Result<Corpus> read_corpus(const fs::path& directory) {
    Corpus out;
    try {
        if (fs::exists(directory / "mails" / "labels.jsonl")) read_mails(directory / "mails", out);
        if (fs::exists(directory / "scenarios" / "_config.json")) read_scenarios(directory / "scenarios", out);
    } catch (const std::exception& e) {
        return Error{Kind::malformed, "reading the corpus " + directory.string() + ": " + e.what()};
    }
    if (out.mails.empty() && out.scenarios.empty())
        return Error{Kind::unavailable, "reading the corpus " + directory.string() + ": neither mails nor scenarios there"};
    return out;
}

Result<std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{Kind::unavailable, "reading " + file.string() + ": cannot open it"};
    return std::string(std::istreambuf_iterator<char>(in), {});
}

bool right(const Labelled& mail, const std::set<std::string>& acts) {
    const auto allowed = [&](const std::string& act) { return mail.labels.contains(act) || mail.also_ok.contains(act); };
    return acts.empty() ? mail.may_be_neutral : std::all_of(acts.begin(), acts.end(), allowed);
}

bool right(const Step& step, const std::string& verdict) {
    return meets(step.expect, verdict) ||
           std::any_of(step.also_ok.begin(), step.also_ok.end(), [&](const std::string& other) { return meets(other, verdict); });
}

}  // namespace onevoice::accuracy
