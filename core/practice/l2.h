#pragma once

#include "core/opstack/payload_attributes.h"
#include "core/practice/faults.h"
#include "core/practice/l1.h"

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

    base::Result<opstack::L2BlockRef> reference(std::uint64_t number);

    /// Builds the next block as op-node's sequencer does: the next L1 origin once its time allows it,
    /// deposits of a new origin, transactions of the pool unless the drift is exceeded or the block activates
    /// a fork. Nothing when no block can be built now (L1 is not far enough for a drift that is used up).
    base::Result<BlockPointer> sequence(L1& l1, const Faults& faults);

    /// Blocks up to here are safe since L1 block `l1Number`: their batches are in it.
    void markSafe(std::uint64_t l2Number, const BlockId& l1Block);
    BlockId safe() const;
    /// The safe head as of the last L1 block that is finalized.
    BlockId finalized(std::uint64_t l1Finalized) const;
    /// The L1 block that made this L2 block safe; nothing while it is not.
    std::optional<BlockId> derivedFrom(std::uint64_t l2Number) const;

    /// After an L1 reorg: drops what rested on blocks that are gone (origins, safe marks), and lets the
    /// dropped transactions wait again. Gives the number of the block that is now the head.
    base::Result<std::uint64_t> followReorg(L1& l1);
    /// When the sequencing window of the safe head's next origin is over: replaces everything after the safe
    /// head by the blocks with deposits only that every node derives, as many as L1's head allows.
    base::Result<void> forceExpired(L1& l1);

    base::Result<void> save();
    base::Result<void> load();

private:
    struct SafeMark {
        std::uint64_t l2Number = 0;
        BlockId l1Block;
    };

    std::unique_ptr<Chain> m_canonical;
    std::unique_ptr<Chain> m_shown;
    std::shared_ptr<Archive> m_archive;
    opstack::RollupConfig m_config;
    Pool m_pool;
    std::vector<SafeMark> m_safeMarks; ///< rising in both
};

} // namespace practice
