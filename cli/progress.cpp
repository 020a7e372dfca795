#include "cli/progress.h"

#include <unistd.h>

#include <iostream>
#include <string>

namespace onevoice::cli {

Progress::Progress(std::size_t total, bool quiet) : total_(total), shown_(!quiet && total > 1 && ::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (shown_ && done_ != 0) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::step() {
    ++done_;
    if (!shown_) return;
    const std::size_t percent = total_ == 0 ? 100 : done_ * 100 / total_;
    if (percent == drawn_percent_) return;
    drawn_percent_ = percent;
    draw();
}

void Progress::draw() const {
    constexpr std::size_t width = 40;
    const std::size_t filled = drawn_percent_ * width / 100;
    std::cerr << "\r[" << std::string(filled, '#') << std::string(width - filled, ' ') << "] " << done_ << '/' << total_ << std::flush;
}

}  // namespace onevoice::cli
