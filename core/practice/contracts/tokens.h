#pragma once

#include "core/practice/contracts/setup_chain.h"

namespace practice {

/// Queues the creation of the test tokens on L1.
base::Result<std::vector<Token>> createTokens(SetupChain& l1, const Role& deployer);

/// The deployer's next L2 transactions: for each token that the bridge can carry one that lets the factory
/// make its OptimismMintableERC20. Enters where that will be, if they are executed on this state.
base::Result<std::vector<eth::Transaction>> createL2Tokens(
    const Snapshot& l2, const Role& deployer, std::vector<Token>& tokens);

} // namespace practice
