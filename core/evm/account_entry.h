#pragma once

#include "core/evm/state_view.h"
#include "core/evm/storage_table.h"

#include <memory>
#include <optional>

namespace evm {

class Code;

/// An account while a block runs. Changed only by State.
struct AccountEntry {
    Address address;
    bool exists = false;
    bool touched = false;
    bool destroyed = false;
    bool storageCleared = false; ///< what the view has in its storage no longer counts
    bool codeLoaded = false;
    std::uint32_t warmIn = 0;    ///< the transaction in which it is warm (EIP-2929)
    std::uint32_t createdIn = 0; ///< the transaction in which it was created (EIP-6780)
    std::uint64_t nonce = 0;
    Uint256 balance;
    Hash codeHash = eth::kEmptyCodeHash;
    std::optional<eth::Account> before; ///< as in the view
    ByteView code;                      ///< when codeLoaded
    std::shared_ptr<Code> program;      ///< the code made ready to run, once it has been
    StorageTable storage;
    StorageTable transient; ///< EIP-1153: what a slot holds counts in the transaction that used it

    bool hasCode() const { return codeHash != eth::kEmptyCodeHash; }
    bool isEmpty() const { return nonce == 0 && balance.isZero() && !hasCode(); }
    /// EIP-7610: an address that has storage cannot be created on.
    bool hasStorage() const
    {
        return !storageCleared && before && before->storageRoot != eth::kEmptyTrieRoot;
    }
};

} // namespace evm
