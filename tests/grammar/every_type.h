// A grammar with every type of key, for the tests of this folder.
#pragma once

#include "grammar/grammar.h"

namespace onevoice::tests {

[[nodiscard]] const grammar::Grammar& every_type();

}  // namespace onevoice::tests
