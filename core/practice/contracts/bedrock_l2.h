#pragma once

#include "core/practice/contracts/contract_codes.h"
#include "core/practice/contracts/deployment.h"

namespace practice {

/// The state that the L2 of contracts-bedrock 0.17.3 begins with, at Ecotone: every predeploy (without the
/// governance token, which a chain may leave out), by running constructors and initializers in the genesis
/// block of `rollup`; the preinstalls as they are everywhere.
base::Result<execution::MemoryState> makeBedrockL2State(
    const ContractCodes& codes, const opstack::RollupConfig& rollup, const Contracts& l1, const Roles& roles);

} // namespace practice
