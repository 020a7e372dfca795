// What one line of the hold log costs: the JSON line of a plain message and of a held one, and the line for syslog.
//
//   log_line_bench [ROUNDS]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "holds/log_line.h"

using namespace onevoice;
using Clock = std::chrono::steady_clock;

namespace {

holds::Entry plain() {
    holds::Entry entry;
    entry.at = parse_time("2026-03-16T10:00:00.125Z").value();
    entry.queue_id = "4Zx7Qk2N3vz1";
    entry.message_id = "20260316100000.4Zx7Qk2N3vz1@mail.shop.example";
    entry.department = "press";
    entry.login = "press";
    entry.client = "192.0.2.7";
    entry.sender = "press@shop.example";
    entry.recipients = {{"lena@blog.example", "pass", "pass", std::nullopt}};
    entry.mode = "hold";
    entry.rules = "0123456789abcdef";
    entry.microseconds = 1234;
    return entry;
}

holds::Entry held() {
    holds::Entry entry = plain();
    entry.event = holds::Event::held;
    entry.reference = "H0123456789AB";
    rules::Act act;
    act.act = "invite";
    act.evidence = "wir laden Sie herzlich zu unserem Pressetag am 24. März nach München ein";
    act.rule = "herzlich eingeladen";
    act.place = {"/usr/share/onevoice/rules/de/invite.toml", 31, 1};
    act.to = act.evidence.size();
    entry.acts = {act};
    holds::LoggedConflict conflict;
    conflict.rule = "invite after reject";
    conflict.rule_place = "/etc/onevoice/rules.d/ours.toml:7:1";
    conflict.act = act.act;
    conflict.evidence = act.evidence;
    conflict.evidence_rule = act.rule;
    conflict.earlier.decision.department = "affiliate";
    conflict.earlier.decision.act = "reject";
    conflict.earlier.decision.at = entry.at;
    conflict.earlier.decision.message_id = entry.message_id;
    conflict.left = Seconds(6566400);
    entry.recipients = {{"lena@blog.example", "hold", "hold", conflict}};
    return entry;
}

template <class Line>
void measure(const char* name, int rounds, const holds::Entry& entry, Line line) {
    std::size_t bytes = 0;
    const auto start = Clock::now();
    for (int i = 0; i < rounds; ++i) bytes += line(entry).size();
    const double spent = std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    std::printf("%-14s %6.2f us  %5zu bytes\n", name, spent / rounds, bytes / static_cast<std::size_t>(rounds));
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 100'000;
    measure("plain, JSON", rounds, plain(), holds::json_line);
    measure("held, JSON", rounds, held(), holds::json_line);
    measure("held, syslog", rounds, held(), holds::syslog_line);
}
