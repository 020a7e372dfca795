// Whole mails as clients write them, in golden/NAME.eml, against what read() makes of them, in golden/NAME.reading.
// After a wanted change: ONEVOICE_UPDATE_GOLDEN=1 message_tests -tc='*golden*', and look at what changed before committing.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "message/reading.h"
#include "printed_reading.h"

using namespace onevoice::message;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> mails() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(ONEVOICE_SOURCE_DIR "/tests/message/golden"))
        if (entry.path().extension() == ".eml") found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

TEST_CASE("every golden mail reads as its golden reading") {
    const auto paths = mails();
    REQUIRE(paths.size() >= 9);
    for (auto path : paths) {
        CAPTURE(path.filename().string());
        const auto reading = read(contents(path));
        REQUIRE(reading.ok());
        const std::string shown = printed(*reading);
        path.replace_extension(".reading");
        if (std::getenv("ONEVOICE_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << shown;
        CHECK(shown == contents(path));
    }
}

TEST_CASE("a golden mail reads the same with CRLF line ends") {
    for (const auto& path : mails()) {
        CAPTURE(path.filename().string());
        std::string crlf;
        for (const char c : contents(path)) {
            if (c == '\n') crlf += '\r';
            crlf += c;
        }
        const auto reading = read(crlf);
        const auto unix_reading = read(contents(path));
        REQUIRE(reading.ok());
        CHECK(printed(*reading) == printed(*unix_reading));
    }
}
