#pragma once

#include "core/opstack/channel.h"
#include "core/opstack/payload_attributes.h"
#include "core/opstack/span_batch.h"

#include <map>

namespace tests {

/// What a stranger's node derives from the batcher's data, by the rules from Holocene on: an honest batcher
/// keeps them before as well. Specification: derivation.md and holocene/derivation.md. It shares nothing with
/// the batcher but the codecs.
class DataReader {
public:
    /// An L1 block and what its transactions and blobs say, in their order.
    struct L1Data {
        opstack::BlockId id;
        std::uint64_t timestamp = 0;
        std::vector<base::Bytes> items;
    };
    struct Derived {
        std::uint64_t number = 0, timestamp = 0;
        opstack::BlockId epoch;
        std::vector<base::Bytes> transactions;
        std::uint64_t l1Block = 0; ///< whose data made it known
    };

    /// `chain`: the L2 blocks from genesis on, for the hashes that a node would get by executing what it
    /// derived.
    DataReader(opstack::RollupConfig config, std::vector<opstack::L2BlockRef> chain)
        : m_config(std::move(config))
        , m_chain(std::move(chain))
        , m_head(m_chain.at(0))
    {
    }

    void read(const L1Data& block)
    {
        m_l1[block.id.number] = block;
        m_current = block.id.number;
        if (m_open && m_openedAt + kChannelTimeout < m_current) m_open.reset();
        for (const base::Bytes& item : block.items) {
            const auto frames = opstack::parseFrames(item);
            if (!frames) continue;
            for (const opstack::Frame& frame : *frames)
                take(frame);
        }
        forceExpired();
    }

    const std::vector<Derived>& derived() const { return m_derived; }
    std::size_t channels() const { return m_channels; }
    std::size_t frames() const { return m_frames; }
    /// Blocks that no batch gave.
    std::size_t forced() const { return m_forced; }
    /// Of those that were accepted.
    std::size_t batches(opstack::BatchType type) const { return m_batches[static_cast<std::size_t>(type)]; }
    /// The first bytes of the channels.
    const std::vector<std::uint8_t>& compressions() const { return m_compressions; }

private:
    enum class Verdict { Accept, Past, Drop };
    static constexpr std::uint64_t kChannelTimeout = 50;

    void take(const opstack::Frame& frame)
    {
        if (frame.number == 0) {
            m_open = frame;
            m_openedAt = m_current;
        } else if (!m_open || m_open->channelId != frame.channelId || m_open->number + 1 != frame.number) {
            return;
        } else {
            base::append(m_open->data, frame.data);
            m_open->number = frame.number;
        }
        ++m_frames;
        if (!frame.isLast) return;
        const base::Bytes content = std::move(m_open->data);
        m_open.reset();
        readChannel(content);
    }

    /// Once an epoch's window is over it has, without batches, the blocks up to the next one's time, and one
    /// at least.
    void forceExpired()
    {
        std::uint64_t epoch = m_head.l1Origin.number;
        while (epoch + m_config.sequencerWindowSize <= m_current) {
            const auto next = m_l1.find(epoch + 1);
            if (next == m_l1.end()) return;
            const std::uint64_t time = m_head.timestamp + m_config.blockTime;
            const bool isFirst = epoch == m_head.l1Origin.number + 1;
            if (time >= next->second.timestamp && !isFirst) {
                ++epoch;
                continue;
            }
            ++m_forced;
            apply(Verdict::Accept, {{}, epoch, m_l1.at(epoch).id.hash, time, {}});
        }
    }

    void readChannel(base::ByteView content)
    {
        const bool brotli = m_config.isActive(opstack::Fork::Fjord, m_l1.at(m_current).timestamp);
        const std::size_t limit =
            brotli ? opstack::kMaxRlpBytesPerChannelFjord : opstack::kMaxRlpBytesPerChannelBedrock;
        auto reader = opstack::ChannelReader::open(content, brotli, limit);
        if (!reader) return;
        ++m_channels;
        m_compressions.push_back(content[0]);
        while (const auto batch = reader->next())
            if (!readBatch(*batch)) return;
    }

    /// False: the rest of the channel does not count.
    bool readBatch(base::ByteView batch)
    {
        if (batch.empty()) return false;
        if (batch[0] == 1) return readSpan(batch.subspan(1));
        const auto singular = opstack::parseSingularBatch(batch.subspan(1));
        if (batch[0] != 0 || !singular) return false;
        const Verdict verdict = check(*singular);
        if (verdict == Verdict::Accept) ++m_batches[0];
        return apply(verdict, *singular);
    }

    bool readSpan(base::ByteView content)
    {
        const auto span = opstack::parseSpanBatch(content, m_config.l2ChainId);
        if (!span) return false;
        std::uint64_t number = span->firstOriginNumber();
        if (!prefixFits(*span, number)) return false;
        ++m_batches[1];
        for (std::size_t i = 0; i < span->blockCount(); ++i) {
            if (i > 0 && span->originChanged[i]) ++number;
            const std::uint64_t time = m_config.genesis.l2Time + span->relTimestamp + i * m_config.blockTime;
            if (time <= m_head.timestamp) continue;
            const auto origin = m_l1.find(number);
            if (origin == m_l1.end()) return false;
            const auto transactions = span->transactionsOf(i);
            const opstack::SingularBatch batch{m_head.id.hash, origin->first, origin->second.id.hash, time,
                {transactions.begin(), transactions.end()}};
            if (!apply(check(batch), batch)) return false;
        }
        return true;
    }

    bool prefixFits(const opstack::SpanBatch& span, std::uint64_t firstOrigin) const
    {
        const std::uint64_t first = m_config.genesis.l2Time + span.relTimestamp;
        const std::uint64_t next = m_head.timestamp + m_config.blockTime;
        if (first > next || (next - first) % m_config.blockTime != 0) return false;
        if (first + (span.blockCount() - 1) * m_config.blockTime < next) return false;
        const std::size_t overlap = (next - first) / m_config.blockTime;
        if (overlap > m_head.id.number) return false;
        const opstack::L2BlockRef& parent = m_chain.at(m_head.id.number - overlap);
        const auto last = m_l1.find(span.l1OriginNumber);
        return startsWith(parent.id.hash, span.parentCheck) && last != m_l1.end() &&
               startsWith(last->second.id.hash, span.l1OriginCheck) &&
               firstOrigin + m_config.sequencerWindowSize >= m_current &&
               firstOrigin >= parent.l1Origin.number && firstOrigin <= parent.l1Origin.number + 1;
    }

    static bool startsWith(const base::Hash& hash, const base::FixedBytes<20>& beginning)
    {
        return std::equal(beginning.begin(), beginning.end(), hash.begin());
    }

    Verdict check(const opstack::SingularBatch& batch) const
    {
        const std::uint64_t next = m_head.timestamp + m_config.blockTime;
        if (batch.timestamp != next) return batch.timestamp < next ? Verdict::Past : Verdict::Drop;
        const auto origin = m_l1.find(batch.epochNumber);
        const bool fits = batch.parentHash == m_head.id.hash && origin != m_l1.end() &&
                          origin->second.id.hash == batch.epochHash &&
                          batch.epochNumber + m_config.sequencerWindowSize >= m_current &&
                          batch.epochNumber >= m_head.l1Origin.number &&
                          batch.epochNumber <= m_head.l1Origin.number + 1 &&
                          batch.timestamp >= origin->second.timestamp && transactionsFit(batch, *origin);
        return fits ? Verdict::Accept : Verdict::Drop;
    }

    bool transactionsFit(
        const opstack::SingularBatch& batch, const std::pair<const std::uint64_t, L1Data>& origin) const
    {
        const std::uint64_t drift = m_config.isActive(opstack::Fork::Fjord, origin.second.timestamp)
                                        ? 1800
                                        : m_config.maxSequencerDrift;
        if (batch.timestamp > origin.second.timestamp + drift && !batch.transactions.empty()) return false;
        return std::ranges::none_of(batch.transactions,
            [](const base::Bytes& transaction) { return transaction.empty() || transaction[0] == 0x7e; });
    }

    bool apply(Verdict verdict, const opstack::SingularBatch& batch)
    {
        if (verdict != Verdict::Accept) return verdict == Verdict::Past;
        const std::uint64_t number = m_head.id.number + 1;
        m_derived.push_back(
            {number, batch.timestamp, {batch.epochHash, batch.epochNumber}, batch.transactions, m_current});
        m_head = m_chain.at(number);
        return true;
    }

    opstack::RollupConfig m_config;
    std::vector<opstack::L2BlockRef> m_chain;
    opstack::L2BlockRef m_head;
    std::map<std::uint64_t, L1Data> m_l1;
    std::uint64_t m_current = 0;
    std::optional<opstack::Frame> m_open; ///< the channel so far, as one frame
    std::uint64_t m_openedAt = 0;
    std::vector<Derived> m_derived;
    std::size_t m_channels = 0, m_frames = 0, m_forced = 0;
    std::size_t m_batches[2] = {};
    std::vector<std::uint8_t> m_compressions;
};

} // namespace tests
