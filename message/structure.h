// The tree of a message's entities (RFC 2046). Private to message/.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "message/entity.h"
#include "message/parameters.h"
#include "message/reading.h"

namespace onevoice::message {

enum class Content { leaf, multipart, message };

struct Node {
    explicit Node(const HeaderBlock& block) : entity(block) {}

    Entity entity;
    Content content = Content::leaf;
    Parameters type;          ///< Content-Type; "text/plain" where the field is absent or no type at all
    std::string disposition;  ///< "attachment", "inline", … or empty
    std::vector<std::unique_ptr<Node>> children;  ///< parts of a multipart; the one message inside message/rfc822
};

/// Owns the tree and the bodies that had to be decoded to look inside; the rest are views into the message.
struct Structure {
    std::unique_ptr<Node> root;
    std::deque<std::string> decoded;
    std::size_t leaves = 0;
};

/// `text` has "\n" line ends and must outlive the result. What is beyond a limit is left out with an Oddity. A multipart
/// without a boundary line is read as one text.
[[nodiscard]] Structure parse_structure(std::string_view text, const Limits& limits, std::vector<Oddity>& oddities);

/// Copies `text` with CRLF made "\n".
[[nodiscard]] std::string unix_lines(std::string_view text);

}  // namespace onevoice::message
