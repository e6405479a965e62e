#include "core/bridge/withdrawal_forecast.h"

#include "core/opstack/predeploys.h"
#include "core/wallet/fees.h"

#include <algorithm>

namespace bridge {
namespace {

using base::Result;
using base::Uint256;

struct GasRange {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// A proof as L2 serves it: of a slot that nothing was written to, which is as deep as the others.
struct ProofSize {
    std::size_t nodes = 0;
    std::size_t bytes = 0;
};

Result<ProofSize> measureProof(rpc::Chain& l2, const std::stop_token& stop)
{
    const base::Hash slot;
    const rpc::AccountProof proof =
        TRY(l2.fetchProof(opstack::kL2ToL1MessagePasser, std::span(&slot, 1), rpc::BlockTag::latest(), stop));
    ProofSize size;
    for (const auto& proven : proof.slots)
        for (const base::Bytes& node : proven.proof) {
            ++size.nodes;
            size.bytes += node.size();
        }
    return size;
}

/// Measured on portal 4.6: 184,000 and 27,500 a node of few children; a full branch has four times the bytes
/// to be read and hashed. Calldata is taken as without zeros.
GasRange proveGas(const ProofSize& proof)
{
    constexpr std::uint64_t kFixed = 21'000 + 184'000;
    constexpr std::uint64_t kNode = 27'500;
    constexpr std::uint64_t kByte = 16;
    constexpr std::uint64_t kOtherCalldata = 1'000;
    const std::uint64_t least = kFixed + kNode * proof.nodes + kByte * (proof.bytes + kOtherCalldata);
    return {least, least + least / 2};
}

/// Measured: 211,000 to pay an address by the portal, 301,000 by messenger and bridge. At most the payment
/// takes all that it is promised.
GasRange finalizeGas(std::uint64_t minGasLimit)
{
    constexpr std::uint64_t kDirect = 211'000;
    constexpr std::uint64_t kByBridge = 301'000;
    return {kDirect, kByBridge + minGasLimit};
}

struct PriceRange {
    Uint256 least;
    Uint256 most;
};

Result<PriceRange> recentPrices(rpc::Chain& l1, const std::stop_token& stop)
{
    constexpr std::uint64_t kBlocks = 300;
    const auto claimed = TRY(l1.fetchFeeHistory(kBlocks, wallet::kFeeHistoryPercentile, stop));
    const rpc::FeeHistory& history = claimed.unproven();
    const wallet::Fees now = TRY(wallet::suggestFees(history));
    PriceRange range{history.nextBaseFee, history.nextBaseFee};
    for (const Uint256& fee : history.baseFees) {
        range.least = std::min(range.least, fee);
        // A base fee of that time that nobody would believe is not shown either.
        if (fee <= wallet::kHighestBaseFee) range.most = std::max(range.most, fee);
    }
    return PriceRange{range.least + now.maxPriorityFeePerGas, range.most + now.maxPriorityFeePerGas};
}

Result<FeeRange> feesOf(const GasRange& gas, const PriceRange& price)
{
    return FeeRange{TRY(wallet::feeOf(gas.least, price.least)), TRY(wallet::feeOf(gas.most, price.most))};
}

} // namespace

base::Result<WithdrawalForecast> forecastWithdrawal(const withdrawal::Pinned& l1, rpc::Chain& l2,
    const withdrawal::PortalRules& rules, std::uint64_t minGasLimit)
{
    WithdrawalForecast forecast;
    forecast.pace = TRY(withdrawal::readPace(l1, rules));
    const ProofSize proof = TRY(measureProof(l2, l1.stop()));
    const PriceRange prices = TRY(recentPrices(l1.chain(), l1.stop()));
    forecast.proofNodes = proof.nodes;
    forecast.prove = TRY(feesOf(proveGas(proof), prices));
    forecast.finalize = TRY(feesOf(finalizeGas(minGasLimit), prices));
    return forecast;
}

} // namespace bridge
