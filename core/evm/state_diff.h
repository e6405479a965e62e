#pragma once

#include "core/evm/state_view.h"

#include <utility>
#include <vector>

namespace evm {

/// What happened to one account between the view and the end of the last finished transaction.
struct AccountDiff {
    Address address;
    bool exists = true;          ///< false: the account is gone, with all its storage
    bool storageCleared = false; ///< what the view has in its storage is gone; `storage` is then all there is
    std::uint64_t nonce = 0;
    Uint256 balance;
    Hash codeHash = eth::kEmptyCodeHash;
    /// Slots whose value differs from the view's, by rising slot; a zero value erases.
    std::vector<std::pair<Uint256, Uint256>> storage;

    friend bool operator==(const AccountDiff&, const AccountDiff&) = default;
};

/// Everything to be applied to the state the view stands for.
struct StateDiff {
    std::vector<AccountDiff> accounts; ///< by rising address; an account that is as in the view is left out
    std::vector<std::pair<Hash, Bytes>> codes; ///< new code by its hash, in order of the hash
};

} // namespace evm
