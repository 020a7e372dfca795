// Session: what one match() needs beside the immutable rules, kept for the next message. Private to rules/.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "rules/prefilter.h"
#include "rules/regex.h"

namespace onevoice::rules {

struct Session {
    RegexScratch regex;
    PrefilterScratch prefilter;
    std::vector<LiteralHit> hits;
    /// Per literal set: message and unit where it was last met, so that several of its literals in one unit count once.
    std::vector<std::uint64_t> met;
    /// Expression and unit in one number, and which of the expression's literal sets was met there.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> meetings;
    std::uint64_t message = 0;
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
