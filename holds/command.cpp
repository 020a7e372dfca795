#include "holds/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

extern char** environ;

namespace onevoice::holds {
namespace {

class Pipe {
public:
    Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
    ~Pipe() {
        close_writer();
        if (open_) ::close(ends_[0]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] bool open() const { return open_; }
    [[nodiscard]] int reader() const { return ends_[0]; }
    [[nodiscard]] int writer() const { return ends_[1]; }
    void close_writer() {
        if (open_ && ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }

private:
    std::array<int, 2> ends_{-1, -1};
    bool open_ = false;
};

class SpawnActions {
public:
    SpawnActions() { ::posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

Error failed(const std::string& program, const std::string& cause) {
    return {Kind::unavailable, "running '" + program + "': " + cause};
}

/// Reads both pipes until both are closed; false when the time is up first.
bool read_all(const Pipe& out, const Pipe& err, CommandOutput& output, std::chrono::steady_clock::time_point end) {
    constexpr std::size_t kept_of_errors = 4096;
    std::array<pollfd, 2> waiting{{{out.reader(), POLLIN, 0}, {err.reader(), POLLIN, 0}}};
    std::array<char, 65536> chunk{};
    while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        if (left <= 0) return false;
        if (::poll(waiting.data(), waiting.size(), static_cast<int>(left)) < 0 && errno != EINTR) return false;
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i].fd < 0 || waiting[i].revents == 0) continue;
            const ssize_t got = ::read(waiting[i].fd, chunk.data(), chunk.size());
            if (got <= 0) {
                waiting[i].fd = -1;  // closed
            } else if (i == 0) {
                output.out.append(chunk.data(), static_cast<std::size_t>(got));
            } else if (output.err.size() < kept_of_errors) {
                output.err.append(chunk.data(), std::min(static_cast<std::size_t>(got), kept_of_errors - output.err.size()));
            }
        }
    }
    return true;
}

}  // namespace

Result<CommandOutput> run_command(const std::vector<std::string>& arguments, int seconds) {
    const std::string& program = arguments.front();
    Pipe out;
    Pipe err;
    if (!out.open() || !err.open()) return failed(program, std::strerror(errno));
    SpawnActions actions;
    ::posix_spawn_file_actions_addopen(actions.get(), 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(actions.get(), out.writer(), 1);
    ::posix_spawn_file_actions_adddup2(actions.get(), err.writer(), 2);
    std::vector<char*> argv;
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    pid_t child = 0;
    if (const int failure = ::posix_spawn(&child, program.c_str(), actions.get(), nullptr, argv.data(), environ); failure != 0)
        return failed(program, std::strerror(failure));
    out.close_writer();
    err.close_writer();

    CommandOutput output;
    const bool done = read_all(out, err, output, std::chrono::steady_clock::now() + std::chrono::seconds(seconds));
    if (!done) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!done) return failed(program, "not done after " + std::to_string(seconds) + " seconds");
    output.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return output;
}

}  // namespace onevoice::holds
