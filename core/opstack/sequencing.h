#pragma once

#include "core/opstack/payload_attributes.h"

/// How far L2 may be from L1. Specification: derivation.md, "Batch Queue".
namespace opstack {

/// How far an L2 block with transactions of users may be behind its L1 origin, in seconds, by the origin's
/// own time.
std::uint64_t maxSequencerDrift(const RollupConfig& config, std::uint64_t l1OriginTime);

/// Whether a batch of this epoch counts when L1 has it in that block.
bool isWithinWindow(const RollupConfig& config, std::uint64_t epoch, std::uint64_t inclusion);

/// The epoch of the block that must follow the safe head when L1 has been read up to `l1Head` and has no more
/// batches: once its sequencing window is over an epoch reaches, without them, up to the time of the next,
/// and has a block at least. Nothing while batches may still come. `nextOriginTime` is that of the L1 block
/// after the safe head's origin.
std::optional<std::uint64_t> forcedEpoch(const RollupConfig& config, const L2BlockRef& safeHead,
    std::uint64_t nextOriginTime, std::uint64_t l1Head);

} // namespace opstack
