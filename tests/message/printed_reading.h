// A Reading as text that a person can check: the form of the files golden/*.reading.
#pragma once

#include <string>

#include "message/reading.h"

namespace onevoice::message {

[[nodiscard]] std::string printed(const Reading& reading);

}  // namespace onevoice::message
