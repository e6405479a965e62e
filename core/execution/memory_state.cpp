#include "core/execution/memory_state.h"

#include "core/crypto/keccak.h"
#include "core/execution/state_tries.h"

#include <algorithm>

namespace execution {

using base::Address;
using base::Hash;
using base::Uint256;
using trie::SparseTrie;

void MemoryState::Tree::dropWhenBloated()
{
    constexpr std::size_t kSlack = 64 * 1024, kFactor = 4;
    if (trie && trie->footprint() > kFactor * footprint + kSlack) trie.reset();
}

void MemoryState::put(const Address& address, std::uint64_t nonce, const Uint256& balance,
    base::ByteView code, std::span<const std::pair<Uint256, Uint256>> storage)
{
    Stored stored;
    stored.account = {nonce, balance, eth::kEmptyTrieRoot, eth::kEmptyCodeHash};
    for (const auto& [slot, value] : storage)
        if (!value.isZero()) stored.storage.insert_or_assign(slot, value);
    if (!stored.storage.empty()) stored.account.storageRoot = storageTrie(stored).root();
    if (!code.empty()) {
        stored.account.codeHash = crypto::keccak256(code);
        m_codes.try_emplace(
            stored.account.codeHash, std::make_shared<const base::Bytes>(base::toBytes(code)));
    }
    m_accounts.insert_or_assign(address, std::move(stored));
    m_tree = {};
}

Hash MemoryState::root()
{
    return accountTrie().root();
}

std::vector<base::Bytes> MemoryState::accountProof(const Hash& key)
{
    root();
    return accountTrie().proof(key).value();
}

std::vector<base::Bytes> MemoryState::storageProof(const Address& address, const Hash& key)
{
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return {};
    SparseTrie& trie = storageTrie(found->second);
    trie.root();
    return trie.proof(key).value();
}

std::optional<eth::Account> MemoryState::account(const Address& address) const
{
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return std::nullopt;
    return found->second.account;
}

base::ByteView MemoryState::code(const Hash& codeHash) const
{
    const auto found = m_codes.find(codeHash);
    return found == m_codes.end() ? base::ByteView() : base::ByteView(*found->second);
}

Uint256 MemoryState::storage(const Address& address, const Uint256& slot) const
{
    const auto found = m_accounts.find(address);
    if (found == m_accounts.end()) return {};
    const auto value = found->second.storage.find(slot);
    return value == found->second.storage.end() ? Uint256{} : value->second;
}

/// The trie of all accounts, made when it is not there.
SparseTrie& MemoryState::accountTrie()
{
    if (m_tree.trie) return *m_tree.trie;
    m_tree.trie = std::make_unique<SparseTrie>();
    for (const auto& [address, stored] : m_accounts)
        CHECK(m_tree.trie->put(crypto::keccak256(address), eth::encodeAccount(stored.account)).has_value());
    m_tree.footprint = m_tree.trie->footprint();
    return *m_tree.trie;
}

SparseTrie& MemoryState::storageTrie(Stored& stored)
{
    if (stored.tree.trie) return *stored.tree.trie;
    stored.tree.trie = std::make_unique<SparseTrie>();
    const std::vector<std::pair<Uint256, Uint256>> entries(stored.storage.begin(), stored.storage.end());
    CHECK(applyStorage(*stored.tree.trie, entries).has_value());
    stored.tree.footprint = stored.tree.trie->footprint();
    return *stored.tree.trie;
}

/// The account after the change, or null when it is gone.
MemoryState::Stored* MemoryState::apply(const evm::AccountDiff& change)
{
    if (!change.exists) {
        m_accounts.erase(change.address);
        return nullptr;
    }
    Stored& stored = m_accounts[change.address];
    stored.account.nonce = change.nonce;
    stored.account.balance = change.balance;
    stored.account.codeHash = change.codeHash;
    if (change.storageCleared) {
        stored.storage.clear();
        stored.tree = {};
    }
    if (!change.storage.empty())
        CHECK(applyStorage(storageTrie(stored), change.storage).has_value());
    else if (change.storageCleared)
        stored.account.storageRoot = eth::kEmptyTrieRoot;
    for (const auto& [slot, value] : change.storage) {
        if (value.isZero())
            stored.storage.erase(slot);
        else
            stored.storage.insert_or_assign(slot, value);
    }
    return &stored;
}

base::Result<Hash> MemoryState::commit(const evm::StateDiff& changes)
{
    for (const auto& [hash, code] : changes.codes)
        m_codes.try_emplace(hash, std::make_shared<const base::Bytes>(code));
    accountTrie(); // of the accounts as they were
    std::vector<Stored*> touched;
    std::vector<SparseTrie*> tries;
    for (const evm::AccountDiff& change : changes.accounts) {
        touched.push_back(apply(change));
        if (touched.back() != nullptr && touched.back()->tree.trie)
            tries.push_back(touched.back()->tree.trie.get());
    }
    SparseTrie::hashAll(tries);
    const std::vector<Hash> keys = accountKeys(changes.accounts);
    std::vector<AccountChange> accounts;
    for (std::size_t i = 0; i < touched.size(); ++i) {
        accounts.push_back({keys[i], std::nullopt});
        if (touched[i] == nullptr) continue;
        if (touched[i]->tree.trie) touched[i]->account.storageRoot = touched[i]->tree.trie->root();
        touched[i]->tree.dropWhenBloated();
        accounts.back().account = touched[i]->account;
    }
    CHECK(applyAccounts(accountTrie(), accounts).has_value());
    const Hash root = accountTrie().root();
    m_tree.dropWhenBloated();
    return root;
}

evm::StateDiff MemoryState::inverse(const evm::StateDiff& changes) const
{
    evm::StateDiff back;
    for (const evm::AccountDiff& change : changes.accounts)
        back.accounts.push_back(inverse(change));
    return back;
}

evm::AccountDiff MemoryState::inverse(const evm::AccountDiff& change) const
{
    evm::AccountDiff back;
    back.address = change.address;
    const auto found = m_accounts.find(change.address);
    back.exists = found != m_accounts.end();
    if (!back.exists) return back;
    const Stored& stored = found->second;
    back.nonce = stored.account.nonce;
    back.balance = stored.account.balance;
    back.codeHash = stored.account.codeHash;
    back.storageCleared = !change.exists || change.storageCleared;
    if (back.storageCleared)
        back.storage.assign(stored.storage.begin(), stored.storage.end());
    else
        for (const auto& [slot, value] : change.storage)
            back.storage.emplace_back(slot, storage(change.address, slot));
    std::sort(back.storage.begin(), back.storage.end());
    return back;
}

base::Result<Hash> MemoryState::rootAfter(const evm::StateDiff& changes) const
{
    MemoryState after(*this);
    return after.commit(changes);
}

base::Result<Hash> MemoryState::storageRoot(const Address& address) const
{
    const auto found = account(address);
    return found ? found->storageRoot : eth::kEmptyTrieRoot;
}

} // namespace execution
