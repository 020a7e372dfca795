// The JSON forms of `onevoice fingerprint --json` and `onevoice replay --json`. Both are an interface: docs/json.md.
#pragma once

#include <nlohmann/json.hpp>

#include "filter/journey.h"
#include "rules/fingerprint.h"

namespace onevoice::cli {

/// {"acts": […], "text_blocks": […]}
[[nodiscard]] nlohmann::ordered_json json_of(const rules::Fingerprint& fingerprint);

/// {"recipient": …, "verdict": …, "conflict": {"rule": …, "earlier": {…}}}
[[nodiscard]] nlohmann::ordered_json json_of(const filter::RecipientVerdict& verdict);

/// [{"contact": …, "by": …, "words": …, "where": …}]: those that the message is about, not those that it only mentions.
[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<rules::NamedContact>& named);

/// One line, ASCII only, without the line end.
[[nodiscard]] std::string line_of(const nlohmann::ordered_json& object);

}  // namespace onevoice::cli
