// What a filter does for an MTA in a second: generated business mail over several connections at once.
//
//   milter_load SOCKET [--connections N]… [--seconds S] [--messages N] [--act-percent P] [--mails N] [--warm-up S]
//
// One line of JSON per number of connections. A message's recipient is new each time, so nothing contradicts. The load
// ends after S seconds or N messages, whichever comes first; what the warm-up brought is not counted.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "tests/bench/daemon_client.h"
#include "tests/bench/daemon_mails.h"

using namespace onevoice::bench;
using Clock = std::chrono::steady_clock;

namespace {

struct Arguments {
    std::string socket;
    std::vector<int> connections;
    double seconds = 5;
    double warm_up = 0.5;
    std::size_t messages = 100'000'000;
    MailMix mix;
};

struct Load {
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> held{0}, annotated{0}, deferred{0}, failed{0};
    Clock::time_point counted, end;
    std::size_t messages = 0;
};

MailEnvelope envelope_of(const BusinessMail& mail, std::size_t number) {
    static const std::string run = std::to_string(::getpid());
    const std::string name = std::to_string(number) + "." + run;
    return {mail.sender, mail.login, {"person" + name + "@firm" + std::to_string(number / 5) + ".example"}, "4jX" + name, name + "@blattgold.example"};
}

/// The times of the counted messages, in microseconds.
std::vector<double> converse(const Arguments& wanted, const std::vector<BusinessMail>& mails, const std::vector<std::string>& packets, Load& load) {
    std::vector<double> times;
    Connection connection(wanted.socket);
    connection.client("10.0.0.7");
    for (;;) {
        const std::size_t number = load.next++;
        if (number >= load.messages || Clock::now() >= load.end) return times;
        const std::size_t which = number % mails.size();
        const Answer answer = connection.message(envelope_of(mails[which], number), packets[which]);
        if (!answer.quarantine.empty()) ++load.held;
        else if (answer.verdict == 't' || answer.verdict == 'y') ++load.deferred;
        else if (!answer.added.empty()) ++load.annotated;
        if (Clock::now() >= load.counted) times.push_back(answer.microseconds);
    }
}

int measure(const Arguments& wanted, const std::vector<BusinessMail>& mails, const std::vector<std::string>& packets, int connections) {
    Load load;
    load.messages = wanted.messages;
    const auto begin = Clock::now();
    load.counted = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(wanted.warm_up));
    load.end = load.counted + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(wanted.seconds));
    std::vector<std::vector<double>> times(static_cast<std::size_t>(connections));
    std::vector<std::thread> running;
    for (auto& own : times)
        running.emplace_back([&] {
            try {
                own = converse(wanted, mails, packets, load);
            } catch (const std::exception& error) {
                if (load.failed++ == 0) std::fprintf(stderr, "milter_load: %s\n", error.what());
            }
        });
    for (auto& thread : running) thread.join();
    const double took = std::chrono::duration<double>(Clock::now() - load.counted).count();
    std::vector<double> all;
    for (const auto& own : times) all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all);
    const auto at = [&](double share) { return all.empty() ? 0.0 : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]; };
    std::printf("{\"connections\": %d, \"messages\": %zu, \"seconds\": %.3f, \"per_second\": %.1f, \"p50_us\": %.0f, \"p99_us\": %.0f, \"worst_us\": %.0f, "
                "\"sent\": %zu, \"held\": %zu, \"annotated\": %zu, \"deferred\": %zu, \"failed\": %zu}\n",
                connections, all.size(), took, static_cast<double>(all.size()) / took, at(0.5), at(0.99), at(1), std::min(load.next.load(), load.messages),
                load.held.load(), load.annotated.load(), load.deferred.load(), load.failed.load());
    std::fflush(stdout);
    return load.failed == 0 ? 0 : 1;
}

bool read_arguments(int count, char** words, Arguments& out) {
    if (count < 2 || count % 2 != 0) return false;
    out.socket = words[1];
    for (int i = 2; i + 1 < count; i += 2) {
        const std::string name = words[i];
        const char* value = words[i + 1];
        if (name == "--connections") out.connections.push_back(std::atoi(value));
        else if (name == "--seconds") out.seconds = std::atof(value);
        else if (name == "--warm-up") out.warm_up = std::atof(value);
        else if (name == "--messages") out.messages = std::strtoull(value, nullptr, 10);
        else if (name == "--act-percent") out.mix.percent_with_act = static_cast<unsigned>(std::atoi(value));
        else if (name == "--mails") out.mix.count = std::strtoull(value, nullptr, 10);
        else return false;
    }
    if (out.connections.empty()) out.connections = {1, 8, 64};
    return out.mix.count != 0;
}

}  // namespace

int main(int count, char** words) {
    Arguments wanted;
    if (!read_arguments(count, words, wanted)) {
        std::fprintf(stderr, "usage: milter_load SOCKET [--connections N]... [--seconds S] [--messages N] [--act-percent P] [--mails N] [--warm-up S]\n");
        return 64;
    }
    try {
        const std::vector<BusinessMail> mails = business_mails(wanted.mix);
        const bool leading_blank = Connection(wanted.socket).leading_blank();
        std::vector<std::string> packets;
        for (const BusinessMail& mail : mails) packets.push_back(Packets::header_and_body(mail.wire, leading_blank));
        int status = 0;
        for (const int connections : wanted.connections) status |= measure(wanted, mails, packets, connections);
        return status;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "milter_load: %s\n", error.what());
        return 1;
    }
}
