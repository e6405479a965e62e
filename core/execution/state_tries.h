#pragma once

#include "core/evm/state_diff.h"
#include "core/trie/sparse_trie.h"

namespace execution {

/// The keccak-256 of each slot as a 32-byte word: its key in a storage trie.
std::vector<base::Hash> slotKeys(std::span<const std::pair<base::Uint256, base::Uint256>> storage);

/// Puts the values into the trie and erases those that are zero. Erasures come last: fewer siblings are then
/// needed.
base::Result<void> applyStorage(
    trie::SparseTrie& trie, std::span<const std::pair<base::Uint256, base::Uint256>> storage);

/// An account to be put, or erased where there is none.
struct AccountChange {
    base::Hash key; ///< keccak-256 of the address
    std::optional<eth::Account> account;
};
base::Result<void> applyAccounts(trie::SparseTrie& trie, std::span<const AccountChange> changes);

/// The keccak-256 of each address.
std::vector<base::Hash> accountKeys(std::span<const evm::AccountDiff> accounts);

} // namespace execution
