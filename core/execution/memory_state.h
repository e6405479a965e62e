#pragma once

#include "core/evm/seeded_hash.h"
#include "core/execution/world.h"
#include "core/trie/sparse_trie.h"

#include <memory>
#include <unordered_map>

namespace execution {

/// A whole state in memory, with its tries kept from block to block. Copies share nothing.
class MemoryState : public World {
public:
    /// Puts an account in, in place of one that was there. Storage entries of zero are left out.
    void put(const base::Address& address, std::uint64_t nonce, const base::Uint256& balance,
        base::ByteView code, std::span<const std::pair<base::Uint256, base::Uint256>> storage);
    base::Hash root();

    /// The nodes that prove the account, and a slot of it: what eth_getProof answers. Keys are already
    /// hashed.
    std::vector<base::Bytes> accountProof(const base::Hash& key);
    std::vector<base::Bytes> storageProof(const base::Address& address, const base::Hash& key);

    std::optional<eth::Account> account(const base::Address& address) const override;
    base::ByteView code(const base::Hash& codeHash) const override;
    base::Uint256 storage(const base::Address& address, const base::Uint256& slot) const override;

    base::Result<base::Hash> commit(const evm::StateDiff& changes) override;
    /// What leads back from the state after commit(changes) to this one. It names no codes: a code that was
    /// once here stays.
    evm::StateDiff inverse(const evm::StateDiff& changes) const;
    base::Result<base::Hash> rootAfter(const evm::StateDiff& changes) const override;
    base::Result<base::Hash> storageRoot(const base::Address& address) const override;
    base::Result<void> check() const override { return {}; }

private:
    /// A trie of entries that are also kept plainly, so that it can be dropped at any time: a copy begins
    /// without.
    struct Tree {
        std::unique_ptr<trie::SparseTrie> trie;
        std::size_t footprint = 0; ///< when it was made

        Tree() = default;
        Tree(Tree&&) = default;
        Tree& operator=(Tree&&) = default;
        Tree(const Tree&)
            : Tree()
        {
        }
        Tree& operator=(const Tree&) = delete;
        /// A trie keeps the memory of replaced nodes: from a multiple of its first size on it is better made
        /// anew.
        void dropWhenBloated();
    };
    struct Stored {
        eth::Account account;
        std::unordered_map<base::Uint256, base::Uint256, evm::SeededHash> storage;
        Tree tree;
    };

    trie::SparseTrie& accountTrie();
    static trie::SparseTrie& storageTrie(Stored& stored);
    Stored* apply(const evm::AccountDiff& change);
    evm::AccountDiff inverse(const evm::AccountDiff& change) const;

    std::unordered_map<base::Address, Stored, evm::SeededHash> m_accounts;
    std::unordered_map<base::Hash, std::shared_ptr<const base::Bytes>> m_codes;
    Tree m_tree;
};

} // namespace execution
