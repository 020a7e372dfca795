// onevoice reload, status: talking to the running daemon over its control socket.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/terminal.h"

namespace onevoice::cli {
namespace {

Result<std::string> ask(const std::string& path, const std::string& request) {
    const auto failed = [&](const char* step) {
        return Error{Kind::unavailable, std::string(step) + " the daemon at '" + path + "': " + std::strerror(errno)};
    };
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error{Kind::misconfigured, "asking the daemon at '" + path + "': the path is longer than a socket's may be"};
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return failed("asking");
    // A reload compiles all rules and runs their examples: seconds. A daemon that hangs must not hang its operator too.
    constexpr timeval patience{60, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string reply;
    const std::string line = request + "\n";
    const bool asked = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                       ::send(descriptor, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
    if (!asked) {
        Error error = failed("asking");
        ::close(descriptor);
        return error;
    }
    std::array<char, 4096> chunk{};
    for (ssize_t got; (got = ::read(descriptor, chunk.data(), chunk.size())) > 0;) reply.append(chunk.data(), static_cast<std::size_t>(got));
    ::close(descriptor);
    if (reply.empty()) return Error{Kind::unavailable, "asking the daemon at '" + path + "': it gave no answer"};
    return reply;
}

std::string tripped_lines(const nlohmann::json& tripped) {
    std::string out;
    for (const auto& each : tripped)
        out += "tripped: " + printable(each.value("rule", "")) + " since " + each.value("at", "") + ": " + each.value("reason", "") +
               "; it is only simulated until onevoice rearm\n";
    return out;
}

Exit talk(const Invocation& invocation, const std::string& request, bool json) {
    const auto settings = load_settings(invocation);
    if (!settings) return Exit::misconfigured;
    const Result<std::string> reply = ask(settings->milter.control, request);
    if (!reply) return fail(reply.error());
    const auto answer = nlohmann::json::parse(*reply, nullptr, false);
    if (!answer.is_object()) return fail({Kind::unavailable, "asking the daemon: its answer is no JSON"});
    if (json) {
        std::cout << *reply;
    } else {
        for (const auto& message : answer.value("messages", nlohmann::json::array())) std::cerr << printable(message.get<std::string>()) << '\n';
        if (request == "status")
            std::cout << "pid " << answer.value("pid", 0) << ", rules " << answer.value("rules", "") << ", mode "
                      << answer.value("mode", "") << ", " << answer.value("patterns", 0) << " patterns, "
                      << answer.value("text_blocks", 0) << " text blocks, " << answer.value("log_lines_lost", 0) << " log lines lost\n"
                      << tripped_lines(answer.value("tripped", nlohmann::json::array()));
        else if (answer.value("ok", false))
            std::cout << "reloaded, rules " << answer.value("rules", "") << '\n';
        else
            std::cerr << "onevoice: not reloaded: the old rules " << answer.value("rules", "") << " stay in force\n";
    }
    return answer.value("ok", false) ? Exit::ok : Exit::no;
}

void add(CLI::App& app, Invocation& invocation, const std::string& name, const char* help) {
    const auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand(name, help);
    command->add_flag("--json", *json, "one JSON object");
    command->callback([&invocation, name, json] { invocation.status = talk(invocation, name, *json); });
}

}  // namespace

void add_daemon(CLI::App& app, Invocation& invocation) {
    add(app, invocation, "reload", "make the daemon read settings and rules anew; a broken file leaves the old ones in force");
    add(app, invocation, "status", "ask the daemon how it is");
}

}  // namespace onevoice::cli
