// Byte sets: what a shorthand or a range of a pattern may begin with. Private to rules/.
#pragma once

#include "rules/regex_tree.h"

namespace onevoice::rules {

[[nodiscard]] inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; }

/// All bytes that characters outside ASCII begin with.
[[nodiscard]] ByteSet wide_bytes();

/// Adds an ASCII range, letters in both cases.
void add(ByteSet& set, char from, char to);

/// The set of \d \w \s and their like; false when `letter` names none. The wide half is a superset: all but \s and \h may
/// hold characters outside ASCII; of blanks, folded text has only those inside ASCII.
bool shorthand(char letter, ByteSet& set);

}  // namespace onevoice::rules
