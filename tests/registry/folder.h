// A directory of its own for one test, and what the tests of the registry write again and again.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "registry/sqlite.h"

namespace onevoice::registry {

/// Made empty, removed at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string path(std::string_view name) const { return directory_ + '/' + std::string(name); }
    [[nodiscard]] SqliteOptions options() const { return {path("registry.db"), path("registry.key"), Seconds(5)}; }
    /// Fails the test when the registry cannot be opened.
    [[nodiscard]] std::unique_ptr<Registry> open() const;

private:
    std::string directory_;
};

/// Day n of the tests' calendar.
Time day(int n);

Identity person(std::string address, std::string organisation = "");

/// A message of `department` (its own voice) that does `act` to one person on a day.
Proposal message(std::string id, std::string department, std::string act, Identity to, int on_day, int window_days = 90);

/// A judge that lets all pass, or holds all.
std::vector<State> pass(std::span<const std::vector<EarlierDecision>> histories);
std::vector<State> hold(std::span<const std::vector<EarlierDecision>> histories);

/// "department act" of each decision in one recipient's history, as decide() shows it; nothing is stored.
std::vector<std::string> seen(Registry& registry, const Identity& identity, int on_day, int window_days = 90);

/// Whole content of a file; empty when it is absent.
std::string content(const std::string& path);
void write_file(const std::string& path, std::string_view content);

}  // namespace onevoice::registry
