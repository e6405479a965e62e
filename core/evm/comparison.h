#pragma once

#include "core/evm/operation.h"

/// How the operations that compare belong together.
namespace evm {

/// What says the opposite.
Operation negated(Operation comparison);
/// The jump that a comparison decides.
Operation jumpOf(Operation comparison);
bool comparesWithNumber(Operation operation);
bool comparesWithSlot(Operation operation);

} // namespace evm
