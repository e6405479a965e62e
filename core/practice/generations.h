#pragma once

#include "core/practice/deployment.h"

namespace practice {

/// One for each Generation.
base::Result<Deployment> deployCurrent(std::uint64_t genesisTime);

/// Everybody who runs the chain.
base::Result<Roles> practiceRoles();

} // namespace practice
