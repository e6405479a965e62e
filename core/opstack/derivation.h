#pragma once

#include "core/opstack/batch_queue.h"
#include "core/opstack/channel.h"
#include "core/opstack/channel_bank.h"
#include "core/opstack/span_blocks.h"

#include <utility>

namespace opstack {

/// An L1 transaction to the batch inbox.
struct InboxTransaction {
    Address sender;
    bool hasBlobs = false;
    Bytes data;               ///< its calldata
    std::vector<Bytes> blobs; ///< whole, in the order of its versioned hashes
};

/// One L1 block, as far as L2 is derived from it. The caller has checked all of it against the block's
/// header.
struct L1Input {
    L1BlockRef block;
    std::vector<eth::Receipt> receipts;
    std::vector<InboxTransaction> inbox; ///< from anyone
};

/// The blob of a versioned hash, of kBlobSize bytes.
using Blobs = std::function<base::Result<Bytes>(const Hash& versionedHash)>;
/// The transactions to the inbox among those of an L1 block; those of types that do not count, such as
/// set-code, are left out. Fails when `blobs` does.
base::Result<std::vector<InboxTransaction>> inboxOf(
    const RollupConfig& config, const std::vector<eth::Transaction>& transactions, const Blobs& blobs);

/// A block of L2 as far as the next one is derived from it.
struct L2Head {
    L2BlockRef reference;
    SystemConfig systemConfig; ///< systemConfigOf() the block
};
base::Result<L2Head> l2HeadOf(const RollupConfig& config, const eth::Block& block, const Hash& hash);
base::Result<SafeBlock> safeBlockOf(const RollupConfig& config, const eth::Block& block, const Hash& hash);

/// What the next block of L2 must be made from.
struct DerivedAttributes {
    PayloadAttributes attributes;
    std::size_t protocolTransactions = 0; ///< how many of them come first and are not the batch's
    BlockId l1Origin;
    BlockId derivedFrom;   ///< the L1 block that was read last
    bool isForced = false; ///< without a batch: the sequencing window was over
    /// Before Holocene a span batch counts whole or not at all: its blocks are safe once the last one, which
    /// concludes it, has been executed.
    bool concludes = true;
};

/// Why something in the batcher's data did not count.
struct Dropped {
    BlockId l1Block;
    BatchVerdict verdict = BatchVerdict::Drop;
    std::string reason;
};

/// All of the derivation of L2 from L1, as a fold: L1 blocks go in, attributes of L2 blocks come out.
/// Specification: derivation.md and what each fork's derivation.md changes.
class Derivation {
public:
    /// Begins before the L1 block `start` is read, with the system configuration of the L2 block that
    /// derivationStart() gives. `safeBlocks` knows the chain up to the head that next() is given. The
    /// configuration must outlive it.
    Derivation(const RollupConfig& config, SystemConfig systemConfig, SafeBlocks safeBlocks);

    /// The next L1 block. Mismatch when it does not follow the one before it: L1 has reorganised and
    /// derivation begins anew at derivationStart(). Unsupported when the chain keeps its data elsewhere or
    /// has passed a fork that is not known here.
    base::Result<void> push(L1Input input);

    /// The attributes of the block after `head`; nothing when more of L1 is needed. BadData when L1
    /// contradicts the head, such as after a reorg.
    base::Result<std::optional<DerivedAttributes>> next(const L2Head& head);

    /// The attributes just derived cannot be executed. From Holocene on the block is made from what this
    /// returns, without the batch, and the rest of the channel is gone; that must then be executable. Before,
    /// nothing: the head goes back to the last block that concluded a batch, and next() goes on from there.
    std::optional<PayloadAttributes> invalidate(const DerivedAttributes& derived);

    /// What did not count since the last call; at most kMaxDropped of it.
    std::vector<Dropped> takeDropped() { return std::exchange(m_dropped, {}); }
    static constexpr std::size_t kMaxDropped = 1000;

    /// Why nodes of different versions derive different chains from this L1; empty while they agree. Then no
    /// verdict about what follows is possible.
    const std::string& disputed() const { return m_disputed; }

private:
    struct Epoch {
        L1BlockRef block;
        std::vector<eth::Receipt> configReceipts; ///< with the logs of the SystemConfig alone
        base::Result<std::vector<eth::Transaction>> deposits;
    };
    struct NextBatch {
        SingularBatch batch;
        bool isForced = false;
        bool concludes = true;
    };
    /// How a stage answers when it has no batch to give: there is more to read in this L1 block, or there is
    /// not.
    enum class Idle { Again, Exhausted };
    using Step = std::variant<NextBatch, Idle>;

    bool isHolocene() const { return m_config.isActive(Fork::Holocene, m_current.timestamp); }
    void open(L1Input input);
    void takeInbox(const std::vector<InboxTransaction>& inbox);
    std::optional<Frame> nextFrame();
    std::optional<Bytes> nextChannel();
    std::optional<ChannelReader> nextReader();
    std::optional<Batch> nextBatch();
    std::optional<Batch> parseBatch(ByteView bytes);
    std::optional<Batch> parseSpan(ByteView content);

    BatchContext context(const L2BlockRef& head) const { return {m_config, m_l1Blocks, head, m_safeBlocks}; }
    void updateOrigins(const L2BlockRef& head);
    base::Result<void> checkOrigins(const L2BlockRef& head) const;
    std::optional<SingularBatch> popSpan(const L2BlockRef& head);
    base::Result<Step> stepQueue(const L2BlockRef& head);
    Step takeQueued(const L2BlockRef& head);
    Step firstOf(Batch batch, const L2BlockRef& head);
    base::Result<Step> stepHolocene(const L2BlockRef& head);
    Step judgeHolocene(Batch batch, const L2BlockRef& head);
    Step judgeSingular(SingularBatch batch, const L2BlockRef& head);
    Step forceEmpty(const L2BlockRef& head, bool outOfData);
    void flushChannel();
    base::Result<DerivedAttributes> attributesOf(const NextBatch& next, const L2Head& head) const;
    void drop(const Judged& judged) { drop(judged.verdict, judged.reason); }
    void drop(BatchVerdict verdict, std::string reason);

    const RollupConfig& m_config;
    SafeBlocks m_safeBlocks;
    SystemConfig m_systemConfig; ///< in force on L1, for the batcher's address
    std::deque<L1Input> m_pending;
    std::optional<BlockId> m_last; ///< that was pushed

    L1BlockRef m_current; ///< that is read
    bool m_isOpen = false;
    std::deque<Bytes> m_data;
    std::deque<Frame> m_frames;
    std::optional<ChannelBank> m_bank; ///< until Holocene
    ChannelAssembler m_assembler;
    std::optional<ChannelReader> m_reader;

    L1BlockRef m_origin; ///< the last that updateOrigins() has seen
    std::deque<L1BlockRef>
        m_l1Blocks; ///< those that a next block may have as its origin, up to the current one
    std::map<std::uint64_t, Epoch> m_epochs;
    BatchQueue m_queue;               ///< until Holocene
    std::optional<SpanBlocks> m_span; ///< that has been accepted

    std::vector<Dropped> m_dropped;
    std::string m_disputed;
};

/// The L2 block from whose L1 origin on L1 must be read so that the blocks after `safeHead` can be derived: a
/// channel with their batches may have begun that early. `ancestor` gives earlier blocks of the safe chain.
/// NotYet when one of them is not known. Specification: derivation.md, "Resetting the Pipeline".
base::Result<L2BlockRef> derivationStart(const RollupConfig& config, const L2BlockRef& safeHead,
    const std::function<std::optional<L2BlockRef>(std::uint64_t number)>& ancestor,
    const std::function<std::optional<std::uint64_t>(std::uint64_t l1Number)>& l1Time);

} // namespace opstack
