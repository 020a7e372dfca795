// The parts between the boundary lines of a multipart body (RFC 2046 section 5.1). Private to message/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onevoice::message {

struct Multipart {
    std::vector<std::string_view> parts;  ///< header and body of each, without the line end that belongs to the boundary
    bool opened = false;                  ///< at least one boundary line
    bool closed = false;                  ///< the closing line was there
    bool more_after_close = false;        ///< parts after the closing line; they are in `parts`
    bool cut = false;                     ///< more than `most` parts
};

/// `body` has "\n" line ends. A boundary line may have blanks at its end; a boundary that only begins like this one is
/// another's. A last part without closing line reaches to the end.
[[nodiscard]] Multipart split_multipart(std::string_view body, std::string_view boundary, std::size_t most);

/// The boundary that a body uses when its Content-Type does not say it, or not rightly: what follows "--" on the first
/// such line with a "Content-" field after it; or empty.
[[nodiscard]] std::string_view guess_boundary(std::string_view body);

}  // namespace onevoice::message
