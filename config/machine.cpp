#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "config/settings.h"

namespace onevoice::config {
namespace {

namespace fs = std::filesystem;

/// Why `path` is no directory; empty when it is one.
std::string directory_fault(const std::string& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (fs::is_directory(status)) return {};
    if (fs::exists(status)) return path + " is not a directory";
    return path + ": " + failure.message();
}

class Machine {
public:
    Machine(const Settings& settings, std::vector<grammar::Diagnostic>& diagnostics) : settings_(settings), diagnostics_(diagnostics) {}

    void directory(std::string_view section, std::string_view key) { check(section, key, written(section, key)); }

    /// The directory that a file is to be made in.
    void file(std::string_view section, std::string_view key) {
        const std::string path = written(section, key);
        if (!path.empty()) check(section, key, fs::path(path).parent_path().string());
    }

    void socket() {
        const Socket& socket = settings_.milter.socket;
        if (socket.family == Socket::Family::local) check("milter", "socket", fs::path(socket.path).parent_path().string());
    }

    void account() {
        // The entries are static storage of the C library; no other thread looks accounts up while settings are checked.
        if (!settings_.milter.user.empty() && getpwnam(settings_.milter.user.c_str()) == nullptr)
            complain("milter", "user", "there is no user '" + settings_.milter.user + "'");
        if (!settings_.milter.group.empty() && getgrnam(settings_.milter.group.c_str()) == nullptr)
            complain("milter", "group", "there is no group '" + settings_.milter.group + "'");
    }

    void tools() {
        for (const char* tool : {"postqueue", "postsuper", "postcat"}) {
            const std::string path = settings_.mta.tools + "/" + tool;
            if (access(path.c_str(), X_OK) != 0) complain("mta", "tools", path + ": " + std::generic_category().message(errno));
        }
        const std::string main_cf = settings_.mta.config_directory + "/main.cf";
        if (access(main_cf.c_str(), F_OK) != 0)
            complain("mta", "config_directory", main_cf + ": " + std::generic_category().message(errno));
    }

private:
    [[nodiscard]] std::string written(std::string_view section, std::string_view key) const {
        const auto text = settings_.document.one(section)->text(key);
        return text ? text->value : std::string();
    }

    void check(std::string_view section, std::string_view key, const std::string& directory) {
        if (const std::string fault = directory_fault(directory); !fault.empty()) complain(section, key, fault);
    }

    void complain(std::string_view section, std::string_view key, const std::string& what) {
        Place place = settings_.document.one(section)->place_of(key);
        const bool preset = place.file.empty();
        if (preset) place.file = settings_.file;
        const std::string name = preset ? std::string(section) + "." + std::string(key) + "' (its default)" : std::string(key) + "'";
        diagnostics_.push_back({grammar::Severity::error, place, "'" + name + ": " + what});
    }

    const Settings& settings_;
    std::vector<grammar::Diagnostic>& diagnostics_;
};

}  // namespace

void check_machine(const Settings& settings, std::vector<grammar::Diagnostic>& diagnostics) {
    Machine machine(settings, diagnostics);
    machine.socket();
    machine.account();
    machine.file("milter", "control");
    machine.file("milter", "pid_file");
    machine.file("registry", "path");
    machine.file("registry", "key_file");
    machine.file("registry", "journal");
    machine.directory("holds", "directory");
    machine.file("log", "file");
    machine.tools();
}

}  // namespace onevoice::config
