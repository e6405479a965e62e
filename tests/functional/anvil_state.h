#pragma once

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"
#include "core/execution/memory_state.h"
#include "core/trie/sparse_trie.h"

#include <map>
#include <set>

namespace tests {

using base::Address;
using base::Hash;
using base::Uint256;

/// A state that knows how anvil (1.7.1) hashes the same one. What a transaction that succeeded has touched
/// stays in anvil's tries: accounts that are empty, against EIP-161, and slots that are zero, against the
/// Yellow Paper (section 4.1). Every other entry is as it must be, so whoever computes anvil's root from its
/// own state has the same state. Slots of an access list count as touched here, for anvil only once they are
/// used: let them be used, or not zero.
class AnvilState : public execution::World {
public:
    AnvilState(execution::MemoryState state, std::set<Address> addresses)
        : m_state(std::move(state))
        , m_addresses(std::move(addresses))
    {
    }

    const execution::MemoryState& state() const { return m_state; }

    Hash rootAsAnvil() const
    {
        trie::SparseTrie trie;
        for (const Address& address : m_addresses) {
            eth::Account account = m_state.account(address).value_or(eth::Account());
            account.storageRoot = storageRootAsAnvil(address);
            CHECK(trie.put(crypto::keccak256(address), eth::encodeAccount(account)).has_value());
        }
        return trie.root();
    }

    std::optional<eth::Account> account(const Address& address) const override
    {
        if (!isAskedByUsAlone(address)) m_addresses.insert(address);
        return m_state.account(address);
    }
    base::ByteView code(const Hash& codeHash) const override { return m_state.code(codeHash); }
    Uint256 storage(const Address& address, const Uint256& slot) const override
    {
        m_slots[address].insert(slot);
        return m_state.storage(address, slot);
    }
    base::Result<Hash> commit(const evm::StateDiff& changes) override
    {
        for (const evm::AccountDiff& account : changes.accounts)
            for (const auto& [slot, value] : account.storage)
                m_slots[account.address].insert(slot);
        return m_state.commit(changes);
    }
    base::Result<Hash> rootAfter(const evm::StateDiff& changes) const override
    {
        return m_state.rootAfter(changes);
    }
    base::Result<Hash> storageRoot(const Address& address) const override
    {
        return m_state.storageRoot(address);
    }
    base::Result<void> check() const override { return {}; }

private:
    /// The caller of system calls, and a contract that is not in the genesis.
    static bool isAskedByUsAlone(const Address& address)
    {
        using namespace base::literals;
        return address == "0xfffffffffffffffffffffffffffffffffffffffe"_address ||
               address == "0x000f3df6d732807ef1319fb7b8bb8522d0beac02"_address;
    }

    Hash storageRootAsAnvil(const Address& address) const
    {
        const auto noted = m_slots.find(address);
        if (noted == m_slots.end()) return m_state.storageRoot(address).value();
        trie::SparseTrie trie;
        const auto put = [&](const Uint256& slot, const Uint256& value) {
            CHECK(trie.put(crypto::keccak256(slot.toHash()), eth::rlp::encodeNumber(value)).has_value());
        };
        for (const Uint256& slot : noted->second)
            put(slot, m_state.storage(address, slot));
        for (const auto& [slot, value] : wholeStorage(address))
            put(slot, value);
        return trie.root();
    }

    /// What the way back from the account's deletion would restore.
    std::vector<std::pair<Uint256, Uint256>> wholeStorage(const Address& address) const
    {
        evm::StateDiff deletion;
        deletion.accounts.emplace_back();
        deletion.accounts[0].address = address;
        deletion.accounts[0].exists = false;
        return m_state.inverse(deletion).accounts[0].storage;
    }

    execution::MemoryState m_state;
    mutable std::set<Address> m_addresses;
    mutable std::map<Address, std::set<Uint256>> m_slots;
};

} // namespace tests
