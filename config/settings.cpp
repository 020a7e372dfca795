#include "config/settings.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "config/checks.h"
#include "rules/rule_set.h"

namespace onevoice::config {
namespace {

using grammar::Diagnostic;
using grammar::Document;
using grammar::Table;

// In the order of the enumerations.
constexpr std::array<std::string_view, 4> mode_names{"off", "simulate", "annotate", "hold"};
constexpr std::array<std::string_view, 3> fail_mode_names{"pass", "tempfail", "hold"};
constexpr std::array<std::string_view, 3> bulk_mode_names{"skip", "annotate", "full"};

/// The grammar lets only these names through.
template <class Enumeration, std::size_t count>
Enumeration named(const std::array<std::string_view, count>& names, std::string_view name) {
    return static_cast<Enumeration>(std::find(names.begin(), names.end(), name) - names.begin());
}

constexpr Seconds year{365LL * 86400};

class Loader {
public:
    Loader(const std::string& file, Document document, std::vector<Diagnostic>& found) : found_(found) {
        settings_.file = file;
        settings_.document = std::move(document);
    }

    Settings load() {
        company();
        milter();
        filter();
        registry();
        others();
        limits();
        distinct_files();
        return std::move(settings_);
    }

private:
    [[nodiscard]] const Table& table(std::string_view section) const { return *settings_.document.one(section); }
    Checks checks(std::string_view section) { return {table(section), found_}; }

    void company() {
        const Table& section = table("company");
        auto check = checks("company");
        auto& company = settings_.company;
        company.own_domains = check.domains("own_domains", true);
        company.inside = check.networks("inside");
        company.shared_providers = check.domains("shared_providers", false);
        if (section.has("own_domains") && section.texts("own_domains").empty())
            found_.push_back({.place = section.place_of("own_domains"),
                              .what = "'own_domains': without one domain of the company every recipient is outside"});
    }

    void milter() {
        auto check = checks("milter");
        auto& milter = settings_.milter;
        milter.socket = check.socket("socket");
        milter.socket_mode = check.permissions("socket_mode");
        milter.user = check.text("user");
        milter.group = check.text("group");
        milter.control = check.socket_path("control");
        milter.pid_file = check.text("pid_file");
    }

    void filter() {
        auto check = checks("filter");
        auto& filter = settings_.filter;
        filter.mode = named<Mode>(mode_names, check.text("mode"));
        filter.fail_mode = named<FailMode>(fail_mode_names, check.text("fail_mode"));
        filter.bulk = named<BulkMode>(bulk_mode_names, check.text("bulk"));
        // Postfix's milter_content_timeout is 300 seconds; an answer after that is heard by nobody.
        filter.time_budget = check.duration("time_budget", Seconds{1}, Seconds{300});
        filter.reference_header = check.header_name("reference_header");
    }

    void registry() {
        auto check = checks("registry");
        auto& registry = settings_.registry;
        registry.engine = check.text("engine");
        registry.path = check.text("path");
        registry.key_file = check.text("key_file");
        registry.journal = check.text("journal");
        // Zero would forget every decision at once. No law or contract asks a mail to be remembered for a century.
        registry.retention = check.duration("retention", Seconds{1}, 100 * year);
    }

    void others() {
        for (const grammar::Located& file : table("rules").texts("files")) settings_.rules.files.push_back(file.value);
        auto holds = checks("holds");
        settings_.holds.directory = holds.text("directory");
        // Zero would make every hold overdue at once; a year is longer than anybody waits for a mail.
        settings_.holds.deadline = holds.duration("deadline", Seconds{1}, year);
        auto breaker = checks("breaker");
        settings_.breaker.holds = breaker.number("holds", 0, 1'000'000);
        settings_.breaker.share = breaker.number("share", 0, 100);
        settings_.breaker.window = breaker.duration("window", rules::shortest_budget_window, rules::longest_budget_window);
        settings_.log.file = checks("log").text("file");
        settings_.log.syslog = table("log").boolean("syslog").value_or(true);
        auto mta = checks("mta");
        settings_.mta.kind = mta.text("kind");
        settings_.mta.config_directory = mta.text("config_directory");
        settings_.mta.tools = mta.text("tools");
        settings_.mta.log = mta.text("log");
    }

    void limits() {
        constexpr std::int64_t kilo = 1 << 10, mega = 1 << 20;
        auto check = checks("limits");
        auto& limits = settings_.limits;
        // A message is kept in memory once per connection; below 1 KiB not even an ordinary header fits.
        limits.message = check.number("message", kilo, 1024 * mega);
        limits.header = check.number("header", kilo, 64 * mega);
        limits.header_fields = check.number("header_fields", 10, 1'000'000);
        limits.parts = check.number("parts", 1, 1'000'000);
        // Each level costs stack while reading; a thread of the daemon has 8 MiB of it.
        limits.depth = check.number("depth", 1, 500);
        limits.text = check.number("text", kilo, 256 * mega);
        // Postfix sends at most smtpd_recipient_limit (1000) with one message; others allow more.
        limits.recipients = check.number("recipients", 1, 100'000);
    }

    /// Two things written to one file would destroy each other.
    void distinct_files() {
        std::map<std::string, std::pair<std::string, Place>> owners;
        const Socket& socket = settings_.milter.socket;
        if (!socket.path.empty()) owners.emplace(socket.path, std::pair("milter.socket", table("milter").place_of("socket")));
        for (const auto& [section, key] : {std::pair("milter", "control"), {"milter", "pid_file"}, {"registry", "path"},
                                           {"registry", "key_file"}, {"registry", "journal"}, {"log", "file"}, {"holds", "directory"}}) {
            const auto path = table(section).text(key);
            if (!path) continue;
            const std::string name = std::string(section) + "." + key;
            const auto [owner, is_new] = owners.emplace(path->value, std::pair(name, path->place));
            if (is_new) continue;
            const auto& [other, other_place] = owner->second;
            found_.push_back({.place = path->place.file.empty() ? other_place : path->place,
                              .what = other + " and " + name + " are both " + path->value});
        }
    }

    std::vector<Diagnostic>& found_;
    Settings settings_;
};

/// Sections that have to stand in the file because one of their keys has no default.
void require_sections(const std::string& file, const Document& document, std::vector<Diagnostic>& found) {
    for (const grammar::Section& section : settings_grammar().sections)
        for (const grammar::Key& key : section.keys)
            if (key.required && document.one(section.name) == nullptr)
                found.push_back({.place = {file}, .what = "section [" + std::string(section.name) + "] with its key '" + std::string(key.name) +
                                                          "' is missing"});
}

std::optional<Settings> checked(const std::string& file, Document document, std::vector<Diagnostic> found,
                                std::vector<Diagnostic>& diagnostics) {
    // After a file that could not be read at all, its missing sections are no news.
    if (!document.sections.empty() || found.empty()) require_sections(file, document, found);
    grammar::fill_presets(settings_grammar(), document);
    Settings settings = Loader(file, std::move(document), found).load();
    for (Diagnostic& each : found)
        if (each.place.file.empty()) each.place.file = file;
    std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
    });
    const bool failed = grammar::any_error(found);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return failed ? std::nullopt : std::optional(std::move(settings));
}

}  // namespace

std::string_view mode_name(Mode mode) { return mode_names.at(static_cast<std::size_t>(mode)); }
std::string_view fail_mode_name(FailMode mode) { return fail_mode_names.at(static_cast<std::size_t>(mode)); }
std::string_view bulk_mode_name(BulkMode mode) { return bulk_mode_names.at(static_cast<std::size_t>(mode)); }

std::optional<Settings> load(const std::string& file, std::vector<Diagnostic>& diagnostics) {
    std::vector<Diagnostic> found;
    Document document = grammar::read_file(settings_grammar(), file, found);
    return checked(file, std::move(document), std::move(found), diagnostics);
}

std::optional<Settings> load_text(std::string_view text, const std::string& file, std::vector<Diagnostic>& diagnostics) {
    std::vector<Diagnostic> found;
    Document document = grammar::read_text(settings_grammar(), text, file, found);
    return checked(file, std::move(document), std::move(found), diagnostics);
}

}  // namespace onevoice::config
