// What one message costs at each stage of its journey: processor time, and under callgrind instructions.
//
//   stage_bench DIRECTORY MESSAGES RULES…
//   valgrind --tool=callgrind --collect-atstart=no --toggle-collect='stage_*' stage_bench DIRECTORY 60 RULES…
//   callgrind_annotate --inclusive=yes callgrind.out.* | grep stage_
//
// DIRECTORY takes the registry and the log, and must lie on the disk that is to be measured. One message at a time, so
// every commit waits for the disk alone; the daemon groups those of several connections.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "filter/filter.h"
#include "filter/report.h"
#include "holds/log_line.h"
#include "registry/sqlite.h"
#include "tests/bench/daemon_mails.h"

using namespace onevoice;

namespace {

// What a stage leaves for the next one. Written outside the stages, so that callgrind counts their work alone.
struct Journey {
    std::shared_ptr<const filter::Snapshot> snapshot;
    registry::Registry* registry = nullptr;
    holds::Log* log = nullptr;
    filter::Envelope envelope;
    std::string raw;
    Time now{};
    std::optional<message::Reading> reading;
    message::OwnWords words;
    rules::Fingerprint fingerprint;
    holds::Entry entry;
    std::string line;
};

}  // namespace

// With external names: callgrind finds them by these.
[[gnu::noinline]] void stage_envelope(Journey& journey) {
    if (filter::skip_by_envelope(*journey.snapshot, journey.envelope)) std::abort();
}
[[gnu::noinline]] void stage_read(Journey& journey) { journey.reading = std::move(*message::read(journey.raw)); }
[[gnu::noinline]] void stage_words(Journey& journey) { journey.words = message::own_words(*journey.reading); }
[[gnu::noinline]] void stage_fingerprint(Journey& journey) { journey.fingerprint = journey.snapshot->rules->fingerprint(journey.words); }
[[gnu::noinline]] void stage_registry(Journey& journey) {
    if (journey.fingerprint.acts.empty()) return;  // as the journey does
    const rules::RuleSet& rules = *journey.snapshot->rules;
    const auto* department = rules.department_of({journey.envelope.login, journey.envelope.client, journey.envelope.sender});
    const auto contact = rules.contact_of(journey.envelope.recipients.front());
    registry::Proposal proposal;
    proposal.recipients.push_back({contact->address, contact->aliases, contact->organisation});
    proposal.decisions = filter::decisions_of(journey.fingerprint, *department, journey.reading->message_id, journey.now);
    proposal.message_id = journey.reading->message_id;
    proposal.at = journey.now;
    proposal.since = journey.now - rules.longest_window();
    const auto stored = journey.registry->decide(proposal, [&](std::span<const std::vector<EarlierDecision>> histories) {
        (void)rules.judge(journey.fingerprint, *department, *contact, histories.front(), journey.now, rules::Mode::hold);
        return std::vector<State>(histories.size(), State::pending);
    });
    if (!stored) std::abort();
}
[[gnu::noinline]] void stage_log_line(Journey& journey) { journey.line = holds::json_line(journey.entry); }
[[gnu::noinline]] void stage_log_write(Journey& journey) { journey.log->write(journey.entry); }

namespace {

double processor_time() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);  // the registry writes in a thread of its own
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

struct Stage {
    const char* name;
    void (*run)(Journey&);
    std::vector<double> times;
};

void prepare_entry(Journey& journey) {
    filter::Examination examined;
    examined.snapshot = journey.snapshot;
    examined.reading.message_id = journey.reading->message_id;
    examined.fingerprint = journey.fingerprint;
    examined.recipients.push_back({journey.envelope.recipients.front(), {}});
    journey.entry = filter::entry_of(examined, journey.envelope, journey.now);
    journey.entry.microseconds = 1234;
}

template <class Opened>
auto opened_or_exit(Opened opened) {
    if (opened) return std::move(*opened);
    std::fprintf(stderr, "stage_bench: %s\n", opened.error().text().c_str());
    std::exit(1);
}

}  // namespace

int main(int count, char** words) {
    if (count < 4) {
        std::fprintf(stderr, "usage: stage_bench DIRECTORY MESSAGES RULES...\n");
        return 64;
    }
    const std::string directory = words[1];
    const std::size_t messages = std::strtoull(words[2], nullptr, 10);
    message::prepare_library();

    std::vector<grammar::Diagnostic> diagnostics;
    rules::LoadOptions options;
    options.files.assign(words + 3, words + count);
    options.run_examples = false;
    auto rule_set = rules::RuleSet::load(options, diagnostics);
    for (const auto& diagnostic : diagnostics) std::fprintf(stderr, "%s\n", diagnostic.text().c_str());
    if (!rule_set) return 1;
    auto snapshot = std::make_shared<filter::Snapshot>();
    snapshot->rules = rule_set;
    snapshot->policy.own_domains = {"blattgold.example"};

    const auto registry = opened_or_exit(registry::open_sqlite({directory + "/stages.sqlite", directory + "/stages.key", Seconds(5)}));
    const auto log = opened_or_exit(holds::Log::open(directory + "/stages.jsonl", false));

    std::vector<Stage> stages = {{"envelope", stage_envelope, {}}, {"read", stage_read, {}},         {"own words", stage_words, {}}, {"fingerprint", stage_fingerprint, {}},
                                 {"registry", stage_registry, {}}, {"log line", stage_log_line, {}}, {"log line and write", stage_log_write, {}}};
    const auto mails = bench::business_mails({std::min<std::size_t>(messages, 300), 20, 1});
    Journey journey;
    journey.snapshot = snapshot;
    journey.registry = registry.get();
    journey.log = log.get();
    std::size_t bytes = 0, with_acts = 0, rightly = 0;
    for (std::size_t number = 0; number < messages; ++number) {
        const bench::BusinessMail& mail = mails[number % mails.size()];
        const std::string name = std::to_string(number);
        journey.envelope = {"10.0.0.7", mail.login, mail.sender, {"person" + name + "@firm" + std::to_string(number / 5) + ".example"}, "4jX" + name};
        journey.raw = "Message-ID: <" + name + "@blattgold.example>\r\n" + bench::raw(mail.wire);
        std::erase(journey.raw, '\r');  // the session makes line ends LF while it collects the body
        journey.now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        bytes += journey.raw.size();
        for (Stage& stage : stages) {
            if (stage.run == stage_log_line) prepare_entry(journey);
            const double before = processor_time();
            stage.run(journey);
            stage.times.push_back(processor_time() - before);
        }
        with_acts += !journey.fingerprint.acts.empty();
        rightly += journey.fingerprint.acts.empty() != mail.with_act;
    }

    std::printf("%zu messages, %.1f KB in the mean, %zu with acts (%zu as made)\n", messages, static_cast<double>(bytes) / static_cast<double>(messages) / 1e3, with_acts, rightly);
    std::printf("%-20s %12s %12s %12s\n", "CPU us per message", "mean", "p50", "p99");
    for (Stage& stage : stages) {
        std::ranges::sort(stage.times);
        double sum = 0;
        for (const double time : stage.times) sum += time;
        const auto at = [&](double share) { return stage.times[static_cast<std::size_t>(share * static_cast<double>(stage.times.size() - 1))]; };
        std::printf("%-20s %12.1f %12.1f %12.1f\n", stage.name, sum / static_cast<double>(messages), at(0.5), at(0.99));
    }
    return 0;
}
