#pragma once

#include "core/execution/block.h"

namespace execution {

/// A transaction that waits for a block.
struct PoolTransaction {
    eth::Transaction transaction;
    Address sender;
};
/// Why a waiting transaction did not get into the block.
struct LeftOut {
    std::size_t index; ///< in the pool
    std::string why;
};
struct BuiltBlock {
    eth::Block block;
    BlockOutcome outcome;
    std::vector<LeftOut> leftOut;
};

/// Builds and seals a block on the parent's state: first the transactions of the attributes, which must all
/// be valid, then those of the pool in their order, as far as they are valid at their place and fit. The
/// world is then the block's state.
base::Result<BuiltBlock> buildBlock(const ChainRules& rules, const eth::Header& parent,
    const BlockAttributes& attributes, std::span<const PoolTransaction> pool, World& world,
    const Surroundings& surroundings);

} // namespace execution
