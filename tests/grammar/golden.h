// Golden pairs: every FILE.toml of a folder has its expected diagnostics in FILE.expected beside it.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "grammar/grammar.h"

namespace onevoice::tests {

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The *.toml of a folder, by name.
inline std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// One line for each diagnostic, with the file's name alone for its place.
inline std::string lines_of(std::vector<grammar::Diagnostic> diagnostics) {
    std::string out;
    for (grammar::Diagnostic& each : diagnostics) {
        each.place.file = std::filesystem::path(each.place.file).filename().string();
        out += each.text() + "\n";
    }
    return out;
}

/// What FILE.expected says. With ONEVOICE_WRITE_EXPECTED in the environment it is written anew first, to be read before
/// it is committed.
inline std::string expected_of(std::filesystem::path file, const std::string& actual) {
    file.replace_extension(".expected");
    if (std::getenv("ONEVOICE_WRITE_EXPECTED") != nullptr) std::ofstream(file, std::ios::binary) << actual;
    return content_of(file);
}

}  // namespace onevoice::tests
