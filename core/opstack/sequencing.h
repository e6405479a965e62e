#pragma once

#include "core/opstack/payload_attributes.h"

/// How far L2 may be from L1. Specification: derivation.md, "Batch Queue".
namespace opstack {

/// How far an L2 block with transactions of users may be behind its L1 origin, in seconds, by the origin's
/// own time.
std::uint64_t maxSequencerDrift(const RollupConfig& config, std::uint64_t l1OriginTime);

/// Whether a batch of this epoch counts when L1 has it in that block.
bool isWithinWindow(const RollupConfig& config, std::uint64_t epoch, std::uint64_t inclusion);

} // namespace opstack
