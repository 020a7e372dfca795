// accuracy DIR [--rules FILE…] [--language LANG] [-v] [--require-right PERCENT] [--allow-false-alarms N]
//
// Measures rule files on a corpus of labelled mails and scenarios (corpus.h) through the same code that judges real mail.
// Exit code 0: the thresholds are met; 1: they are not; 2: something could not be read. Without --rules the shipped packs.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <unistd.h>

#include "corpus.h"
#include "filter/journey.h"
#include "registry/sqlite.h"
#include "rules/rule_set.h"

namespace onevoice::accuracy {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string directory;
    std::vector<std::string> rules;
    std::string language;
    bool verbose = false;
    double require_right = 0;
    std::size_t allow_false_alarms = SIZE_MAX;
};

struct Tally {
    std::size_t all = 0, right = 0, false_alarms = 0, misses = 0;
    [[nodiscard]] std::size_t wrong_act() const { return all - right - false_alarms - misses; }
    [[nodiscard]] double percent() const { return all == 0 ? 100.0 : 100.0 * double(right) / double(all); }
    void add(const Tally& other) {
        all += other.all, right += other.right, false_alarms += other.false_alarms, misses += other.misses;
    }
};

std::string joined(const std::set<std::string>& names) { return names.empty() ? "neutral" : fmt::format("{}", fmt::join(names, "+")); }

/// Caught in main(), so that files which were made are removed.
[[noreturn]] void stop(const std::string& why) { throw std::runtime_error(why); }

Options options_of(int argc, char** argv) {
    Options out;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : (stop(word + " needs a value"), std::string()); };
        if (word == "-v") out.verbose = true;
        else if (word == "--language") out.language = value();
        else if (word == "--require-right") out.require_right = std::stod(value());
        else if (word == "--allow-false-alarms") out.allow_false_alarms = std::stoul(value());
        else if (word == "--rules")
            while (i + 1 < argc && argv[i + 1][0] != '-') out.rules.emplace_back(argv[++i]);
        else if (out.directory.empty() && word[0] != '-') out.directory = word;
        else stop("unknown argument " + word);
    }
    if (out.directory.empty()) stop("usage: accuracy DIR [--rules FILE...] [--language LANG] [-v] [--require-right PERCENT] [--allow-false-alarms N]");
    if (out.rules.empty()) out.rules.emplace_back(ONEVOICE_SOURCE_DIR "/rules/packs");
    return out;
}

/// A rule file that is there while the rules are loaded.
class DepartmentsFile {
public:
    explicit DepartmentsFile(const std::string& rules) {
        path_ = (fs::temp_directory_path() / fmt::format("onevoice-accuracy-{}.toml", ::getpid())).string();
        std::ofstream(path_) << rules;
    }
    ~DepartmentsFile() { std::remove(path_.c_str()); }
    DepartmentsFile(const DepartmentsFile&) = delete;
    DepartmentsFile& operator=(const DepartmentsFile&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::shared_ptr<const filter::Snapshot> snapshot_of(const Options& options, const Company& company) {
    std::vector<grammar::Diagnostic> diagnostics;
    rules::LoadOptions load;
    load.files = options.rules;
    const DepartmentsFile departments(company.rules);
    load.files.push_back(departments.path());
    auto rules = rules::RuleSet::load(load, diagnostics);
    for (const grammar::Diagnostic& diagnostic : diagnostics)
        if (!rules || options.verbose) fmt::print(stderr, "{}\n", diagnostic.text());
    if (!rules) stop("the rules were not loaded");
    auto snapshot = std::make_shared<filter::Snapshot>();
    snapshot->rules = rules;
    snapshot->policy.own_domains = company.own_domains;
    return snapshot;
}

std::string content_of(const fs::path& file) {
    Result<std::string> content = read_file(file);
    if (!content) stop(content.error().text());
    return std::move(*content);
}

void show_wrong(const Labelled& mail, const std::set<std::string>& acts, const filter::Recognition& recognised) {
    fmt::print("{}: {} was taken for {}\n", mail.name, joined(mail.labels), joined(acts));
    for (const rules::Act& act : recognised.fingerprint.acts) fmt::print("    {} by {}: {}\n", act.act, act.rule, act.evidence);
    for (const rules::Prevented& none : recognised.fingerprint.prevented)
        fmt::print("    no {} by {}, prevented by {} ({}): {}\n", none.act, none.rule, none.by, none.because, none.evidence);
}

Tally measure_mail(const filter::Snapshot& snapshot, const Labelled& mail, bool verbose) {
    const Result<filter::Recognition> recognised =
        filter::recognise(*snapshot.rules, snapshot.policy, mail.file.empty() ? mail.raw : content_of(mail.file), verbose);
    if (!recognised) stop(mail.name + ": " + recognised.error().text());
    std::set<std::string> acts;
    for (const rules::Act& act : recognised->fingerprint.acts) acts.insert(act.act);
    Tally out{1, 0, 0, 0};
    if (right(mail, acts)) out.right = 1;
    else if (mail.labels.empty()) out.false_alarms = 1;
    else if (acts.empty()) out.misses = 1;
    if (out.right == 0 && verbose) show_wrong(mail, acts, *recognised);
    return out;
}

Tally measure_mails(const filter::Snapshot& snapshot, const Corpus& corpus, const Options& options) {
    std::map<std::pair<std::string, std::string>, Tally> table;
    Tally all;
    for (const Labelled& mail : corpus.mails) {
        if (!options.language.empty() && mail.language != options.language) continue;
        const Tally one = measure_mail(snapshot, mail, options.verbose);
        table[{mail.language, joined(mail.labels)}].add(one);
        all.add(one);
    }
    if (all.all == 0) return all;
    fmt::print("{:<5}{:<18}{:>6}{:>7}{:>13}{:>7}{:>11}\n", "lang", "act", "mails", "right", "false alarms", "missed", "wrong act");
    const auto row = [](std::string_view language, std::string_view act, const Tally& t) {
        fmt::print("{:<5}{:<18}{:>6}{:>7}{:>13}{:>7}{:>11}\n", language, act, t.all, t.right, t.false_alarms, t.misses, t.wrong_act());
    };
    for (const auto& [key, tally] : table) row(key.first, key.second, tally);
    row("", "all", all);
    fmt::print("right: {:.1f} %, false alarms on neutral mail: {}\n", all.percent(), all.false_alarms);
    return all;
}

/// Plays one scenario with a registry of its own; the clock is that of the mails.
Tally play(const std::shared_ptr<const filter::Snapshot>& snapshot, const Scenario& scenario) {
    auto registry = registry::open_sqlite({":memory:", "", Seconds{5}});
    if (!registry) stop(registry.error().text());
    Tally out;
    for (const Step& step : scenario.steps) {
        filter::Envelope envelope;
        envelope.client = "local";
        envelope.login = step.login;
        envelope.sender = step.sender;
        envelope.recipients = step.recipients;
        envelope.queue_id = step.name;
        const filter::Examination examined = filter::examine(snapshot, **registry, envelope, content_of(step.file), step.at);
        if (examined.failure) stop(step.name + ": " + examined.failure->text());
        const std::string verdict(rules::action_name(examined.action));
        ++out.all;
        if (right(step, verdict)) ++out.right;
        else fmt::print("{} ({}): {} expected, {} given\n", step.name, scenario.title, step.expect, verdict);
    }
    return out;
}

int run(int argc, char** argv) {
    const Options options = options_of(argc, argv);
    const Result<Corpus> corpus = read_corpus(options.directory);
    if (!corpus) stop(corpus.error().text());
    const auto snapshot = snapshot_of(options, corpus->company);
    const Tally mails = measure_mails(*snapshot, *corpus, options);
    Tally steps;
    for (const Scenario& scenario : corpus->scenarios) steps.add(play(snapshot, scenario));
    if (steps.all != 0) fmt::print("scenarios: {} of {} mails right\n", steps.right, steps.all);
    return mails.percent() >= options.require_right && mails.false_alarms <= options.allow_false_alarms ? 0 : 1;
}

}  // namespace
}  // namespace onevoice::accuracy

int main(int argc, char** argv) {
    try {
        return onevoice::accuracy::run(argc, argv);
    } catch (const std::exception& e) {
        fmt::print(stderr, "accuracy: {}\n", e.what());
        return 2;
    }
}
