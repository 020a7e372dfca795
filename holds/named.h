// LoggedName: a contact that a message calls by name or web address, as hold records and the hold log keep it. Its JSON form
// is the same in both, and is written and read here only.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "holds/json_text.h"

namespace onevoice::holds {

struct LoggedName {
    std::string contact;  ///< name of the contact group
    std::string place;    ///< where it stands: file:line:column
    std::string by;       ///< the name or web address of the group, in one spelling
    std::string words;    ///< of the message
    std::string where;    ///< act, field or subject
};

/// As the member "named" of the object that is open; nothing for an empty list.
void write_named(JsonText& out, const std::vector<LoggedName>& named);

/// Of the object that holds the member "named", if it does. Throws std::exception for a member of the wrong type.
[[nodiscard]] std::vector<LoggedName> named_of(const nlohmann::ordered_json& object);

}  // namespace onevoice::holds
