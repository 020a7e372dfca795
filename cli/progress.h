// A progress bar on standard error, and only when that is a terminal.
#pragma once

#include <cstddef>

namespace onevoice::cli {

class Progress {
public:
    Progress(std::size_t total, bool quiet);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void step();

private:
    void draw() const;
    std::size_t total_;
    std::size_t done_ = 0;
    std::size_t drawn_percent_ = 101;
    bool shown_;
};

}  // namespace onevoice::cli
