#include "core/wallet/fees.h"

#include <algorithm>

namespace wallet {
namespace {

using base::fail;
using base::Fault;
using base::Uint256;

/// geth's default of what a block builder takes: 0.001 Gwei.
constexpr Uint256 kLeastTip{1'000'000};
/// A million Gwei; the highest base fee in history was below 8,000.
constexpr Uint256 kAbsurdFee{1'000'000'000'000'000};

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
    const Uint256 tip = medianTip(history.tips);
    if (history.nextBaseFee > kAbsurdFee || tip > kAbsurdFee)
        return fail(Fault::BadData, "the node names a fee that nobody has ever paid");
    return Fees{.maxFeePerGas = history.nextBaseFee * Uint256{2} + tip,
        .maxPriorityFeePerGas = tip,
        .expectedPerGas = history.nextBaseFee + tip};
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
