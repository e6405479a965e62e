#pragma once

#include "core/execution/chain_rules.h"

namespace execution {

inline constexpr std::uint64_t kGasPerBlob = 131'072; ///< EIP-4844
inline constexpr std::uint64_t kElasticity = 2;       ///< EIP-1559: ELASTICITY_MULTIPLIER

/// EIP-1559: the base fee of the block after `parent` on Ethereum. See opstack::nextBaseFee() for the OP
/// Stack.
Uint256 baseFeeAfter(const eth::Header& parent);

/// EIP-4844 with EIP-7918: the excess blob gas of the block after `parent`.
std::uint64_t excessBlobGasAfter(const eth::Header& parent, const BlockRules& rules);
/// EIP-4844. The greatest number when the fee would pass 256 bits.
Uint256 blobBaseFee(std::uint64_t excessBlobGas, const BlobParameters& parameters);

/// What every transaction has to pay per unit of gas under this base fee; nothing when it offers less.
std::optional<Uint256> effectiveGasPrice(const eth::Transaction& transaction, const Uint256& baseFee);

} // namespace execution
