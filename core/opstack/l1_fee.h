#pragma once

#include "core/opstack/rollup_config.h"

namespace opstack {

/// The words of L1Block's storage that fees depend on, as they stand after the block's L1 attributes
/// transaction.
struct L1BlockWords {
    Uint256 baseFee;     ///< slot 1
    Uint256 scalars;     ///< slot 3: sequence number and, from Ecotone, the two scalars
    Uint256 overhead;    ///< slot 5
    Uint256 scalar;      ///< slot 6
    Uint256 blobBaseFee; ///< slot 7
    Uint256 operatorFee; ///< slot 8: operator fee and, from Jovian, the DA footprint's scalar
};
/// The slots of the members above, in their order.
inline constexpr std::array<std::uint64_t, 6> kL1BlockSlots = {1, 3, 5, 6, 7, 8};

/// The same, taken apart.
struct L1FeeParameters {
    Uint256 baseFee;
    Uint256 overhead, scalar; ///< before Ecotone
    Uint256 blobBaseFee;
    std::uint32_t baseFeeScalar = 0;
    std::uint32_t blobBaseFeeScalar = 0;
    std::uint32_t operatorFeeScalar = 0;
    std::uint64_t operatorFeeConstant = 0;
    std::uint16_t daFootprintGasScalar = 0;
};
L1FeeParameters toL1FeeParameters(const L1BlockWords& words);

/// What a transaction's bytes count for; made once, used by fee and footprint.
struct DataSize {
    std::uint64_t zeroBytes = 0;
    std::uint64_t otherBytes = 0;
    std::uint64_t fastLz = 0;
};
/// Of the signed EIP-2718 bytes.
DataSize measure(ByteView transaction);

/// The estimated compressed size times 10^6: max(100, -42.5856 + 0.8365 fastLz) in whole millionths.
/// Specification: fjord/exec-engine.md.
std::uint64_t estimatedSize(std::uint64_t fastLz);

/// The fee for the data that a transaction puts on L1. Deposits pay none: not to be called for them. Where
/// Ecotone is active but its values were never set, which is so in its first block only, Regolith's rule
/// holds.
Uint256 l1Fee(Fork fork, const L1FeeParameters& parameters, const DataSize& size);
/// The gas on L1 that the fee of this fork reckons with, as receipts over JSON-RPC show it.
Uint256 l1GasUsed(Fork fork, const L1FeeParameters& parameters, const DataSize& size);

/// Zero before Isthmus. Specification: isthmus/exec-engine.md and jovian/exec-engine.md, "Operator Fee".
Uint256 operatorFee(Fork fork, const L1FeeParameters& parameters, std::uint64_t gas);

} // namespace opstack
