#include "core/bridge/metering.h"

#include <algorithm>

namespace bridge {
namespace {

using base::Uint256;

/// The floor of the L1 base fee that the burnt gas is reckoned with, and the floor of the deposit gas price:
/// 1 Gwei.
constexpr Uint256 kGwei{1'000'000'000};

Uint256 nextBaseFee(const MeteringState& state, const Uint256& target)
{
    const Uint256 above = Uint256{state.prevBoughtGas} - target;
    const Uint256 delta = state.prevBaseFee * above / (target * Uint256{state.baseFeeMaxChangeDenominator});
    return std::min(state.prevBaseFee + delta, state.maximumBaseFee);
}

} // namespace

std::uint64_t l2GasOfDeposit(std::uint32_t minGasLimit)
{
    // Specification, messengers.md: the overheads, 64/63 of the promise, and 16 gas for each byte of call and
    // message.
    constexpr std::uint64_t kOverheads = 21'000 + 200'000 + 40'000 + 40'000 + 5'000;
    constexpr std::uint64_t kBytes = 164 + 260;
    return kOverheads + std::uint64_t{minGasLimit} * 64 / 63 + 16 * kBytes;
}

std::uint64_t spareGasFor(std::uint64_t l2Gas, const MeteringState& state)
{
    const Uint256 target = state.maxResourceLimit / Uint256{state.elasticityMultiplier};
    if (target.isZero() || state.baseFeeMaxChangeDenominator == 0 || Uint256{state.prevBoughtGas} <= target)
        return 0;
    // With the L1 base fee at its floor the burn is largest.
    const Uint256 rise = nextBaseFee(state, target) - state.prevBaseFee;
    const Uint256 gas = Uint256{l2Gas} * rise / kGwei;
    return gas.fitsUint64() ? gas.low64() : ~0ull;
}

base::Result<void> requireSaleable(std::uint64_t l2Gas, const MeteringState& state)
{
    if (Uint256{l2Gas} <= state.maxResourceLimit) return {};
    return base::fail(base::Fault::Refused,
        "the deposit needs " + std::to_string(l2Gas) + " gas of L2, and the portal sells at most " +
            base::toDecimal(state.maxResourceLimit) + " in one L1 block: promise less gas to the call on L2");
}

} // namespace bridge
