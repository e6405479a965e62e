#pragma once

#include "core/opstack/output_root.h"
#include "core/practice/layers/l2.h"

namespace practice {

/// What the output root of an L2 block commits to, from the block and the state after it. NotYet above the
/// head.
base::Result<opstack::OutputRootProof> outputRootProofOf(Chain& l2, std::uint64_t number);
base::Result<Hash> outputRootOf(Chain& l2, std::uint64_t number);

/// The last L2 block that the data on L1 gives up to and with this L1 block.
std::uint64_t safeAsOf(const L2& l2, std::uint64_t l1Number);

} // namespace practice
