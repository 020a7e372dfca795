// hostile_reader DIRECTORY…: reads every file of the directories through read(), and prints per file the time, the bytes of
// text and the oddities; at the end the worst time and the peak memory. Exit code 1 when a message could not be read.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "message/reading.h"

namespace {

using Clock = std::chrono::steady_clock;

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> files_of(const char* directory) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: hostile_reader DIRECTORY...\n");
        return 2;
    }
    onevoice::message::prepare_library();
    double worst = 0;
    std::string worst_file;
    std::size_t read_count = 0;
    int exit_code = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto& path : files_of(argv[i])) {
            const std::string raw = contents(path);
            const auto from = Clock::now();
            const auto reading = onevoice::message::read(raw);
            const double milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - from).count();
            ++read_count;
            if (milliseconds > worst) {
                worst = milliseconds;
                worst_file = path.filename();
            }
            if (!reading) {
                std::printf("%9.3f ms  ERROR  %s: %s\n", milliseconds, path.filename().c_str(),
                            reading.error().text().c_str());
                exit_code = 1;
                continue;
            }
            std::string oddities;
            for (const auto& oddity : reading->oddities) oddities += ' ' + oddity.code;
            std::printf("%9.3f ms %8zu bytes of text %3zu parts %3zu skipped  %s%s\n", milliseconds, reading->text.size(),
                        reading->parts, reading->attachments, path.filename().c_str(), oddities.c_str());
        }
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%zu messages, worst %.3f ms (%s), peak %ld KiB\n", read_count, worst, worst_file.c_str(), usage.ru_maxrss);
    return read_count == 0 ? 1 : exit_code;
}
