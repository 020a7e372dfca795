#include "cli/manifest.h"

#include <filesystem>
#include <fstream>

namespace onevoice::cli {

ManifestEntry manifest_entry(Members& members) {
    ManifestEntry entry;
    entry.place = members.place();
    entry.at = members.time("at");
    entry.login = members.text("login", Presence::optional);
    entry.client = members.text("client", Presence::optional);
    entry.sender = members.text("sender", Presence::optional);
    entry.recipients = members.texts("recipients", Presence::needed);
    entry.message = members.text("message", Presence::needed);
    entry.path = (std::filesystem::path(entry.place.file).parent_path() / entry.message).string();
    return entry;
}

filter::Envelope envelope_of(const ManifestEntry& entry) {
    return {entry.client.empty() ? "local" : entry.client, entry.login, entry.sender, entry.recipients, "", false};
}

Result<std::vector<ManifestEntry>> read_manifest(const std::string& file) {
    std::vector<ManifestEntry> out;
    const Result<void> read = for_each_json_line(file, "manifest", [&](Members& members) -> Result<void> {
        out.push_back(manifest_entry(members));
        if (members.problem()) return *members.problem();
        return {};
    });
    if (!read) return read.error();
    return out;
}

bool is_manifest(const std::string& file) {
    std::error_code failure;
    if (std::filesystem::is_directory(file, failure)) return false;
    std::ifstream in(file);
    char first = 0;
    in >> first;
    return first == '{';
}

}  // namespace onevoice::cli
