// The manifest of `onevoice replay`: JSON Lines, one message each, as docs/json.md describes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cli/json_members.h"
#include "filter/envelope.h"

namespace onevoice::cli {

struct ManifestEntry {
    Time at{};
    std::string login;
    std::string client;
    std::string sender;
    std::vector<std::string> recipients;
    std::string message;  ///< as written: what the output names
    std::string path;     ///< relative to the manifest's folder, resolved
    Place place;          ///< the line
};

/// One line. What is missing or of another type is members.problem().
[[nodiscard]] ManifestEntry manifest_entry(Members& members);

/// What the MTA would have known.
[[nodiscard]] filter::Envelope envelope_of(const ManifestEntry& entry);

/// In the order of its lines. Errors: unavailable (file), malformed with file and line.
Result<std::vector<ManifestEntry>> read_manifest(const std::string& file);

/// A file that looks like a manifest: its first line is a JSON object.
[[nodiscard]] bool is_manifest(const std::string& file);

}  // namespace onevoice::cli
