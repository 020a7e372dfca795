// Rules for tests: written into a file of their own and loaded like any others.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "rules/rule_set.h"

namespace onevoice::rules {

/// A folder that lives as long as its object.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "onevoice-rules-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    /// Writes a file and returns its path.
    std::string write(const std::string& name, std::string_view content) const {
        const std::filesystem::path path = path_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return path.string();
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

struct Loaded {
    std::shared_ptr<const RuleSet> rules;
    std::vector<grammar::Diagnostic> diagnostics;

    [[nodiscard]] std::string text() const {
        std::string out;
        for (const grammar::Diagnostic& each : diagnostics) out += each.text() + "\n";
        return out;
    }
};

/// "2026-03-02T10:00:00Z" and the like.
inline Time at(std::string_view text) { return parse_time(text).value(); }

inline Loaded load(LoadOptions options) {
    options.now = at("2026-03-02T10:00:00Z");
    Loaded out;
    out.rules = RuleSet::load(options, out.diagnostics);
    return out;
}

/// The text of one rule file.
inline Loaded loaded(std::string_view toml) {
    const Folder folder;
    LoadOptions options;
    options.files = {folder.write("rules.toml", toml)};
    return load(std::move(options));
}

inline std::string test_folder() { return std::string(ONEVOICE_SOURCE_DIR) + "/tests/rules/"; }

/// The rules of sound.toml.
inline Loaded sound() {
    LoadOptions options;
    options.files = {test_folder() + "sound.toml"};
    return load(std::move(options));
}

}  // namespace onevoice::rules
