#pragma once

#include "core/eth/transaction.h"
#include "core/opstack/rollup_config.h"

#include <span>

namespace opstack {

/// The deposits that the first L2 block of a fork holds after the L1 attributes and the users' deposits, in
/// their order; none for most forks. They are the same on all chains. Specification: derivation.md of each
/// fork, "Network upgrade automation transactions".
std::span<const eth::Transaction> upgradeTransactions(Fork fork);

/// The gas that the block's limit is raised by for them: from Karst the sum of their limits, before it
/// nothing.
std::uint64_t upgradeGas(Fork fork);

} // namespace opstack
