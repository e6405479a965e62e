#pragma once

#include "core/practice/contracts/deployment.h"

namespace practice {

/// From an L1 state on which everything is deployed.
base::Result<Deployment> deployCurrent(std::uint64_t genesisTime);
/// Permissionless and Classic, from creation bytecode.
base::Result<Deployment> deployBedrock(Generation generation, std::uint64_t genesisTime);

/// Everybody who runs the chain.
base::Result<Roles> practiceRoles();

} // namespace practice
