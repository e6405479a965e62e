#pragma once

#include "core/eth/transaction.h"
#include "core/opstack/rollup_config.h"

namespace opstack {

/// The call that sets the values of L1Block. Specification: deposits.md and
/// {ecotone,isthmus,jovian}/l1-attributes.md.
enum class L1AttributesFormat : std::uint8_t { Bedrock, Ecotone, Isthmus, Jovian };

/// What an L2 block knows of its L1 origin. Values that a format has no place for are zero.
struct L1Attributes {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;
    Uint256 baseFee;
    Hash hash;
    std::uint64_t sequenceNumber = 0; ///< of the L2 block in its epoch
    Address batcherAddress;
    Uint256 overhead, scalar; ///< Bedrock only
    Uint256 blobBaseFee;      ///< Ecotone
    std::uint32_t baseFeeScalar = 0;
    std::uint32_t blobBaseFeeScalar = 0;
    std::uint32_t operatorFeeScalar = 0; ///< Isthmus
    std::uint64_t operatorFeeConstant = 0;
    std::uint16_t daFootprintGasScalar = 0; ///< Jovian

    friend bool operator==(const L1Attributes&, const L1Attributes&) = default;
};

struct L1AttributesCall {
    L1AttributesFormat format = L1AttributesFormat::Bedrock;
    L1Attributes values;
};

Bytes encodeL1Attributes(L1AttributesFormat format, const L1Attributes& values);
/// Strict: the length is the format's and padding is zero. BadData otherwise; Unsupported for another
/// selector.
base::Result<L1AttributesCall> parseL1Attributes(ByteView calldata);

/// The format in the block of that time: the first block of a fork still has the format before.
L1AttributesFormat l1AttributesFormat(const RollupConfig& config, std::uint64_t l2Timestamp);

/// The first transaction of the L2 block of that time, in the format of the time.
eth::Transaction l1AttributesDeposit(
    const RollupConfig& config, const L1Attributes& values, std::uint64_t l2Timestamp);

} // namespace opstack
