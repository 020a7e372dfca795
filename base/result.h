// Result<T>: a value, or the Error that a healthy program meets. Both are values; nothing here throws.
//
// Kinds tell the caller what to do: malformed (never retry), unavailable (retry later), misconfigured (the
// operator must act). A message is lower case, has no full stop, and names the step first, the object next
// and the cause last; a Place, where there is a file, stands in front of it.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace onevoice {

enum class Kind { malformed, unavailable, misconfigured };

/// A place in a file. line and column count from 1; 0 means unknown. Columns count bytes.
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;

    /// "file:line:column", with the unknown tail left off; empty without a file.
    [[nodiscard]] std::string text() const {
        std::string out = file;
        if (!file.empty() && line != 0) {
            out += ':' + std::to_string(line);
            if (column != 0) out += ':' + std::to_string(column);
        }
        return out;
    }
    friend bool operator==(const Place&, const Place&) = default;
};

struct Error {
    Kind kind = Kind::malformed;
    std::string what;
    Place place{};

    /// "file:line:column: what", or just what.
    [[nodiscard]] std::string text() const {
        const std::string where = place.text();
        return where.empty() ? what : where + ": " + what;
    }
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only after ok(): asking for a value that is not there is a bug and throws std::bad_variant_access.
    [[nodiscard]] T& value() & { return std::get<0>(held_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(held_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(held_)); }
    [[nodiscard]] const Error& error() const { return std::get<1>(held_); }

    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> held_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), ok_(false) {}

    [[nodiscard]] bool ok() const { return ok_; }
    explicit operator bool() const { return ok_; }
    [[nodiscard]] const Error& error() const { return error_; }

private:
    Error error_;
    bool ok_ = true;
};

}  // namespace onevoice
