#pragma once

#include "core/eth/transaction.h"
#include "core/rpc/chain.h"

namespace bridge {

/// What L2 takes for a transaction besides its gas, in Wei: for its data on L1 (by GasPriceOracle.getL1Fee)
/// and for the operator (getOperatorFee of its whole gas limit, where the chain has that). As of the newest
/// block; it moves with L1's fees. Specification: exec-engine.md, "L1-Cost fees" and isthmus/exec-engine.md.
base::Result<base::Uint256> fetchSurcharge(
    rpc::Chain& l2, const eth::Transaction& transaction, std::stop_token stop);

} // namespace bridge
