#pragma once

#include "core/opstack/derivation.h"
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
    L2(const L2&) = delete;
    L2& operator=(const L2&) = delete;

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

    /// Reads L1 up to its head, from where it stopped, and does what every node does that has nothing else.
    /// Canonical blocks that L1 gives become safe. Where it gives others (the sequencing window was over, a
    /// batch could not be executed) those take the place of all that follows the safe head.
    base::Result<void> derive(L1& l1);
    BlockId safe() const;
    /// The safe head as of the last L1 block that is finalized.
    BlockId finalized(std::uint64_t l1Finalized) const;
    /// The L1 block that made this L2 block safe; nothing while it is not.
    std::optional<BlockId> derivedFrom(std::uint64_t l2Number) const;

    /// After an L1 reorg: drops what rested on blocks that are gone (origins, safe marks), and lets the
    /// dropped transactions wait again. Gives the number of the block that is now the head. derive() then
    /// reads the new blocks.
    base::Result<std::uint64_t> followReorg(L1& l1);

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
    base::Result<bool> isReading(L1& l1) const;
    base::Result<void> restartDerivation(L1& l1);
    base::Result<void> readOn(L1& l1);
    base::Result<void> takeDerived();
    base::Result<BlockPointer> blockFrom(const opstack::DerivedAttributes& derived);
    base::Result<BlockPointer> blockFrom(const opstack::PayloadAttributes& payload);
    base::Result<opstack::L2Head> headAt(std::uint64_t number);
    const opstack::SafeBlock* safeBlock(std::uint64_t number);
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
    std::unique_ptr<opstack::Derivation> m_derivation; ///< until it has to begin anew
    std::uint64_t m_nextL1 = 0;                        ///< the L1 block that it reads next
    Hash m_lastL1;                                     ///< the one that it read last; zero: none yet
    opstack::L2Head m_derived;           ///< its head: safe, or in a span that has not concluded
    opstack::SafeBlock m_compared;       ///< the safe block that it was given last
    std::optional<base::Error> m_unread; ///< why it could not be given a safe block
    std::vector<SafeMark> m_marks;       ///< rising in both
    std::size_t m_savedMarks = 0;        ///< so many of them the archive has already
};

} // namespace practice
