#pragma once

#include "core/opstack/payload_attributes.h"
#include "core/practice/layers/faults.h"
#include "core/practice/layers/l1.h"

namespace practice {

/// The practice rollup: its sequencer and what its node knows of the L1 data.
///
/// Two chains can be in it. The canonical one is what the data on L1 gives, or will give. While the sequencer
/// equivocates, there is one more, which only its node shows.
class L2 {
public:
    L2(std::unique_ptr<Chain> chain, std::shared_ptr<Archive> archive, opstack::RollupConfig config);

    const opstack::RollupConfig& config() const { return m_config; }
    Chain& canonical() { return *m_canonical; }
    /// What the L2 node answers from.
    Chain& shown() { return m_shown ? *m_shown : *m_canonical; }
    Pool& pool() { return m_pool; }
    const Pool& pool() const { return m_pool; }

    /// As eth_sendRawTransaction. Refused for deposits and blobs too.
    base::Result<Hash> submit(ByteView raw);

    /// Of a canonical block. NotYet above the head.
    base::Result<opstack::L2BlockRef> reference(std::uint64_t number);

    /// Builds the next block as op-node's sequencer does: the next L1 origin once its time allows it,
    /// deposits of a new origin, transactions of the pool unless the drift is exceeded or the block activates
    /// a fork with an upgrade. Blocks so far behind L1 that their batches could come too late have none
    /// either: they are then those that every node derives without batches. Nothing when no block can be
    /// built now (L1 is not far enough for a drift that is used up) or the sequencer stops. Gives the
    /// canonical block.
    base::Result<BlockPointer> sequence(L1& l1, const Faults& faults);

    /// Blocks up to here are safe since this L1 block: the last of their batches is in it. Nothing becomes
    /// safe when the sequencing window of the first of them was over by then. BadData above the head.
    base::Result<void> markSafe(std::uint64_t l2Number, const BlockId& l1Block);
    BlockId safe() const;
    /// The safe head as of the last L1 block that is finalized.
    BlockId finalized(std::uint64_t l1Finalized) const;
    /// The L1 block that made this L2 block safe; nothing while it is not.
    std::optional<BlockId> derivedFrom(std::uint64_t l2Number) const;

    /// After an L1 reorg: drops what rested on blocks that are gone (origins, safe marks), and lets the
    /// dropped transactions wait again. Gives the number of the block that is now the head.
    base::Result<std::uint64_t> followReorg(L1& l1);
    /// When the sequencing window of the safe head's epoch is over: replaces what follows the safe head by
    /// the blocks with deposits only that every node derives, as many as L1's head allows. Unsafe blocks that
    /// are those very blocks stay. To be called when all batches up to L1's head are marked.
    base::Result<void> forceExpired(L1& l1);

    base::Result<void> save();
    base::Result<void> load();

private:
    struct SafeMark {
        BlockId l2;
        BlockId l1; ///< the block that made it safe
    };

    // Sequencing.
    base::Result<BlockPointer> chooseOrigin(L1& l1, const Faults& faults);
    bool hasTimeForBatches(L1& l1, const SealedBlock& origin) const;
    bool mayUsePool(L1& l1, const SealedBlock& origin) const;
    base::Result<std::vector<execution::PoolTransaction>> transactionsFor(
        Chain& chain, std::uint64_t timestamp, const Faults& faults);
    base::Result<BlockPointer> extend(
        Chain& chain, L1& l1, const SealedBlock& origin, bool withPool, const Faults& faults);
    void beginEquivocation();
    void endEquivocation();

    // Following L1.
    base::Result<BlockPointer> originOf(L1& l1, const opstack::L2BlockRef& block);
    base::Result<BlockPointer> expiredEpoch(L1& l1, const opstack::L2BlockRef& safeHead);
    base::Result<void> force(L1& l1, const SealedBlock& epoch);
    base::Result<void> dropAfter(std::uint64_t number);

    // Safe marks.
    void mark(const BlockId& l2Block, const BlockId& l1Block);
    base::Result<void> saveMarks();
    base::Result<void> loadMarks();

    std::unique_ptr<Chain> m_canonical;
    std::unique_ptr<Chain> m_shown;
    std::vector<BlockPointer> m_lies; ///< those blocks of m_shown that have transactions of users
    std::shared_ptr<Archive> m_archive;
    opstack::RollupConfig m_config;
    Pool m_pool;
    std::vector<SafeMark> m_marks; ///< rising in both
    std::size_t m_savedMarks = 0;  ///< so many of them the archive has already
};

} // namespace practice
