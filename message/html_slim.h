// HTML without what no reader of a mail sees, for the parser behind it: libxml2 spends a hundred instructions on every
// byte, and three quarters of what mail programs write are styles, attributes, comments and empty inline elements.
// Private to message/; any thread.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::message {

/// `html`, which has passed append_visible(), such that append_html_lines() reads the same lines from it: comments, scripts
/// and styles emptied, attributes that mean nothing to it left out, runs of blanks shortened, plain character references
/// decoded, and inline elements around nothing but text undone. From the first place on that is not written as expected
/// everything stays as it is, because only the parser knows how it repairs that. Linear. The view is into `store`.
[[nodiscard]] std::string_view slim_html(std::string_view html, std::string& store);

}  // namespace onevoice::message
