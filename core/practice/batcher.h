#pragma once

#include "core/opstack/batch.h"
#include "core/opstack/channel.h"
#include "core/practice/deployment.h"
#include "core/practice/l2.h"

namespace practice {

/// How the batcher writes. All of it is what a chain's operator may choose freely.
struct BatcherSettings {
    opstack::BatchType batchType = opstack::BatchType::Span;
    opstack::Compression compression = opstack::Compression::Brotli;
    bool useBlobs = false;             ///< calldata otherwise
    std::uint64_t channelDuration = 5; ///< L1 blocks between two channels
    std::size_t maxFrameSize =
        120'000; ///< bytes of a frame, overhead included; one frame a transaction or blob

    friend bool operator==(const BatcherSettings&, const BatcherSettings&) = default;
};

/// Writes the canonical L2 chain to L1: blocks to batches, batches to a channel, the channel to frames in
/// transactions of the batcher's account. Marks blocks safe when L1 has all frames of their channel. What an
/// L1 reorg took away it sends again.
class Batcher {
public:
    Batcher(const Deployment& deployment, BatcherSettings settings, std::uint64_t seed);

    void setSettings(const BatcherSettings& settings) { m_settings = settings; }

    /// Before L1 seals a block: hands transactions to its pool when a channel is due.
    base::Result<void> act(L1& l1, L2& l2, const Faults& faults);
    /// After it has: tells L2 what has become safe.
    base::Result<void> observe(const BlockPointer& l1Block, L2& l2);
    /// After an L1 reorg.
    base::Result<void> followReorg(L1& l1, L2& l2);

    base::Result<Bytes> encodeState() const;
    base::Result<void> restoreState(ByteView state);

private:
    /// A channel on its way.
    struct Sent {
        std::uint64_t firstBlock = 0, lastBlock = 0; ///< of L2
        std::vector<Hash> transactions;              ///< on L1
    };

    const Deployment& m_deployment;
    BatcherSettings m_settings;
    std::uint64_t m_seed;
    std::uint64_t m_channels = 0;
    std::vector<Sent> m_sent;
};

} // namespace practice
