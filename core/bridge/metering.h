#pragma once

#include "core/base/result.h"
#include "core/base/uint256.h"

namespace bridge {

/// The portal's market for deposit gas as its contracts answer. OP Stack specification,
/// guaranteed-gas-market.md.
struct MeteringState {
    base::Uint256 prevBaseFee;
    std::uint64_t prevBoughtGas = 0;
    base::Uint256 maxResourceLimit;
    std::uint64_t elasticityMultiplier = 0;
    std::uint64_t baseFeeMaxChangeDenominator = 0;
    base::Uint256 maximumBaseFee;
};

/// The L2 gas that the bridge buys at most for an ETH deposit of this promise: the larger of what old and new
/// messengers take for the 164 bytes of its message.
std::uint64_t l2GasOfDeposit(std::uint32_t minGasLimit);

/// The L1 gas that a deposit of `l2Gas` may burn beyond today's estimate, when the block before was so full
/// that the next one raises the price. Zero in a market that is not above its target.
std::uint64_t spareGasFor(std::uint64_t l2Gas, const MeteringState& state);

/// Refused when the portal never sells so much in one block.
base::Result<void> requireSaleable(std::uint64_t l2Gas, const MeteringState& state);

} // namespace bridge
