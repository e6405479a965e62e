#include "core/wallet/fees.h"

#include "core/eth/units.h"

#include <algorithm>

namespace wallet {
namespace {

using base::fail;
using base::Fault;
using base::Uint256;

/// geth's default of what a block builder takes: 0.001 Gwei.
constexpr Uint256 kLeastTip{1'000'000};
constexpr Uint256 kGwei{1'000'000'000};
constexpr Uint256 kHighestTip = Uint256{500} * kGwei;
/// Where the base fee is next to nothing, tips are not.
constexpr Uint256 kUsualTip = Uint256{5} * kGwei;
constexpr Uint256 kTipsABaseFee{100};

std::string inGwei(const Uint256& wei)
{
    return eth::formatAmount(wei, eth::kGweiDecimals) + " Gwei";
}

Uint256 medianTip(std::vector<Uint256> tips)
{
    if (tips.empty()) return kLeastTip;
    const auto middle = tips.begin() + static_cast<std::ptrdiff_t>(tips.size() / 2);
    std::ranges::nth_element(tips, middle);
    return std::max(*middle, kLeastTip);
}

} // namespace

base::Result<Fees> suggestFees(const rpc::FeeHistory& history)
{
    const Uint256& baseFee = history.nextBaseFee;
    if (baseFee > kHighestBaseFee)
        return fail(Fault::BadData,
            "the node names a base fee of " + inGwei(baseFee) + ", which nobody has ever paid");
    const Uint256 tip = medianTip(history.tips);
    const Uint256 highestTip = std::min(kHighestTip, std::max(kTipsABaseFee * baseFee, kUsualTip));
    if (tip > highestTip)
        return fail(Fault::BadData, "the node asks for a tip of " + inGwei(tip) + " at a base fee of " +
                                        inGwei(baseFee) + ": more than " + inGwei(highestTip) +
                                        " is not believed");
    return Fees{.maxFeePerGas = baseFee * Uint256{2} + tip,
        .maxPriorityFeePerGas = tip,
        .expectedPerGas = baseFee + tip};
}

base::Result<rpc::FeeHistory> historyFrom(const eth::Header& head)
{
    if (!head.baseFeePerGas) return fail(Fault::BadData, "the newest block has no base fee");
    if (*head.baseFeePerGas > kHighestBaseFee)
        return fail(Fault::BadData, "the newest block has a base fee that nobody has ever paid");
    rpc::FeeHistory history;
    history.nextBaseFee = *head.baseFeePerGas + *head.baseFeePerGas / Uint256{8};
    return history;
}

base::Result<void> requireNear(const base::Uint256& nextBaseFee, const eth::Header& head)
{
    // Near zero the steps are of one Wei, which is any ratio.
    constexpr Uint256 kNothing{1'000};
    if (!head.baseFeePerGas || *head.baseFeePerGas > kHighestBaseFee || nextBaseFee > kHighestBaseFee)
        return {};
    const Uint256& paid = *head.baseFeePerGas;
    const bool isNear =
        nextBaseFee <= paid * Uint256{2} + kNothing && paid <= nextBaseFee * Uint256{2} + kNothing;
    if (isNear) return {};
    return fail(Fault::Mismatch, "the node names a next base fee of " + inGwei(nextBaseFee) +
                                     ", and its newest block has one of " + inGwei(paid));
}

base::Result<base::Uint256> feeOf(std::uint64_t gas, const base::Uint256& pricePerGas)
{
    Uint256 fee;
    if (base::mulOverflows(Uint256{gas}, pricePerGas, fee))
        return fail(Fault::BadData, "the fee passes all numbers");
    return fee;
}

base::Result<std::uint64_t> gasLimitFor(std::uint64_t estimate)
{
    if (estimate > kMaxTransactionGas)
        return fail(
            Fault::Refused, "the transaction needs more gas than any transaction may have (EIP-7825)");
    return std::min(estimate + estimate / 2, kMaxTransactionGas);
}

} // namespace wallet
