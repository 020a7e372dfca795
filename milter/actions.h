// An Outcome carried out over the milter protocol.
#pragma once

#include <libmilter/mfapi.h>

#include <string>

#include "filter/filter.h"

namespace onevoice::milter {

struct ReferenceHeader {
    std::string name;
    bool write_blank = false;  ///< SMFIP_HDR_LEADSPC was negotiated: the MTA puts no blank after the colon
};

/// Only at end of message. A hold is never combined with a reply text: MTAs that get both forget the hold. When an
/// action cannot be handed to the MTA the client is asked to come again: a message that should be held never passes.
[[nodiscard]] sfsistat apply(SMFICTX* context, const ReferenceHeader& header, const filter::Outcome& outcome);

}  // namespace onevoice::milter
