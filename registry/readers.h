// A few reading connections that callers borrow. Readers never wait for the writer (WAL), nor for one another while one is free.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "registry/store.h"

namespace onevoice::registry {

class Readers {
public:
    Readers(std::string path, std::chrono::milliseconds busy) : path_(std::move(path)), busy_(busy) {}

    /// Any thread may call. The store sees one moment of the database during `work`.
    Result<void> read(const std::function<Result<void>(Store&)>& work);

private:
    std::string path_;
    std::chrono::milliseconds busy_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Store>> idle_;
    std::size_t lent_ = 0;
};

}  // namespace onevoice::registry
