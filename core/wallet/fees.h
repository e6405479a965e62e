#pragma once

#include "core/base/uint256.h"
#include "core/rpc/chain.h"

namespace wallet {

/// What a transaction offers for its gas, and what it will most likely pay. EIP-1559; Wei a gas.
struct Fees {
    base::Uint256 maxFeePerGas;
    base::Uint256 maxPriorityFeePerGas;
    base::Uint256 expectedPerGas; ///< the next block's base fee and the tip

    friend bool operator==(const Fees&, const Fees&) = default;
};

/// The recent blocks asked for, and the percentile of their tips.
inline constexpr std::uint64_t kFeeHistoryBlocks = 10;
inline constexpr unsigned kFeeHistoryPercentile = 50;

/// Wei per gas. The highest in history was below 8,000 Gwei: above this a node is not believed.
inline constexpr base::Uint256 kHighestBaseFee{10'000'000'000'000};

/// The median of recent tips (at least the least that nodes pass on), and room for the base fee to double:
/// six full blocks in a row. BadData when the history asks for what nobody would believe: a base fee above
/// any in history, or a tip above a hundred times the base fee (or 5 Gwei where the base fee is next to
/// nothing) or above 500 Gwei. A tip is really paid, whatever the base fee is: then the node lies or errs.
base::Result<Fees> suggestFees(const rpc::FeeHistory& history);

/// What a node without eth_feeHistory allows to know: the newest block's base fee with the most that one
/// block may add to it, and no tips. BadData for a block before EIP-1559.
base::Result<rpc::FeeHistory> historyFrom(const eth::Header& head);

/// Mismatch when the next base fee does not follow from the newest block's: it moves by an eighth a block,
/// and the two answers may be a few blocks apart.
base::Result<void> requireNear(const base::Uint256& nextBaseFee, const eth::Header& head);

/// The most that one transaction may pay for its gas, in Wei: nodes do not pass on more by default.
inline constexpr base::Uint256 kHighestFee{1'000'000'000'000'000'000};

/// Gas times price; BadData when it passes 2^256 - 1.
base::Result<base::Uint256> feeOf(std::uint64_t gas, const base::Uint256& pricePerGas);

/// EIP-7825: no transaction may have more gas.
inline constexpr std::uint64_t kMaxTransactionGas = 16'777'216;

/// The estimate with half as much again, as the state may change before the transaction runs, within
/// EIP-7825. Refused when the estimate itself is above that.
base::Result<std::uint64_t> gasLimitFor(std::uint64_t estimate);

} // namespace wallet
