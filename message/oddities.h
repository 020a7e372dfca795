// Oddities: the notes about a message's defects, each code once, the first detail kept. Private to message/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "message/reading.h"

namespace onevoice::message {

/// Adds {code, detail}, cleaned for people, unless the code is there already: a mail of ten thousand bad lines gets one
/// note.
void note(std::vector<Oddity>& oddities, std::string_view code, std::string_view detail);

}  // namespace onevoice::message
