// Mark: the role of a line while it is still being found out. Private to message/.
#pragma once

#include "message/reading.h"

namespace onevoice::message {

struct Mark {
    Role role = Role::own;
    bool sure = false;   ///< a container, an attribution or a header block says so: not given back to an emptied message
    bool fixed = false;  ///< the container says so
};

}  // namespace onevoice::message
