#include "folder.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace onevoice::registry {

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "onevoice-registry-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    directory_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::unique_ptr<Registry> Folder::open() const {
    auto registry = open_sqlite(options());
    if (!registry) FAIL(registry.error().text());
    return std::move(*registry);
}

Time day(int n) { return Time(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::days(n)); }

Identity person(std::string address, std::string organisation) { return {std::move(address), {}, std::move(organisation)}; }

Proposal message(std::string id, std::string department, std::string act, Identity to, int on_day, int window_days) {
    Decision decision;
    decision.voice = decision.department = std::move(department);
    decision.act = std::move(act);
    Proposal proposal;
    proposal.recipients.push_back(std::move(to));
    proposal.decisions.push_back(std::move(decision));
    proposal.message_id = std::move(id);
    proposal.at = day(on_day);
    proposal.since = day(on_day - window_days);
    return proposal;
}

std::vector<State> pass(std::span<const std::vector<EarlierDecision>> histories) { return {histories.size(), State::pending}; }
std::vector<State> hold(std::span<const std::vector<EarlierDecision>> histories) { return {histories.size(), State::held}; }

std::vector<std::string> seen(Registry& registry, const Identity& identity, int on_day, int window_days) {
    Proposal question = message("", "", "", identity, on_day, window_days);
    question.decisions.clear();
    std::vector<std::string> out;
    const auto done = registry.decide(question, [&](auto histories) {
        for (const auto& earlier : histories[0]) out.push_back(earlier.decision.department + ' ' + earlier.decision.act);
        return pass(histories);
    });
    if (!done) FAIL(done.error().text());
    return out;
}

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, std::string_view content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

}  // namespace onevoice::registry
