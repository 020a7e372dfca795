// Scenarios: mails in their order, each with the verdict that it should get, as docs/testing-rules.md describes.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/manifest.h"

namespace onevoice::cli {

struct ScenarioStep {
    ManifestEntry entry;
    std::set<std::string> expected;  ///< verdicts that are right: pass, annotate, hold
};

struct Scenario {
    std::string name;  ///< its file's name and its title
    std::vector<ScenarioStep> steps;
};

/// The company that scenarios play in, when it is not that of the settings.
struct Company {
    std::optional<std::vector<std::string>> own_domains;
    std::string rules;  ///< its departments as rules; may be empty
    std::string file;   ///< that they come from
};

/// Every *.jsonl and *.json of the directory in the order of their names; those that begin with '_' are none.
/// Errors: unavailable, malformed with the place.
Result<std::vector<Scenario>> read_scenarios(const std::string& directory);

/// What DIRECTORY/_config.json says; nothing when there is none.
Result<Company> read_company(const std::string& directory);

}  // namespace onevoice::cli
