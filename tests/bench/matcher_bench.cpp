// matcher_bench: what fingerprinting one mail costs as rules grow, over generated mails.
//
//   matcher_bench                  the whole table
//   matcher_bench PATTERNS BLOCKS [EVERY]  one row; under valgrind --tool=callgrind --toggle-collect='*Matcher::match*' for instructions
//
// Rules and mails are the same in every run. Ten patterns speak the words that the mails are made of, so candidates stand in
// every mail; all others have words of their own, as rules for other matters do. So a row shows what rules cost that a mail
// does not touch. In the last two rows every hundredth of them speaks of what the mails are about, too.
#include <fmt/format.h>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "rules/matcher.h"
#include "tests/rules/generated_mail.h"
#include "tests/rules/rules_to_match.h"

namespace {

using namespace onevoice;
using namespace onevoice::rules;
using Clock = std::chrono::steady_clock;

/// Instructions in user mode of this process, where the kernel lets us count them.
class Instructions {
public:
    Instructions() {
        perf_event_attr what{};
        what.type = PERF_TYPE_HARDWARE;
        what.size = sizeof what;
        what.config = PERF_COUNT_HW_INSTRUCTIONS;
        what.exclude_kernel = 1;
        file_ = static_cast<int>(syscall(SYS_perf_event_open, &what, 0, -1, -1, 0));
    }
    ~Instructions() {
        if (file_ >= 0) close(file_);
    }
    Instructions(const Instructions&) = delete;
    Instructions& operator=(const Instructions&) = delete;
    [[nodiscard]] bool possible() const { return file_ >= 0; }
    [[nodiscard]] long long count() const {
        long long value = 0;
        return file_ >= 0 && read(file_, &value, sizeof value) == sizeof value ? value : 0;
    }

private:
    int file_ = -1;
};

std::string own_word(std::mt19937& random) {
    static const char* parts[] = {"ba", "lo", "ri", "ten", "fu", "mer", "as", "kel", "due", "vor", "ge", "sti", "zan", "qui", "pol", "xer"};
    std::string out;
    for (int i = 0; i < 4; ++i) out += parts[random() % std::size(parts)];
    return out;
}

struct Size {
    std::size_t patterns = 0;
    std::size_t blocks = 0;
    std::size_t every = 0;  ///< of so many patterns one asks for words of the mails; 0: none
};

MatcherInput rules(const Size& size) {
    std::mt19937 random(1);
    test::GeneratedMail words(2);
    MatcherInput in;
    for (std::size_t i = 0; i < size.patterns; ++i) {
        std::string source = fmt::format(R"(\b{}\b.{{0,120}}?\b(?:{}|{})\b)", own_word(random), own_word(random), own_word(random));
        if (size.every != 0 && i % size.every == 0) source = fmt::format(R"(\b{}\b.{{0,120}}?\b(?:{}|{})\b)", words.word(), words.word(), words.word());
        if (i < 10) source = R"(\b(?:Bewerbung|Anfrage)\b.{0,120}?\babgelehnt\b)";
        in.patterns.push_back(test::pattern(fmt::format("p{}", i), fmt::format("act{}", i % 8), {source}));
    }
    for (const auto* source : {R"(\bnicht\b)", R"(\bkeine?[nrs]?\b)", R"(\bfalls\b)", R"(\bwenn\b)", R"(\bif\b)", R"(\bnot\b)", R"(\bwould have\b)", R"(\bne .{1,20} pas\b)"}) {
        in.guards.push_back(test::guard(source, "negation", {source}));
    }
    for (std::size_t i = 0; i < size.blocks; ++i) {
        std::string text = "Sehr geehrte Damen und Herren,\n\n";
        for (int w = 0; w < 80; ++w) text += (w % 3 == 0 ? words.word() : own_word(random)) + (w % 12 == 11 ? ". " : " ");
        in.text_blocks.push_back(test::text_block(fmt::format("b{}", i), fmt::format("act{}", i % 8), text + "\n\nMit freundlichen Grüßen"));
    }
    return in;
}

struct Row {
    double compile_ms = 0;
    double median_us = 0;
    double p99_us = 0;
    double instructions = 0;
    std::size_t acts = 0;
};

Row measure(const Size& size, std::size_t mails, std::size_t rounds, const Instructions& counter) {
    Row row;
    const auto begin = Clock::now();
    std::vector<grammar::Diagnostic> diagnostics;
    const auto matcher = Matcher::compile(rules(size), true, diagnostics);
    if (!matcher) {
        std::fputs(test::all(diagnostics).c_str(), stderr);
        std::exit(1);
    }
    row.compile_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();

    std::vector<message::OwnWords> words;
    for (std::size_t i = 0; i < mails; ++i) {
        test::GeneratedMail mail(static_cast<unsigned>(100 + i));
        words.push_back(test::own_words(mail.sentence(), "Sehr geehrte Damen und Herren,\n\n" + mail.body(8400) + "\n\nMit freundlichen Grüßen\nIda Muster"));
    }
    std::vector<double> times;
    const long long before = counter.count();
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const auto& mail : words) {
            const auto start = Clock::now();
            row.acts += matcher->match(mail, false).acts.size();
            times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
        }
    }
    row.instructions = static_cast<double>(counter.count() - before) / static_cast<double>(times.size());
    row.acts /= rounds;
    std::sort(times.begin(), times.end());
    row.median_us = times[times.size() / 2];
    row.p99_us = times[times.size() * 99 / 100];
    return row;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<Size> sizes{{100, 100}, {1000, 100}, {10'000, 100}, {100, 10'000}, {10'000, 10'000}, {100, 100, 100}, {10'000, 100, 100}};
    std::size_t mails = 100;
    std::size_t rounds = 5;
    if (argc == 3 || argc == 4) {
        const auto number = [&](int i) { return i < argc ? std::strtoul(argv[i], nullptr, 10) : 0; };
        sizes = {{number(1), number(2), number(3)}};
        mails = 20;
        rounds = 1;
    }
    const Instructions counter;
    fmt::print("{:>8} {:>8} {:>8} {:>11} {:>12} {:>9} {:>14} {:>6} {:>6}\n", "patterns", "blocks", "touching", "compile ms", "median us", "p99 us", "instructions", "acts", "ratio");
    double first = 0;
    for (const Size& size : sizes) {
        const Row row = measure(size, mails, rounds, counter);
        if (first == 0) first = row.median_us;
        const std::string instructions = counter.possible() ? fmt::format("{:.0f}", row.instructions) : "-";
        const std::size_t touching = 10 + (size.every == 0 ? 0 : size.patterns / size.every);
        fmt::print("{:>8} {:>8} {:>8} {:>11.0f} {:>12.1f} {:>9.1f} {:>14} {:>6} {:>6.2f}\n", size.patterns, size.blocks, touching, row.compile_ms, row.median_us, row.p99_us, instructions, row.acts,
                   row.median_us / first);
        std::fflush(stdout);
    }
    return 0;
}
