#pragma once

#include "core/opstack/l1_fee.h"

namespace opstack {

/// What stands for a scalar of zero. Specification: jovian/exec-engine.md, "DA Footprint Block Limit".
inline constexpr std::uint16_t kDefaultDaFootprintGasScalar = 400;

/// The gas that a transaction's data counts for in the block's blobGasUsed from Jovian; deposits count
/// nothing.
std::uint64_t daFootprint(const DataSize& size, std::uint16_t daFootprintGasScalar);

} // namespace opstack
