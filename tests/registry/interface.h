// What every engine must keep, written once as a function over Registry.
#pragma once

#include "registry/registry.h"

namespace onevoice::registry {

/// Call from a TEST_CASE with an empty registry; each SUBCASE inside runs the test case anew.
void keeps_the_interface(Registry& registry);

/// The part of it that is about facts.
void keeps_facts_apart(Registry& registry);

}  // namespace onevoice::registry
