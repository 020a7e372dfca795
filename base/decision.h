// Decision: what one message did to one contact, as the registry keeps it and conflict rules compare it.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace onevoice {

/// pending: the MTA was told to pass it on, and nothing has shown otherwise. committed: delivered, or released by
/// a reviewer. held: waiting, never counted as told. retracted: returned, refused or bounced. superseded: replaced by
/// a later decision of the same voice about the same matter. Conflict rules see pending and committed only.
enum class State { pending, committed, held, retracted, superseded };

[[nodiscard]] std::string_view state_name(State state);

/// What facts are about, such as the order with the number 4711: the name of a key, and the key itself, normalised.
struct Thing {
    std::string name;
    std::string key;

    friend auto operator<=>(const Thing&, const Thing&) = default;
};

/// An act, or, with an empty `act`, what a message states about one thing: `keys` then names that thing alone, `values`
/// what is stated.
struct Decision {
    std::string department;
    std::string voice;  ///< the voice that the department speaks with; its own name when it shares none
    std::string act;
    std::string about;  ///< the matter; empty when the rule names none
    std::map<std::string, std::string> keys;    ///< order, ticket, … number, normalised
    std::map<std::string, std::string> values;  ///< date, amount, … normalised
    Time at{};
    std::string message_id;  ///< without angle brackets
    State state = State::pending;
    std::uint64_t signature = 0;  ///< of an act's message: SimHash of its own words; 0: unknown

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// What the decision states something about; nothing for an act.
[[nodiscard]] std::optional<Thing> thing_of(const Decision& decision);

/// A decision that the registry found for a contact.
struct EarlierDecision {
    std::int64_t id = 0;
    Decision decision;
    bool same_contact = true;  ///< false: told to another contact of the same organisation
    std::string told_as;       ///< told to an address that nobody knew as the contact's, and this name or web address of it was
                               ///< in the message; empty: told to an address of the contact
};

}  // namespace onevoice
