// The words for actions, modes and namings in rule files, settings, logs and statistics.
#include "rules/rule_set.h"

namespace onevoice::rules {

std::string_view action_name(Action action) {
    switch (action) {
        case Action::pass: return "pass";
        case Action::annotate: return "annotate";
        case Action::hold: return "hold";
    }
    return "unknown";
}

std::string_view conflict_kind_name(ConflictKind kind) {
    switch (kind) {
        case ConflictKind::acts: return "conflict";
        case ConflictKind::contradiction: return "contradiction";
        case ConflictKind::repetition: return "repetition";
    }
    return "unknown";
}

std::string_view naming_name(Naming naming) {
    switch (naming) {
        case Naming::mention: return "mention";
        case Naming::subject: return "subject";
        case Naming::field: return "field";
        case Naming::act: return "act";
    }
    return "unknown";
}

std::string_view mode_name(Mode mode) {
    switch (mode) {
        case Mode::off: return "off";
        case Mode::simulate: return "simulate";
        case Mode::annotate: return "annotate";
        case Mode::hold: return "hold";
    }
    return "unknown";
}

std::optional<Mode> mode_named(std::string_view name) {
    for (const Mode mode : {Mode::off, Mode::simulate, Mode::annotate, Mode::hold})
        if (mode_name(mode) == name) return mode;
    return std::nullopt;
}

}  // namespace onevoice::rules
