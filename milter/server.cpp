#include "milter/server.h"

#include <libmilter/mfapi.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "config/assemble.h"
#include "milter/callbacks.h"
#include "milter/reload.h"
#include "milter/socket.h"
#include "milter/upkeep.h"

namespace onevoice::milter {
namespace {

// Signal handlers may only set flags and write to a descriptor.
std::atomic<bool> stop_wanted{false};
std::atomic<bool> reload_wanted{false};
int wake = -1;

void on_signal(int signal) {
    if (signal == SIGHUP)
        reload_wanted = true;
    else
        stop_wanted = true;
    const std::uint64_t one = 1;
    (void)!::write(wake, &one, sizeof one);
}

/// libmilter blocks these signals in its own threads and treats SIGHUP as a stop there; a handler in the main thread,
/// with SA_RESTART because libmilter takes an interrupted read for a failure, gets all of them.
void take_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGHUP, SIGTERM, SIGINT}) ::sigaction(signal, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

Result<void> open_milter_socket(const config::Settings::Milter& settings) {
    const std::string specification = settings.socket.text();
    if (Result<void> usable = check_milter_socket(specification); !usable) return usable;
    if (smfi_setconn(const_cast<char*>(specification.c_str())) != MI_SUCCESS)
        return Error{Kind::misconfigured, "opening the milter socket '" + specification + "': libmilter refused it"};
    // libmilter has neither chmod nor chown for its socket: the mode comes from the umask.
    const mode_t old = ::umask(static_cast<mode_t>(~settings.socket_mode & 0777U));
    const int opened = smfi_opensocket(true);
    ::umask(old);
    if (opened != MI_SUCCESS)
        return Error{Kind::misconfigured, "opening the milter socket '" + specification + "': libmilter could not bind it"};
    return {};
}

/// No message is lost by stopping early (the MTA would get a temporary failure), but a clean stop answers them all.
void drain() {
    constexpr auto patience = std::chrono::seconds(30);  // longer than any message may take
    const auto end = std::chrono::steady_clock::now() + patience;
    while (deciding_now() != 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

/// libmilter's listener sleeps up to five seconds with a lock held that smfi_stop() wants: connections wake it.
void stop_libmilter(const std::string& socket, std::thread& libmilter) {
    std::atomic<bool> stopped{false};
    std::thread stopper([&] {
        smfi_stop();
        libmilter.join();
        stopped = true;
    });
    while (!stopped) {
        wake_listener(socket);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    stopper.join();
}

/// The main thread's work while libmilter serves: signals, the control socket, the upkeep of registry and journal.
class MainLoop {
public:
    MainLoop(Daemon& daemon, CurrentSnapshot& current)
        : daemon_(daemon), current_(current), upkeep_(daemon.registry, daemon.journal, daemon.log, daemon.breaker, daemon.deliveries.get()) {}

    void run() {
        pollfd waiting[2] = {{wake, POLLIN, 0}, {daemon_.control.descriptor(), POLLIN, 0}};
        while (!stop_wanted) {
            constexpr int tick_ms = 1000;  // of the watchdog and the upkeep
            ::poll(waiting, 2, tick_ms);
            if ((waiting[0].revents & POLLIN) != 0) {
                std::uint64_t count = 0;
                (void)!::read(wake, &count, sizeof count);
            }
            if (reload_wanted.exchange(false)) reload(daemon_.settings, current_, daemon_.log);
            if ((waiting[1].revents & POLLIN) != 0)
                daemon_.control.serve([this](std::string_view request) { return answer(request); });
            upkeep_.tick(*current_.get());
            ::sd_notify(0, "WATCHDOG=1");
        }
    }

private:
    std::string answer(std::string_view request) {
        if (request == "reload") return to_json(reload(daemon_.settings, current_, daemon_.log));
        if (request == "status") {
            const auto snapshot = current_.get();
            nlohmann::json tripped = nlohmann::json::array();
            for (const holds::Trip& trip : daemon_.breaker.trips())
                tripped.push_back({{"rule", trip.rule}, {"at", format_time(trip.at)}, {"reason", holds::text_of(trip)}});
            return nlohmann::json{{"ok", true},
                                  {"pid", ::getpid()},
                                  {"rules", snapshot->rules->version()},
                                  {"mode", rules::mode_name(snapshot->policy.mode)},
                                  {"patterns", snapshot->rules->pattern_count()},
                                  {"text_blocks", snapshot->rules->text_block_count()},
                                  {"log_lines_lost", daemon_.log.lines_lost()},
                                  {"tripped", tripped}}
                .dump();
        }
        return nlohmann::json{{"ok", false}, {"messages", {"unknown request"}}}.dump();
    }

    Daemon& daemon_;
    CurrentSnapshot& current_;
    Upkeep upkeep_;
};

}  // namespace

Result<void> serve(Daemon daemon) {
    CurrentSnapshot current(daemon.snapshot);
    filter::Filter filter(daemon.registry, daemon.book, daemon.log, daemon.journal, daemon.breaker);
    const Services services{current, filter};
    wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    take_signals();

    if (!register_callbacks(services)) return Error{Kind::misconfigured, "starting: libmilter refused the callbacks"};
    if (Result<void> opened = open_milter_socket(daemon.settings.milter); !opened) return opened;

    std::atomic<int> served{MI_SUCCESS};
    std::thread libmilter([&] {
        served = smfi_main();
        stop_wanted = true;
        const std::uint64_t one = 1;
        (void)!::write(wake, &one, sizeof one);
    });
    log_started(daemon.log, *current.get());
    ::sd_notify(0, "READY=1");

    MainLoop(daemon, current).run();

    ::sd_notify(0, "STOPPING=1");
    stop_libmilter(daemon.settings.milter.socket.text(), libmilter);
    drain();
    log_stopped(daemon.log, *current.get());
    if (served != MI_SUCCESS) return Error{Kind::unavailable, "serving: libmilter ended with an error, see syslog"};
    return {};
}

}  // namespace onevoice::milter
