#pragma once

#include "core/practice/contracts/setup_chain.h"

namespace practice {

/// One of the embedded allocations.
base::Result<execution::MemoryState> unpackAllocation(ByteView brotli);

/// Puts Multicall3 at the address where programs look for it on every chain.
base::Result<void> addMulticall(execution::MemoryState& state);

/// Adds to an L1 state what its rules need and gives it a first block.
base::Result<execution::Genesis> makeL1Genesis(execution::MemoryState state, std::uint64_t time);

/// The configuration of a rollup whose first L1 block is that of the snapshot, read from the contracts there;
/// without forks and without its L2 genesis.
base::Result<opstack::RollupConfig> readRollupConfig(const Snapshot& l1, const Contracts& contracts);

/// Gives an L2 state a first block by the configuration, and enters it there.
base::Result<execution::Genesis> makeL2Genesis(execution::MemoryState state, opstack::RollupConfig& config);

/// 10,000 ETH for all practice accounts and roles.
base::Result<void> fundEverybody(execution::MemoryState& state, const Roles& roles);
/// The same on L1, where the deployer has what lockEther() takes besides.
base::Result<void> fundEverybodyOnL1(execution::MemoryState& state, const Roles& roles);

/// Queues a deposit of more ether than L2 begins with: without it, nobody could withdraw what he has there
/// from the first. Only L1 blocks after the rollup's first have deposits for L2.
base::Result<void> lockEther(SetupChain& l1, const Role& deployer, const Address& optimismPortal);

} // namespace practice
