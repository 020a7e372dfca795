#include "cli/json_members.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace onevoice::cli {
namespace {

using nlohmann::json;

Error cannot_open(const std::string& file, const std::string& what) {
    return {Kind::unavailable, "reading the " + what + " '" + file + "': " + std::strerror(errno)};
}

}  // namespace

void Members::complain(const std::string& cause) {
    if (!problem_) problem_ = Error{Kind::malformed, "reading a " + what_ + ": " + cause, place_};
}

const json* Members::find(const char* name, Presence presence) {
    const auto found = object_.find(name);
    if (found != object_.end()) return &*found;
    if (presence == Presence::needed) complain(std::string("'") + name + "' is missing");
    return nullptr;
}

std::string Members::text(const char* name, Presence presence) {
    const json* found = find(name, presence);
    if (found == nullptr) return {};
    if (found->is_string()) return found->get<std::string>();
    complain(std::string("'") + name + "' is no string");
    return {};
}

std::vector<std::string> Members::texts(const char* name, Presence presence) {
    const json* found = find(name, presence);
    if (found == nullptr) return {};
    if (found->is_array() && std::all_of(found->begin(), found->end(), [](const json& each) { return each.is_string(); }))
        return found->get<std::vector<std::string>>();
    complain(std::string("'") + name + "' is no list of strings");
    return {};
}

bool Members::flag(const char* name) {
    const json* found = find(name, Presence::optional);
    if (found == nullptr) return false;
    if (found->is_boolean()) return found->get<bool>();
    complain(std::string("'") + name + "' is neither true nor false");
    return false;
}

Time Members::time(const char* name) {
    const std::string written = text(name, Presence::needed);
    if (problem_) return {};
    const Result<Time> time = parse_time(written);
    if (!time) complain(time.error().what);
    return time ? *time : Time{};
}

std::vector<Members> Members::objects(const char* name, Presence presence) {
    std::vector<Members> out;
    const json* found = find(name, presence);
    if (found == nullptr) return out;
    const bool good = found->is_array() && std::all_of(found->begin(), found->end(), [](const json& each) { return each.is_object(); });
    if (!good) return complain(std::string("'") + name + "' is no list of objects"), out;
    for (const json& each : *found) out.emplace_back(each, what_, place_);
    return out;
}

std::vector<std::pair<std::string, Members>> Members::named_objects(const char* name) {
    std::vector<std::pair<std::string, Members>> out;
    const json* found = find(name, Presence::optional);
    if (found == nullptr) return out;
    const bool good = found->is_object() && std::all_of(found->begin(), found->end(), [](const json& each) { return each.is_object(); });
    if (!good) return complain(std::string("'") + name + "' is no object of objects"), out;
    for (const auto& [key, each] : found->items()) out.emplace_back(key, Members(each, what_, place_));
    return out;
}

Result<void> for_each_json_line(const std::string& file, const std::string& what, const std::function<Result<void>(Members&)>& each) {
    std::ifstream in(file);
    if (!in) return cannot_open(file, what);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        Members members(json::parse(line, nullptr, false), what, {file, number, 0});
        if (!members.is_object()) return Error{Kind::malformed, "reading a " + what + ": the line is no JSON object", {file, number, 0}};
        if (Result<void> done = each(members); !done) return done;
    }
    return {};
}

Result<Members> read_json_object(const std::string& file, const std::string& what) {
    std::ifstream in(file);
    if (!in) return cannot_open(file, what);
    Members members(json::parse(in, nullptr, false), what, {file, 0, 0});
    if (!members.is_object()) return Error{Kind::malformed, "reading a " + what + ": the file is no JSON object", {file, 0, 0}};
    return members;
}

}  // namespace onevoice::cli
