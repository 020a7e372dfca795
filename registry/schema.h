// The tables of the embedded registry, as the steps that lead from an empty file to today's schema.
#pragma once

#include <span>

namespace onevoice::registry {

/// Step n leads from schema n to schema n + 1. A step that was released is never changed; a new one is appended.
std::span<const char* const> schema_steps();

/// Marks a file as ours in its header (PRAGMA application_id): "1voc".
inline constexpr int application_id = 0x31766f63;

}  // namespace onevoice::registry
