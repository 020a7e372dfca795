#include "config/settings.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/grammar/golden.h"

using namespace onevoice;
using namespace onevoice::tests;
using config::Settings;

namespace {

const std::string minimal = "[company]\nown_domains = 'shop.example'\n";

Settings loaded(const std::string& text) {
    std::vector<grammar::Diagnostic> diagnostics;
    auto settings = config::load_text(text, "/etc/onevoice/onevoice.toml", diagnostics);
    CHECK(lines_of(diagnostics) == "");
    REQUIRE(settings.has_value());
    return *settings;
}

}  // namespace

TEST_CASE("the defaults are the documented ones") {
    const Settings settings = loaded(minimal);
    CHECK(settings.file == "/etc/onevoice/onevoice.toml");
    CHECK(settings.company.inside.size() == 6);
    CHECK(any_contains(settings.company.inside, "127.0.0.1"));
    CHECK(any_contains(settings.company.inside, "::1"));
    CHECK(any_contains(settings.company.inside, "172.31.0.1"));
    CHECK(any_contains(settings.company.inside, "fd12::1"));
    CHECK_FALSE(any_contains(settings.company.inside, "192.0.2.1"));
    CHECK(settings.company.shared_providers.empty());
    CHECK(settings.milter.socket.text() == "unix:/run/onevoice/milter.sock");
    CHECK(settings.milter.socket_mode == 0660);
    CHECK(settings.milter.user.empty());
    CHECK(settings.milter.group.empty());
    CHECK(settings.milter.control == "/run/onevoice/control.sock");
    CHECK(settings.milter.pid_file.empty());
    CHECK(settings.filter.mode == config::Mode::hold);
    CHECK(settings.filter.fail_mode == config::FailMode::pass);
    CHECK(settings.filter.bulk == config::BulkMode::annotate);
    CHECK(settings.filter.time_budget == Seconds{10});
    CHECK(settings.filter.reference_header == "X-OneVoice-Reference");
    CHECK(settings.rules.files == std::vector<std::string>{"/usr/share/onevoice/rules", "/etc/onevoice/rules.d"});
    CHECK(settings.registry.engine == "sqlite");
    CHECK(settings.registry.path == "/var/lib/onevoice/registry.sqlite");
    CHECK(settings.registry.key_file == "/var/lib/onevoice/registry.key");
    CHECK(settings.registry.journal == "/var/lib/onevoice/journal.jsonl");
    CHECK(settings.registry.retention == std::chrono::days{365});
    CHECK(settings.holds.directory == "/var/lib/onevoice/holds");
    CHECK(settings.holds.deadline == std::chrono::days{5});
    CHECK(settings.log.file == "/var/log/onevoice/onevoice.jsonl");
    CHECK(settings.log.syslog);
    CHECK(settings.mta.kind == "postfix");
    CHECK(settings.mta.config_directory == "/etc/postfix");
    CHECK(settings.mta.tools == "/usr/sbin");
    CHECK(settings.limits.message == 50u << 20);
    CHECK(settings.limits.header == 1u << 20);
    CHECK(settings.limits.header_fields == 2000);
    CHECK(settings.limits.parts == 1000);
    CHECK(settings.limits.depth == 50);
    CHECK(settings.limits.text == 1u << 20);
    CHECK(settings.limits.recipients == 1000);
    CHECK(settings.breaker.holds == 20);
    CHECK(settings.breaker.share == 5);
    CHECK(settings.breaker.window == std::chrono::hours{1});
}

TEST_CASE("what is written goes before the defaults") {
    const Settings settings = loaded(R"toml(
[company]
own_domains = ["Shop.Example", ".shop.example", "bücher.example", "xn--bcher-kva.example"]
inside = "192.0.2.0/24"
shared_providers = ["Mail.Example"]
[milter]
socket = "inet:8891@127.0.0.1"
socket_mode = "600"
user = "onevoice"
group = "postfix"
control = "run/control.sock"
pid_file = "run/pid"
[filter]
mode = "simulate"
fail_mode = "tempfail"
bulk = "skip"
time_budget = "1m"
reference_header = "X-Ref"
[rules]
files = ["rules", "/srv/*.toml"]
[registry]
path = "r.sqlite"
retention = "90d"
[holds]
directory = "h"
deadline = "12h"
[log]
file = "l.jsonl"
syslog = false
[mta]
config_directory = "/etc/postfix-out"
tools = "/opt/postfix/sbin"
[limits]
message = "1G"
header = 4096
header_fields = 10
parts = 1
depth = 2
text = "2K"
recipients = 1
)toml");
    CHECK(settings.company.own_domains == std::vector<std::string>{"shop.example", ".shop.example", "xn--bcher-kva.example"});
    REQUIRE(settings.company.inside.size() == 1);
    CHECK(settings.company.inside[0].text() == "192.0.2.0/24");
    CHECK(settings.company.shared_providers == std::vector<std::string>{"mail.example"});
    CHECK(settings.milter.socket.text() == "inet:8891@127.0.0.1");
    CHECK(settings.milter.socket_mode == 0600);
    CHECK(settings.milter.user == "onevoice");
    CHECK(settings.milter.group == "postfix");
    CHECK(settings.milter.control == "/etc/onevoice/run/control.sock");
    CHECK(settings.milter.pid_file == "/etc/onevoice/run/pid");
    CHECK(config::mode_name(settings.filter.mode) == "simulate");
    CHECK(config::fail_mode_name(settings.filter.fail_mode) == "tempfail");
    CHECK(config::bulk_mode_name(settings.filter.bulk) == "skip");
    CHECK(settings.filter.time_budget == Seconds{60});
    CHECK(settings.filter.reference_header == "X-Ref");
    CHECK(settings.rules.files == std::vector<std::string>{"/etc/onevoice/rules", "/srv/*.toml"});
    CHECK(settings.registry.path == "/etc/onevoice/r.sqlite");
    CHECK(settings.registry.key_file == "/var/lib/onevoice/registry.key");
    CHECK(settings.registry.retention == std::chrono::days{90});
    CHECK(settings.holds.directory == "/etc/onevoice/h");
    CHECK(settings.holds.deadline == std::chrono::hours{12});
    CHECK(settings.log.file == "/etc/onevoice/l.jsonl");
    CHECK_FALSE(settings.log.syslog);
    CHECK(settings.mta.config_directory == "/etc/postfix-out");
    CHECK(settings.mta.tools == "/opt/postfix/sbin");
    CHECK(settings.limits.message == 1u << 30);
    CHECK(settings.limits.header == 4096);
    CHECK(settings.limits.header_fields == 10);
    CHECK(settings.limits.parts == 1);
    CHECK(settings.limits.depth == 2);
    CHECK(settings.limits.text == 2048);
    CHECK(settings.limits.recipients == 1);
}

TEST_CASE("every mode is read as itself") {
    using config::BulkMode, config::FailMode, config::Mode;
    for (const Mode mode : {Mode::off, Mode::simulate, Mode::annotate, Mode::hold})
        CHECK(loaded(minimal + "[filter]\nmode = '" + std::string(config::mode_name(mode)) + "'\n").filter.mode == mode);
    for (const FailMode mode : {FailMode::pass, FailMode::tempfail, FailMode::hold})
        CHECK(loaded(minimal + "[filter]\nfail_mode = '" + std::string(config::fail_mode_name(mode)) + "'\n").filter.fail_mode == mode);
    for (const BulkMode mode : {BulkMode::skip, BulkMode::annotate, BulkMode::full})
        CHECK(loaded(minimal + "[filter]\nbulk = '" + std::string(config::bulk_mode_name(mode)) + "'\n").filter.bulk == mode);
}

TEST_CASE("a socket that everybody can write to is a warning and settings are still given") {
    std::vector<grammar::Diagnostic> diagnostics;
    CHECK(config::load_text(minimal + "[milter]\nsocket_mode = '0666'\n", "t", diagnostics).has_value());
    CHECK(lines_of(diagnostics) == "t:4:15: warning: 'socket_mode': '0666' lets everybody on this machine pretend to be the MTA\n");
}

TEST_CASE("the effective settings tell the place of each and are read back as the same") {
    const Settings settings = loaded(minimal + "[filter]\nmode = 'simulate'\n[limits]\ntext = 1500\n[log]\nfile = \"o'clock\\u0007.jsonl\"\n");
    const std::string text = config::effective(settings);
    CHECK(text.find("own_domains = ['shop.example']  # /etc/onevoice/onevoice.toml:2:15\n") != std::string::npos);
    CHECK(text.find("mode = 'simulate'  # /etc/onevoice/onevoice.toml:4:8\n") != std::string::npos);
    CHECK(text.find("text = 1500  # /etc/onevoice/onevoice.toml:6:8\n") != std::string::npos);
    CHECK(text.find("message = '50M'  # default\n") != std::string::npos);
    CHECK(text.find("time_budget = '10s'  # default\n") != std::string::npos);
    CHECK(text.find("\nuser = ") == std::string::npos);

    const Settings again = loaded(text);
    CHECK(again.log.file == "/etc/onevoice/o'clock\a.jsonl");
    CHECK(again.limits.text == 1500);
    CHECK(again.limits.message == settings.limits.message);
    CHECK(again.filter.mode == config::Mode::simulate);
    CHECK(again.company.inside == settings.company.inside);
}
