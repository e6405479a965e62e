#include "core/execution/state_tries.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"

namespace execution {

using base::Hash;
using base::Uint256;

namespace {

std::vector<Hash> hashesOf(std::span<const base::ByteView> messages)
{
    std::vector<Hash> hashes(messages.size());
    crypto::keccak256Batch(messages, hashes);
    return hashes;
}

} // namespace

std::vector<Hash> slotKeys(std::span<const std::pair<Uint256, Uint256>> storage)
{
    std::vector<Hash> words;
    words.reserve(storage.size());
    for (const auto& [slot, value] : storage)
        words.push_back(slot.toHash());
    return hashesOf(std::vector<base::ByteView>(words.begin(), words.end()));
}

base::Result<void> applyStorage(trie::SparseTrie& trie, std::span<const std::pair<Uint256, Uint256>> storage)
{
    const std::vector<Hash> keys = slotKeys(storage);
    for (std::size_t i = 0; i < storage.size(); ++i)
        if (!storage[i].second.isZero()) TRY(trie.put(keys[i], eth::rlp::encodeNumber(storage[i].second)));
    for (std::size_t i = 0; i < storage.size(); ++i)
        if (storage[i].second.isZero()) TRY(trie.erase(keys[i]));
    return {};
}

base::Result<void> applyAccounts(trie::SparseTrie& trie, std::span<const AccountChange> changes)
{
    for (const AccountChange& change : changes)
        if (change.account) TRY(trie.put(change.key, eth::encodeAccount(*change.account)));
    for (const AccountChange& change : changes)
        if (!change.account) TRY(trie.erase(change.key));
    return {};
}

std::vector<Hash> accountKeys(std::span<const evm::AccountDiff> accounts)
{
    std::vector<base::ByteView> addresses;
    addresses.reserve(accounts.size());
    for (const evm::AccountDiff& account : accounts)
        addresses.push_back(account.address);
    return hashesOf(addresses);
}

} // namespace execution
