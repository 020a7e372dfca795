// Entity: a message or one of its parts as libmailutils' mu_message_t. Private to message/. Of all that read() calls only
// this knows libmailutils, and only the pieces of it that are safe on hostile mail: the header over a validated block,
// and the body as a stream over memory. Its MIME parser, parameter parser, decoders and filters are not.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "message/header_block.h"

namespace onevoice::message {

/// One field; both views point into the entity that owns them.
struct Field {
    std::string_view name;
    std::string_view value;  ///< raw: folded and encoded as sent
};

/// Owned by one thread: libmailutils counts references without atomics.
class Entity {
public:
    /// Takes over the validated block; `block.body` must outlive the entity. Out of memory throws std::bad_alloc.
    explicit Entity(const HeaderBlock& block);

    [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
    /// The first field of that name, of any case; empty when absent.
    [[nodiscard]] std::string_view first(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string_view body() const { return body_; }

private:
    struct Unref {
        void operator()(void* message) const;
    };
    std::unique_ptr<void, Unref> message_;  ///< a mu_message_t
    std::vector<Field> fields_;             ///< views into its header
    std::string_view body_;
};

}  // namespace onevoice::message
