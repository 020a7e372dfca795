// Every file of bad/ is loaded after sound.toml, and every file of bad/whole/ alone; beside it stands what the lint says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/rules/loaded.h"

using namespace onevoice;
using namespace onevoice::rules;

namespace {

std::vector<std::filesystem::path> rule_files_in(const std::string& folder) {
    std::vector<std::filesystem::path> out;
    for (const auto& each : std::filesystem::directory_iterator(folder))
        if (each.path().extension() == ".toml") out.push_back(each.path());
    std::sort(out.begin(), out.end());
    return out;
}

/// Without the folder that the sources stand in, which differs from machine to machine.
std::string without_folder(std::string text) {
    for (std::size_t found; (found = text.find(test_folder())) != std::string::npos;) text.erase(found, test_folder().size());
    return text;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

void check_against_expected(const std::filesystem::path& file, std::vector<std::string> files) {
    CAPTURE(file.filename().string());
    LoadOptions options;
    options.files = std::move(files);
    const Loaded result = load(std::move(options));
    const std::string said = without_folder(result.text());
    std::filesystem::path expected = file;
    expected.replace_extension(".expected");
    // ONEVOICE_WRITE_EXPECTED=1 writes the files anew, for reading them in the diff.
    if (std::getenv("ONEVOICE_WRITE_EXPECTED") != nullptr) std::ofstream(expected, std::ios::binary) << said;
    CHECK(said == content_of(expected));
    CHECK((result.rules == nullptr) == grammar::any_error(result.diagnostics));
}

}  // namespace

TEST_CASE("the sound rules that every bad file is loaded with have no findings") {
    const Loaded result = sound();
    CHECK(result.text() == "");
    CHECK(result.rules != nullptr);
}

TEST_CASE("a mistake in rules is found with its place and a suggestion") {
    const auto files = rule_files_in(test_folder() + "bad");
    CHECK(files.size() >= 50);
    for (const auto& file : files) check_against_expected(file, {test_folder() + "sound.toml", file.string()});
}

TEST_CASE("a rule set that lacks a part says so") {
    const auto files = rule_files_in(test_folder() + "bad/whole");
    CHECK(files.size() >= 3);
    for (const auto& file : files) check_against_expected(file, {file.string()});
}
