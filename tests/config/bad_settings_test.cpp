#include <doctest/doctest.h>

#include <filesystem>

#include "config/settings.h"
#include "tests/grammar/golden.h"

using namespace onevoice;
using namespace onevoice::tests;

namespace {

const std::filesystem::path folder = std::filesystem::path(ONEVOICE_SOURCE_DIR) / "tests/config/bad";

}  // namespace

TEST_CASE("every broken settings file gives exactly the diagnostics that are written beside it, and no settings") {
    const auto files = toml_files(folder);
    REQUIRE(files.size() >= 15);
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        std::vector<grammar::Diagnostic> diagnostics;
        CHECK_FALSE(config::load(file.string(), diagnostics).has_value());
        const std::string actual = lines_of(diagnostics);
        CHECK(actual == expected_of(file, actual));
    }
}

TEST_CASE("settings that cannot be read are named with the reason and nothing else") {
    std::vector<grammar::Diagnostic> diagnostics;
    CHECK_FALSE(config::load((folder / "no-such.toml").string(), diagnostics).has_value());
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].text() == (folder / "no-such.toml").string() + ": error: reading the file: No such file or directory");
}
