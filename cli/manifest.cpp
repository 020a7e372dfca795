#include "cli/manifest.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

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
    try {
        const Result<Time> at = parse_time(object.at("at").get<std::string>());
        if (!at) return wrong(at.error().what);
        entry.at = *at;
        entry.login = object.value("login", "");
        entry.client = object.value("client", "");
        entry.sender = object.value("sender", "");
        entry.recipients = object.at("recipients").get<std::vector<std::string>>();
        entry.message = object.at("message").get<std::string>();
    } catch (const json::exception& exception) {
        return wrong(exception.what());
    }
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
