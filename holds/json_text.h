// JsonText: one JSON object written straight into a string, in printable ASCII. A log line is written for every message: a
// tree of values made first costs five times as much (tests/bench/log_line_bench.cpp).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onevoice::holds {

class JsonText {
public:
    JsonText() { out_.reserve(1024); }

    // Members of the object that is open. Names are the program's own and need no escaping.
    void text(std::string_view name, std::string_view value);
    /// Nothing for an empty value.
    void text_if_any(std::string_view name, std::string_view value);
    void number(std::string_view name, std::int64_t value);
    void truth(std::string_view name, bool value);
    void texts(std::string_view name, const std::vector<std::string>& values);
    void map(std::string_view name, const std::map<std::string, std::string>& values);

    void begin_array(std::string_view name);
    void begin_object(std::string_view name);
    /// An object in the array that is open, or the whole.
    void begin_object();
    void end_object() { out_ += '}'; }
    void end_array() { out_ += ']'; }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void separate();
    void name(std::string_view name);
    void quoted(std::string_view value);
    std::string out_;
};

}  // namespace onevoice::holds
