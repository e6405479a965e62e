#include "core/execution/fees.h"

namespace execution {

using evm::Revision;

namespace {

constexpr std::uint64_t kInitialBaseFee = 1'000'000'000; // EIP-1559
constexpr std::uint64_t kBlobBaseCost = 1 << 13;         // EIP-7918

constexpr std::uint64_t kDenominator = 8; // EIP-1559: BASE_FEE_MAX_CHANGE_DENOMINATOR

} // namespace

Uint256 baseFeeAfter(const eth::Header& parent)
{
    if (!parent.baseFeePerGas) return Uint256{kInitialBaseFee};
    const Uint256& fee = *parent.baseFeePerGas;
    const std::uint64_t target = parent.gasLimit / kElasticity;
    const auto change = [&](std::uint64_t distance) {
        return fee * Uint256{distance} / Uint256{target} / Uint256{kDenominator};
    };
    if (parent.gasUsed < target) return fee - change(target - parent.gasUsed);
    if (parent.gasUsed == target) return fee;
    return fee + std::max(Uint256{1}, change(parent.gasUsed - target));
}

std::uint64_t excessBlobGasAfter(const eth::Header& parent, const BlockRules& rules)
{
    if (!rules.blobs) return 0; // OP Stack: never any
    const BlobParameters& blobs = *rules.blobs;
    const std::uint64_t excess = parent.excessBlobGas.value_or(0), used = parent.blobGasUsed.value_or(0);
    const std::uint64_t target = blobs.target * kGasPerBlob;
    if (excess < target && used < target - excess) return 0;
    // EIP-7918: while blobs cost less than the gas to verify them, the target does not count.
    const bool isReserved = rules.revision >= Revision::Osaka &&
                            Uint256{kBlobBaseCost} * parent.baseFeePerGas.value_or(Uint256{}) >
                                Uint256{kGasPerBlob} * blobBaseFee(excess, blobs);
    if (isReserved) return excess + used * (blobs.max - blobs.target) / blobs.max;
    return excess + used - target;
}

/// fake_exponential(1, excess, fraction): the sum of excess^i / (fraction^i * i!).
Uint256 blobBaseFee(std::uint64_t excessBlobGas, const BlobParameters& parameters)
{
    const Uint256 fraction{parameters.baseFeeUpdateFraction};
    Uint256 sum, term = fraction;
    for (std::uint64_t i = 1; !term.isZero(); ++i) {
        const auto [total, overflow] = base::addOverflow(sum, term);
        Uint256 product;
        if (overflow || base::mulOverflows(term, Uint256{excessBlobGas}, product)) return Uint256::max();
        sum = total;
        term = product / (fraction * Uint256{i});
    }
    return sum / fraction;
}

std::optional<Uint256> effectiveGasPrice(const eth::Transaction& tx, const Uint256& baseFee)
{
    const bool hasTip =
        tx.type != eth::TransactionType::Legacy && tx.type != eth::TransactionType::AccessList;
    const Uint256& most = hasTip ? tx.maxFeePerGas : tx.gasPrice;
    if (most < baseFee) return std::nullopt;
    return hasTip ? baseFee + std::min(tx.maxPriorityFeePerGas, most - baseFee) : most;
}

} // namespace execution
