#pragma once

#include "core/execution/chain_rules.h"

namespace execution {

/// The public chains of Ethereum, with all that differs between them: when their forks are, what their blobs
/// cost and which contract takes their deposits. A block of a later fork than they name is Unsupported.
const EthereumChain& mainnet();
const EthereumChain& sepolia();
const EthereumChain& hoodi();
/// Null for another.
const EthereumChain* ethereumChain(std::uint64_t chainId);

} // namespace execution
