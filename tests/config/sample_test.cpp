// The sample configuration is shipped; what it says must be what the program does.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "config/settings.h"
#include "tests/grammar/golden.h"

using namespace onevoice;
using namespace onevoice::tests;

namespace {

const std::string sample = (std::filesystem::path(ONEVOICE_SOURCE_DIR) / "config/onevoice.toml").string();

/// The sample with every shown default in force: "#key = value" without its '#'.
std::string uncommented() { return std::regex_replace(content_of(sample), std::regex("(^|\n)#([a-z_]+ = )"), "$1$2"); }

/// effective() without the comments that tell places.
std::string values_of(const config::Settings& settings) {
    std::istringstream lines(config::effective(settings));
    std::string out;
    for (std::string line; std::getline(lines, line);) out += line.substr(0, line.rfind("  # ")) + "\n";
    return out;
}

}  // namespace

TEST_CASE("the sample configuration loads without diagnostics") {
    std::vector<grammar::Diagnostic> diagnostics;
    const auto settings = config::load(sample, diagnostics);
    CHECK(lines_of(diagnostics) == "");
    REQUIRE(settings.has_value());
    CHECK(settings->company.own_domains == std::vector<std::string>{"shop.example"});
}

TEST_CASE("the sample configuration shows every key of the grammar in its section") {
    std::vector<grammar::Diagnostic> diagnostics;
    const auto settings = config::load_text(uncommented(), sample, diagnostics);
    CHECK(lines_of(diagnostics) == "");
    REQUIRE(settings.has_value());
    for (const auto& section : config::settings_grammar().sections) {
        for (const auto& key : section.keys) {
            CAPTURE(std::string(section.name) + "." + std::string(key.name));
            REQUIRE(settings->document.one(section.name) != nullptr);
            CHECK(settings->document.one(section.name)->has(key.name));
            CHECK(settings->document.one(section.name)->place_of(key.name).file == sample);
        }
    }
}

TEST_CASE("the defaults that the sample shows are those in force") {
    std::vector<grammar::Diagnostic> diagnostics;
    const auto preset = config::load(sample, diagnostics);
    // These have no default: the sample shows an example.
    const std::regex without_default("(^|\n)(user|group|pid_file|log) = [^\n]*");
    const auto shown = config::load_text(std::regex_replace(uncommented(), without_default, "$1"), sample, diagnostics);
    REQUIRE(preset.has_value());
    REQUIRE(shown.has_value());
    CHECK(values_of(*shown) == values_of(*preset));
}

TEST_CASE("mandoc has nothing to say against the manual of the settings") {
    std::string page = (std::filesystem::temp_directory_path() / "onevoice-settings-XXXXXX").string();
    const int descriptor = mkstemp(page.data());
    REQUIRE(descriptor >= 0);
    close(descriptor);
    std::ofstream(page) << ".Dd March 2, 2026\n.Dt ONEVOICE.TOML 5\n.Os\n.Sh NAME\n.Nm onevoice.toml\n.Nd settings\n.Sh DESCRIPTION\n"
                        << grammar::manual(config::settings_grammar());
    CHECK(std::system(("mandoc -T lint -W style " + page).c_str()) == 0);
    std::filesystem::remove(page);
}

TEST_CASE("every key of the grammar has a help, and a default unless it is required or optional on purpose") {
    for (const auto& section : config::settings_grammar().sections) {
        CHECK_FALSE(section.help.empty());
        for (const auto& key : section.keys) {
            CAPTURE(key.name);
            CHECK_FALSE(key.help.empty());
            const bool optional = key.name == "user" || key.name == "group" || key.name == "pid_file" || key.name == "log";
            CHECK(key.preset.empty() == (key.required || optional));
        }
    }
}
