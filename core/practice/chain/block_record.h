#pragma once

#include "core/practice/chain/chain.h"

namespace practice {

/// A sealed block without its undo, as the archive keeps it: all that cannot be computed again. The hashes
/// and the blooms, which are most of a small block, can.
Bytes encodeRecord(const SealedBlock& block);
/// BadData when it is no such record.
base::Result<SealedBlock> parseRecord(ByteView record);

/// The accounts of a diff; its codes are kept elsewhere.
Bytes encodeAccounts(const evm::StateDiff& diff);
base::Result<evm::StateDiff> parseAccounts(ByteView encoded);

} // namespace practice
