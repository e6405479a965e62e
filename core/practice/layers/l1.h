#pragma once

#include "core/practice/chain/archive.h"
#include "core/practice/chain/pool.h"

namespace practice {

/// The practice L1: Osaka rules, one block a slot of kL1BlockTime seconds, a pool, blobs.
class L1 {
public:
    L1(std::unique_ptr<Chain> chain, std::shared_ptr<Archive> archive, std::uint64_t seed);

    Chain& chain() { return *m_chain; }
    Pool& pool() { return m_pool; }
    const Pool& pool() const { return m_pool; }

    /// Takes a transaction as eth_sendRawTransaction does. Of blob transactions the network form with its
    /// sidecar (EIP-4844, or EIP-7594 with cell proofs; the commitments are computed again from the blobs).
    /// Refused, in the words of nodes.
    base::Result<Hash> submit(ByteView raw);
    /// The same for the operator's own blob transactions: consensus form, with the blobs it names.
    base::Result<Hash> submit(const eth::Transaction& transaction, std::span<const Bytes> blobs);

    /// The block of the slot at `timestamp`, with what waits in the pool.
    base::Result<BlockPointer> seal(std::uint64_t timestamp);

    /// Takes the last `depth` blocks off and puts the same number of others in their slots, so that all
    /// hashes differ; their transactions wait again and come one block later than they were. Gives the blocks
    /// that were taken off. Refused when that would reach genesis or a finalized block.
    base::Result<std::vector<BlockPointer>> reorg(std::uint64_t depth);

    /// The oldest block that no reorg reaches; two epochs of 32 slots behind the head. `safe` is one behind.
    std::uint64_t finalizedNumber() const;
    std::uint64_t safeNumber() const;

    /// A blob of a transaction of the chain, by its versioned hash. Kept for kBlobRetention blocks.
    base::Result<std::optional<Bytes>> blob(const Hash& versionedHash);

    /// What EIP-1559 and EIP-4844 ask of the next block.
    Uint256 nextBaseFee() const;
    Uint256 nextBlobBaseFee() const;

    /// Pool and counters, for the archive.
    base::Result<void> save();
    base::Result<void> load();

private:
    using Transactions = std::vector<execution::PoolTransaction>;

    execution::BlockAttributes attributes(std::uint64_t timestamp) const;
    base::Result<Transactions> replace(const SealedBlock& block, const Transactions& due);
    base::Result<void> settle(const SealedBlock& block);
    void dropUnneededBlobs();

    std::unique_ptr<Chain> m_chain;
    std::shared_ptr<Archive> m_archive;
    Pool m_pool;
    std::uint64_t m_seed;
    std::uint64_t m_reorgs = 0; ///< goes into prevRandao and the beacon root: what makes other blocks other
    std::unordered_map<Hash, Bytes> m_waitingBlobs;
};

/// In L1 blocks: 4,096 epochs on Ethereum; the practice world is smaller.
inline constexpr std::uint64_t kBlobRetention = 8192;
/// What L1's gas limit moves towards, as validators let it.
inline constexpr std::uint64_t kL1GasLimit = 60'000'000;

} // namespace practice
