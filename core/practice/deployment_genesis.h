#pragma once

#include "core/practice/contract_call.h"
#include "core/practice/deployment.h"

namespace practice {

/// Adds to an L1 state what its rules need and gives it a first block.
base::Result<execution::Genesis> makeL1Genesis(execution::MemoryState state, std::uint64_t time);

/// The configuration of a rollup whose first L1 block is that of the snapshot, read from the contracts there;
/// without forks and without its L2 genesis.
base::Result<opstack::RollupConfig> readRollupConfig(const Snapshot& l1, const Contracts& contracts);

/// Gives an L2 state a first block by the configuration, and enters it there.
base::Result<execution::Genesis> makeL2Genesis(execution::MemoryState state, opstack::RollupConfig& config);

/// 10,000 ETH for all practice accounts and roles.
base::Result<void> fundEverybody(execution::MemoryState& state, const Roles& roles);

} // namespace practice
