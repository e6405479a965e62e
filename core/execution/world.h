#pragma once

#include "core/evm/state_diff.h"
#include "core/evm/state_view.h"

namespace execution {

/// A state that blocks are executed on. Two kinds: a stored one (MemoryState) and a witness of one
/// (WitnessState).
struct World : evm::StateView {
    /// Makes the changes part of the state and gives its new root.
    virtual base::Result<base::Hash> commit(const evm::StateDiff& changes) = 0;
    /// The root that commit() would give. Receipts before Byzantium hold one.
    virtual base::Result<base::Hash> rootAfter(const evm::StateDiff& changes) const = 0;
    /// Of the account's storage as it now stands.
    virtual base::Result<base::Hash> storageRoot(const base::Address& address) const = 0;
    /// Fails when anything that was read could not be known: what was computed from it is then void.
    virtual base::Result<void> check() const = 0;
};

} // namespace execution
