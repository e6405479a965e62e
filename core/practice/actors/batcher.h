#pragma once

#include "core/eth/rlp.h"
#include "core/practice/actors/channel_writer.h"
#include "core/practice/contracts/deployment.h"
#include "core/practice/layers/l2.h"

namespace practice {

/// How the batcher writes. All of it is what a chain's operator may choose freely. What L1 would not take
/// gives way: span batches, Brotli and blobs wait for their forks, and a frame is held to 2,000 bytes at
/// least and to what a transaction or a blob carries at most.
struct BatcherSettings {
    opstack::BatchType batchType = opstack::BatchType::Span;
    opstack::Compression compression = opstack::Compression::Brotli;
    /// Calldata otherwise.
    bool useBlobs = false;
    std::uint64_t channelDuration = 5; ///< L1 blocks between two channels
    std::size_t maxFrameSize =
        120'000; ///< bytes of a frame, overhead included; one frame a transaction or blob

    friend bool operator==(const BatcherSettings&, const BatcherSettings&) = default;
};

/// Writes the canonical L2 chain to L1: blocks to batches, batches to a channel, the channel to frames in
/// transactions of the batcher's account. What an L1 reorg took away, or L2 has not derived, it sends again.
class Batcher {
public:
    Batcher(const Deployment& deployment, BatcherSettings settings, std::uint64_t seed);

    void setSettings(const BatcherSettings& settings) { m_settings = settings; }

    /// Before L1 seals a block: hands transactions to its pool when a channel is due.
    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);
    /// After it has, and L2 has derived from it: sees what has arrived.
    base::Result<void> observe(const BlockPointer& l1Block, L2& l2);
    /// After an L1 reorg, when L2 has followed it and derived: looks at the new blocks as observe() does.
    base::Result<void> followReorg(L1& l1, L2& l2);

    /// Of all but the settings.
    base::Result<Bytes> encodeState() const;
    base::Result<void> restoreState(ByteView state);

private:
    /// A channel on its way, or arrived and not yet final.
    struct Sent {
        std::uint64_t firstBlock = 0, lastBlock = 0; ///< of L2
        Hash lastHash;                               ///< of the last block
        bool isSpan = false;                         ///< one batch: it counts whole or not at all
        bool inBlobs = false;
        std::vector<Bytes> waiting;     ///< data of frames for which the pool has had no room yet
        std::vector<Hash> transactions; ///< on L1
        std::size_t seen = 0;           ///< so many of them are in blocks
        std::uint64_t opened = 0;       ///< the L1 block with the first, when one is seen
        std::uint64_t latest = 0;       ///< the L1 block with the last one seen

        bool isComplete() const { return waiting.empty() && seen == transactions.size(); }
        void write(eth::rlp::Writer& out) const;
        static base::Result<Sent> read(eth::rlp::Reader& in);
    };

    void forgetFinal(const L1& l1);
    void forgetReplaced(const BlockId& l2Head);
    base::Result<void> forgetLost(L1& l1, L2& l2);
    base::Result<std::optional<Sent>> openChannel(L1& l1, L2& l2, BatchFlaw flaw);
    base::Result<Sent> channelOf(L1& l1, const std::vector<BatchedBlock>& blocks, BatchFlaw flaw);
    base::Result<std::vector<BatchedBlock>> nextBlocks(L2& l2, std::uint64_t most) const;
    base::Result<BatcherSettings> settingsFor(L1& l1, const std::vector<BatchedBlock>& blocks) const;

    base::Result<void> sendDue(L1& l1, L2& l2);
    base::Result<void> sendInvalid(L1& l1, L2& l2);
    base::Result<void> sendGarbage(L1& l1);
    base::Result<void> sendWaiting(L1& l1, Sent& sent) const;
    static base::Result<bool> isDerived(const Sent& sent, L2& l2);

    const Deployment& m_deployment;
    BatcherSettings m_settings;
    std::uint64_t m_seed;
    std::uint64_t m_channels = 0; ///< ever made; what makes identifiers differ
    std::vector<Sent> m_sent;     ///< without gaps in the blocks
};

} // namespace practice
