// Rule files on disk: from the paths in the settings to documents in the order in which they count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/grammar.h"
#include "rules/findings.h"
#include "rules/version.h"

namespace onevoice::rules {

struct RuleFile {
    std::string path;
    grammar::Document document;
};

/// The paths of the files that `wanted` stands for, as read_rule_files() reads them.
std::vector<std::string> rule_paths(const std::vector<std::string>& wanted, Findings& findings);

/// A file stands for itself, a directory for its *.toml in name order, a glob for what it finds in name order. A file
/// that is reached twice counts once. Behind them come `texts`, each called as its place says. Errors are findings; what
/// could be read is returned.
std::vector<RuleFile> read_rule_files(const std::vector<std::string>& wanted, const std::vector<grammar::Located>& texts, Version& version,
                                      Findings& findings);

/// Every section of this name, in the order of the files.
[[nodiscard]] std::vector<const grammar::Table*> tables_of(const std::vector<RuleFile>& files, std::string_view section);

/// The whole of a regular file. Error: misconfigured, when it cannot be read or has more than `largest` bytes; the
/// text is the cause alone ("no such file or directory").
Result<std::string> content_of(const std::string& path, std::size_t largest);

}  // namespace onevoice::rules
