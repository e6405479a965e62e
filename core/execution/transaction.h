#pragma once

#include "core/evm/evm.h"
#include "core/execution/chain_rules.h"
#include "core/execution/l1_cost.h"

#include <algorithm>

namespace execution {

/// Where transactions of one block run, and what they have used up so far.
struct BlockEnvironment {
    const BlockRules& rules;
    const evm::BlockContext& block;
    evm::State& state;
    evm::Evm& evm;
    L1Costs l1Costs; ///< OP Stack
    std::uint64_t gasUsed = 0;
    std::uint64_t blobGasUsed = 0; ///< OP Stack from Jovian: the data-availability footprint

    /// What the transactions before have left of the block's gas.
    std::uint64_t gasLeft() const { return block.gasLimit - std::min(gasUsed, block.gasLimit); }
};

/// A transaction, who sent it, and its consensus encoding.
struct Candidate {
    const eth::Transaction& transaction;
    Address sender;
    ByteView encoded;
};

/// Validates the transaction and runs it. BadData when it may not stand in this block at this place, with the
/// reason, Unsupported for a deposit whose outcome nobody can tell (deposit.h); the state is then as before.
///
/// Ethereum: the Yellow Paper's sections 6 and 8 and the EIPs 155, 1559, 2028, 2929, 2930, 3529, 3607, 3651,
/// 3860, 4844, 7623, 7702, 7825. OP Stack: exec-engine.md and deposits.md with each fork's additions.
base::Result<eth::Receipt> applyTransaction(BlockEnvironment& environment, const Candidate& candidate);

} // namespace execution
