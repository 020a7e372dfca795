#include <doctest/doctest.h>
#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "config/settings.h"
#include "tests/grammar/golden.h"

using namespace onevoice;
using namespace onevoice::tests;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, removed at the end.
class Folder {
public:
    Folder() { REQUIRE(mkdtemp(name_.data()) != nullptr); }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(name_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path path() const { return name_; }

private:
    std::string name_ = "/tmp/onevoice-machine-XXXXXX";
};

constexpr const char* everything_here = R"toml([company]
own_domains = "shop.example"
[milter]
control = "control.sock"
pid_file = "pid"
socket = "inet:8891@127.0.0.1"
[registry]
path = "registry"
key_file = "key"
journal = "journal"
[holds]
directory = "holds"
[log]
file = "log"
[mta]
config_directory = "postfix"
tools = "sbin"
)toml";

std::string findings(const Folder& folder, const std::string& text) {
    std::vector<grammar::Diagnostic> diagnostics;
    const auto settings = config::load_text(text, (folder.path() / "onevoice.toml").string(), diagnostics);
    REQUIRE(settings.has_value());
    REQUIRE(diagnostics.empty());
    config::check_machine(*settings, diagnostics);
    std::string lines = lines_of(diagnostics);
    for (std::size_t at; (at = lines.find(folder.path().string())) != std::string::npos;) lines.replace(at, folder.path().string().size(), "DIR");
    return lines;
}

}  // namespace

TEST_CASE("what the settings name and the machine lacks is an error at its key") {
    const Folder folder;
    std::ofstream(folder.path() / "holds") << "a file";
    const std::string lines = findings(folder, std::string(everything_here) + "[rules]\n");
    CHECK(lines ==
          "onevoice.toml:12:13: error: 'directory': DIR/holds is not a directory\n"
          "onevoice.toml:17:9: error: 'tools': DIR/sbin/postqueue: No such file or directory\n"
          "onevoice.toml:17:9: error: 'tools': DIR/sbin/postsuper: No such file or directory\n"
          "onevoice.toml:17:9: error: 'tools': DIR/sbin/postcat: No such file or directory\n"
          "onevoice.toml:16:20: error: 'config_directory': DIR/postfix/main.cf: No such file or directory\n");
}

TEST_CASE("a machine that has everything has no findings") {
    const Folder folder;
    for (const char* name : {"holds", "postfix", "sbin"}) fs::create_directory(folder.path() / name);
    std::ofstream(folder.path() / "postfix/main.cf") << "";
    for (const char* tool : {"postqueue", "postsuper", "postcat"}) {
        const fs::path path = folder.path() / "sbin" / tool;
        std::ofstream(path) << "#!/bin/sh\n";
        fs::permissions(path, fs::perms::owner_all);
    }
    CHECK(findings(folder, everything_here) == "");
}

TEST_CASE("directories of files, users and groups are looked up") {
    const Folder folder;
    const std::string text =
        "[company]\nown_domains = 'shop.example'\n[milter]\nsocket = 'unix:/no-such-a/s'\nuser = 'no-such-user'\ngroup = 'no-such-group'\n"
        "control = '/no-such-b/c'\n[registry]\npath = '/no-such-c/r'\n[log]\nfile = '/no-such-d/l'\n";
    const std::string lines = findings(folder, text);
    for (const char* expected : {
             "onevoice.toml:4:10: error: 'socket': /no-such-a: No such file or directory\n",
             "onevoice.toml:5:8: error: 'user': there is no user 'no-such-user'\n",
             "onevoice.toml:6:9: error: 'group': there is no group 'no-such-group'\n",
             "onevoice.toml:7:11: error: 'control': /no-such-b: No such file or directory\n",
             "onevoice.toml:9:8: error: 'path': /no-such-c: No such file or directory\n",
             "onevoice.toml:11:8: error: 'file': /no-such-d: No such file or directory\n",
         }) {
        CAPTURE(expected);
        CAPTURE(lines);
        CHECK(lines.find(expected) != std::string::npos);
    }
}

TEST_CASE("an account that exists is no finding") {
    const Folder folder;
    const passwd* self = getpwuid(geteuid());
    REQUIRE(self != nullptr);
    const std::string lines =
        findings(folder, "[company]\nown_domains = 'shop.example'\n[milter]\nuser = '" + std::string(self->pw_name) + "'\n");
    CHECK(lines.find("'user'") == std::string::npos);
}
