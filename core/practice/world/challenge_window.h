#pragma once

#include "core/practice/world/world.h"

namespace practice {

/// The longest that a withdrawal waits that is proven now against a root proposed now, when nobody disputes
/// it: as the L1 contracts have it, asked of the L1 node by JSON-RPC. Nothing when nobody has to wait. Faults
/// as of rpc::Chain.
base::Result<std::optional<base::Seconds>> fetchChallengeWindow(World& world, std::stop_token stop);

} // namespace practice
