#pragma once

#include "core/eth/block.h"
#include "core/opstack/rollup_config.h"

namespace opstack {

/// The parameters that rule the base fee of a block's child.
struct BaseFeeParameters {
    std::uint32_t denominator = 0;
    std::uint32_t elasticity = 0;
    std::uint64_t minBaseFee = 0; ///< Jovian

    friend bool operator==(const BaseFeeParameters&, const BaseFeeParameters&) = default;
};

/// The header's extraData at the time: empty before Holocene; then 0x00 ++ denominator ++ elasticity (9
/// bytes); from Jovian 0x01 ++ denominator ++ elasticity ++ minBaseFee (17 bytes). Where the parameters are
/// both zero the chain's constants of Canyon are written. Specification: holocene/exec-engine.md and
/// jovian/exec-engine.md, "Encoding".
Bytes encodeExtraData(
    const RollupConfig& config, std::uint64_t timestamp, const BaseFeeParameters& parameters);

/// The inverse for a header of that time, at or after Holocene. BadData when version or length are wrong or a
/// parameter of EIP-1559 is zero.
base::Result<BaseFeeParameters> parseExtraData(
    const RollupConfig& config, std::uint64_t timestamp, ByteView extraData);

/// The base fee of the block of that time after the parent. BadData when the parent has no base fee or, from
/// Holocene, no right extraData.
base::Result<Uint256> nextBaseFee(
    const RollupConfig& config, const eth::Header& parent, std::uint64_t timestamp);

} // namespace opstack
