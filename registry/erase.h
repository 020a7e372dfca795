// Real deletion: in small transactions that lock no other writer out for long, and with nothing left behind in the
// write-ahead log.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>

#include "registry/readers.h"
#include "registry/writer.h"

namespace onevoice::registry {

/// Reads outside of write transactions.
using Read = std::function<Result<void>(const Writer::Work&)>;

/// As Registry::purge().
Result<std::uint64_t> erase_expired(Writer& writer, const Read& read, Time now, const std::function<Seconds(std::string_view act)>& retention,
                                    std::chrono::milliseconds busy);

/// As Registry::forget().
Result<std::uint64_t> erase_contact(Writer& writer, const Contact& contact, std::chrono::milliseconds busy);

}  // namespace onevoice::registry
