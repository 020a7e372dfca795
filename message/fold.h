// fold: text as phrases are compared: lower case, without accents, one blank between words. Private to message/.
#pragma once

#include <string>
#include <string_view>

namespace onevoice::message {

/// Unicode case folding; ä ö ü (composed or not) become ae oe ue, so that the three German spellings meet; other accents
/// go; typographic quotes and dashes become ' and -; invisible characters and asterisks (bold in plain text) go; every run
/// of blanks is one blank, none at either end. Takes any bytes; what is not UTF-8 is dropped.
[[nodiscard]] std::string fold(std::string_view text);

/// The same, added to the end of `out`: for many lines in one buffer.
void fold_onto(std::string& out, std::string_view text);

}  // namespace onevoice::message
