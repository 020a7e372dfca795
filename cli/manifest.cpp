#include "cli/manifest.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <tuple>

namespace onevoice::cli {
namespace {

using nlohmann::json;

Result<ManifestEntry> entry_of(const std::string& line, const std::string& file, std::size_t number) {
    const auto wrong = [&](const std::string& cause) {
        return Error{Kind::malformed, "reading a manifest: " + cause, {file, number, 0}};
    };
    const json object = json::parse(line, nullptr, false);
    if (!object.is_object()) return wrong("the line is no JSON object");
    ManifestEntry entry;
    entry.place = {file, number, 0};
    std::string at;
    for (const auto& [member, target, needed] :
         {std::tuple{"at", &at, true}, {"login", &entry.login, false}, {"client", &entry.client, false}, {"sender", &entry.sender, false},
          {"message", &entry.message, true}}) {
        const auto found = object.find(member);
        if (found == object.end() && needed) return wrong(std::string("'") + member + "' is missing");
        if (found == object.end()) continue;
        if (!found->is_string()) return wrong(std::string("'") + member + "' is no string");
        *target = found->get<std::string>();
    }
    const Result<Time> time = parse_time(at);
    if (!time) return wrong(time.error().what);
    entry.at = *time;
    const auto recipients = object.find("recipients");
    if (recipients == object.end()) return wrong("'recipients' is missing");
    if (!recipients->is_array() || !std::all_of(recipients->begin(), recipients->end(), [](const json& each) { return each.is_string(); }))
        return wrong("'recipients' is no list of strings");
    entry.recipients = recipients->get<std::vector<std::string>>();
    entry.path = (std::filesystem::path(file).parent_path() / entry.message).string();
    return entry;
}

}  // namespace

Result<std::vector<ManifestEntry>> read_manifest(const std::string& file) {
    std::ifstream in(file);
    if (!in) return Error{Kind::unavailable, "reading the manifest '" + file + "': " + std::strerror(errno)};
    std::vector<ManifestEntry> out;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        Result<ManifestEntry> entry = entry_of(line, file, number);
        if (!entry) return entry.error();
        out.push_back(std::move(*entry));
    }
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
