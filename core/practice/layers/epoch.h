#pragma once

#include "core/opstack/derivation.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// A block of L1 as the derivation of L2 sees it.
opstack::L1BlockRef l1BlockRef(
    const opstack::RollupConfig& config, const Chain& l1, const SealedBlock& l1Block);

/// A block of L1 with all that L2 is derived from.
base::Result<opstack::L1Input> l1InputOf(
    const opstack::RollupConfig& config, L1& l1, const SealedBlock& l1Block);

/// What every node makes the block after `parent` from when `origin` is its L1 origin, before transactions of
/// users. BadData when the origin cannot follow the parent's.
base::Result<execution::BlockAttributes> attributesAfter(const opstack::RollupConfig& config,
    const SealedBlock& parent, const Chain& l1, const SealedBlock& origin);

} // namespace practice
