// Session: what one match() needs beside the immutable rules, kept for the next message. Private to rules/.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "rules/prefilter.h"
#include "rules/regex.h"

namespace onevoice::rules {

struct Session {
    RegexScratch regex;
    PrefilterScratch prefilter;
    std::vector<LiteralHit> hits;
    /// Per expression: the unit where literal sets of it were last met, and which. Units are counted through all messages.
    struct Met {
        std::uint64_t unit = 0;
        std::uint8_t sets = 0;
    };
    std::vector<Met> met;
    std::uint64_t unit = 0;
};

/// As many sessions as messages were ever matched at the same time; each is used by one thread between take() and give().
class SessionPool {
public:
    [[nodiscard]] std::unique_ptr<Session> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) return nullptr;
        auto out = std::move(free_.back());
        free_.pop_back();
        return out;
    }
    void give(std::unique_ptr<Session> session) {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(session));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Session>> free_;
};

}  // namespace onevoice::rules
