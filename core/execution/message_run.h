#pragma once

#include "core/execution/transaction.h"

namespace execution {

/// Warms what a transaction makes warm. EIP-2929, EIP-2930, EIP-3651, EIP-7702.
void warmUp(BlockEnvironment& environment, const Candidate& candidate);
/// EIP-7702: lets each valid authority's account point to its delegate.
void applyAuthorizations(BlockEnvironment& environment, const eth::Transaction& transaction);

/// What a transaction's message left.
struct Spending {
    bool succeeded = false;
    std::uint64_t gasUsed = 0; ///< after refunds (EIP-3529) and the floor (EIP-7623)
    evm::Status status = evm::Status::Success;
    Bytes output; ///< returned or reverted with
};
/// Runs the call or creation of a transaction whose sender had `nonce` before it. The caller has taken the
/// fees and raised the nonce.
Spending runMessage(
    BlockEnvironment& environment, const Candidate& candidate, std::uint64_t nonce, const Uint256& gasPrice);

/// The receipt of what just ran, with the gas counted in the environment.
eth::Receipt takeReceipt(BlockEnvironment& environment, eth::TransactionType type, const Spending& spending);

} // namespace execution
