#pragma once

#include "core/base/bytes.h"

#include <string_view>

/// What makes deposit transactions of equal content differ. Specification: deposits.md, "Source hash
/// computation".
namespace opstack {

/// Of a user's deposit; the index is the log's in its whole L1 block.
base::Hash userDepositSource(const base::Hash& l1BlockHash, std::uint64_t logIndex);
/// Of the L1 attributes transaction; the number is the L2 block's in its epoch.
base::Hash l1AttributesSource(const base::Hash& l1BlockHash, std::uint64_t sequenceNumber);
/// Of a network upgrade's transaction, by the specification's sentence about what it is for.
base::Hash upgradeSource(std::string_view intent);

} // namespace opstack
