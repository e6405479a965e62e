#pragma once

#include "core/practice/chain/chain.h"

#include <map>
#include <unordered_map>

namespace practice {

/// Transactions that wait for a block, as a node keeps them: a sender's in the order of its nonces, among
/// senders those that pay more first. A transaction with the same sender and nonce replaces one that waits
/// when it pays a tenth more. Bounded: 4,096 transactions, 64 a sender.
class Pool {
public:
    /// Refused, in the words that nodes use ("nonce too low", "replacement transaction underpriced", "already
    /// known", "insufficient funds for gas * price + value" …), when the chain's next block could not take it
    /// now or after others of the sender.
    base::Result<Hash> add(const eth::Transaction& transaction, Chain& chain);

    /// In the order in which a block with this base fee should try them. Of each sender only those that
    /// follow its nonce without a gap.
    std::vector<execution::PoolTransaction> ready(
        const Uint256& baseFee, execution::MemoryState& state) const;

    /// Forgets what the state has made impossible: nonces that are used up, balances that no longer suffice.
    void prune(execution::MemoryState& state);
    /// After a reorg: puts transactions back without asking whether they pay more. Deposits are passed over.
    void restore(std::span<const BlockPointer> blocks);

    /// All that waits, to be read back into an empty pool. BadData when it is nothing of the kind.
    Bytes encode() const;
    base::Result<void> load(ByteView encoded);

    const eth::Transaction* find(const Hash& hash) const;
    /// The nonce after all of the sender's that follow `next` without a gap.
    std::uint64_t nextNonce(const Address& sender, std::uint64_t next) const;
    std::size_t size() const;
    /// In the order in which they came.
    std::vector<eth::Transaction> all() const;

private:
    struct Waiting {
        eth::Transaction transaction;
        Address sender;
        Hash hash;
        std::uint64_t arrival = 0; ///< who came first goes first where both pay the same
    };
    using BySender = std::map<std::uint64_t, Waiting>; ///< by nonce

    void put(const eth::Transaction& transaction, const Address& sender, const Hash& hash);
    Uint256 othersCost(const Address& sender, std::uint64_t nonce) const;
    std::map<Address, BySender> m_waiting; ///< none of them empty
    std::unordered_map<Hash, std::pair<Address, std::uint64_t>> m_byHash;
    std::uint64_t m_arrivals = 0;
};

} // namespace practice
