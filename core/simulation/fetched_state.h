#pragma once

#include "core/evm/state_view.h"
#include "core/rpc/chain.h"

#include <map>
#include <set>

namespace simulation {

using base::Address;
using base::Bytes;
using base::ByteView;
using base::Hash;
using base::Uint256;

/// The state after one block as far as it has been fetched from a node. What has not been is zero, and noted:
/// a run that met such a thing is void, and after fetchMissing() it is repeated.
class FetchedState final : public evm::StateView {
public:
    /// The chain must outlive the state.
    FetchedState(rpc::Chain& chain, rpc::BlockHeader block);

    std::optional<eth::Account> account(const Address& address) const override;
    ByteView code(const Hash& codeHash) const override;
    Uint256 storage(const Address& address, const Uint256& slot) const override;

    const rpc::BlockHeader& block() const { return m_block; }
    /// True while everything that was fetched is proven against the block's state root (EIP-1186). A node
    /// whose proofs do not fit its blocks (anvil) is believed, and this is false.
    bool isProven() const { return m_isProven; }

    /// Fetches what was missed since the last time; false when nothing was. Codes are always checked by their
    /// hashes. NotNow when a run wants more than any call of a bridge does.
    base::Result<bool> fetchMissing(const std::stop_token& stop);

private:
    struct Known {
        std::optional<eth::Account> account;
        std::map<Uint256, Uint256> slots;
    };

    base::Result<void> fetchAccount(
        const Address& address, const std::set<Uint256>& slots, const std::stop_token& stop);
    base::Result<void> fetchCode(const Address& address, const Hash& codeHash, const std::stop_token& stop);
    base::Result<void> check(const Address& address, const rpc::AccountProof& proof) const;

    rpc::Chain& m_chain;
    rpc::BlockHeader m_block;
    bool m_isProven = true;
    std::map<Address, Known> m_accounts;
    std::map<Hash, Bytes> m_codes;
    std::size_t m_fetched = 0;
    /// Reading notes what is missing, which no caller can see.
    mutable std::map<Address, std::set<Uint256>> m_missing;
};

} // namespace simulation
