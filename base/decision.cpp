#include "base/decision.h"

namespace onevoice {

std::string_view state_name(State state) {
    switch (state) {
        case State::pending: return "pending";
        case State::committed: return "committed";
        case State::held: return "held";
        case State::retracted: return "retracted";
        case State::superseded: return "superseded";
    }
    return "unknown";
}

std::optional<Thing> thing_of(const Decision& decision) {
    if (!decision.act.empty() || decision.keys.empty()) return std::nullopt;
    const auto& [name, key] = *decision.keys.begin();
    return Thing{name, key};
}

}  // namespace onevoice
