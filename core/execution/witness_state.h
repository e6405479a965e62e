#pragma once

#include "core/evm/seeded_hash.h"
#include "core/execution/world.h"
#include "core/trie/sparse_trie.h"

#include <memory>
#include <unordered_map>

namespace execution {

/// A state of which only its root and a witness are known: the trie nodes and codes that an execution needs.
/// What is read is tied to the root hash by hash. A read that meets a missing preimage gives zero and makes
/// check() fail with NotYet, the path of the missing node and the preimages that fit nowhere; a malformed
/// preimage with BadData.
class WitnessState : public World {
public:
    /// `known` must outlive the state.
    WitnessState(const base::Hash& stateRoot, const trie::Preimages& known);

    std::optional<eth::Account> account(const base::Address& address) const override;
    base::ByteView code(const base::Hash& codeHash) const override;
    base::Uint256 storage(const base::Address& address, const base::Uint256& slot) const override;

    base::Result<base::Hash> commit(const evm::StateDiff& changes) override;
    /// Unsupported: there are no witnesses from before Byzantium.
    base::Result<base::Hash> rootAfter(const evm::StateDiff& changes) const override;
    base::Result<base::Hash> storageRoot(const base::Address& address) const override;
    base::Result<void> check() const override;

    /// The nodes that were missing, so that they can be fetched.
    struct Missing {
        std::optional<base::Address> account; ///< nothing: a node of the state trie itself
        trie::MissingNode node;
    };
    std::vector<Missing> missing() const;
    const std::vector<base::Hash>& missingCodes() const { return m_missingCodes; }

private:
    struct Known {
        std::optional<eth::Account> account;
        std::unique_ptr<trie::SparseTrie> storage; ///< once it was needed
    };

    Known& find(const base::Address& address) const;
    trie::SparseTrie& storageTrie(Known& known) const;
    base::Result<std::optional<eth::Account>> readAccount(const base::Address& address) const;
    base::Result<base::Uint256> readStorage(const base::Address& address, const base::Uint256& slot) const;
    void note(const std::string& what, base::Error error) const;
    std::string superfluous() const;
    base::Result<Known*> apply(const evm::AccountDiff& change);

    const trie::Preimages& m_preimages;
    /// Reading resolves nodes and remembers accounts, which no caller can see.
    mutable trie::SparseTrie m_accountTrie;
    mutable std::unordered_map<base::Address, Known, evm::SeededHash> m_accounts;
    mutable std::vector<base::Hash> m_missingCodes;
    mutable std::optional<base::Error> m_failure; ///< the first
};

} // namespace execution
