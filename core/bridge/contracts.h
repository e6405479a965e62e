#pragma once

#include "core/bridge/metering.h"
#include "core/bridge/network.h"
#include "core/rpc/chain.h"

namespace bridge {

/// The two chains of a network.
struct Route {
    const Network& network;
    rpc::Chain& l1;
    rpc::Chain& l2;
};

/// Mismatch when the L1 has no code at the network's bridge or portal, or when its SystemConfig names other
/// contracts than the network does. (A SystemConfig too old to name them is taken at our word.)
base::Result<void> checkContracts(const Route& route, std::stop_token stop);

/// The market's state as the portal and the SystemConfig answer.
base::Result<MeteringState> fetchMetering(const Route& route, std::stop_token stop);

/// What the L2 messenger says of a message that failed at first: true when somebody has replayed it.
base::Result<bool> isMessageSuccessful(rpc::Chain& l2, const base::Hash& messageHash, std::stop_token stop);

} // namespace bridge
