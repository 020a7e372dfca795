#include "message/reading.h"

namespace onevoice::message {

std::string_view role_name(Role role) {
    switch (role) {
        case Role::subject: return "subject";
        case Role::own: return "own";
        case Role::quote: return "quote";
        case Role::forward: return "forward";
        case Role::signature: return "signature";
        case Role::disclaimer: return "disclaimer";
    }
    return "unknown";
}

}  // namespace onevoice::message
