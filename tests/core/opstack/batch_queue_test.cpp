#include "core/crypto/keccak.h"
#include "core/opstack/batch_queue.h"
#include "core/opstack/channel_bank.h"
#include "core/opstack/span_blocks.h"

#include <QTest>

#include <random>

using opstack::Batch;
using opstack::BatchVerdict;
using opstack::Frame;
using opstack::L1BlockRef;
using opstack::L2BlockRef;
using opstack::SingularBatch;
using opstack::SpanBatch;

namespace {

constexpr std::uint64_t kGenesisTime = 1'000'000;
constexpr std::uint64_t kL1BlockTime = 6;

base::Hash hashOf(const char* what, std::uint64_t number)
{
    const std::string text = what + std::to_string(number);
    return crypto::keccak256(base::ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

base::FixedBytes<20> checkOf(const base::Hash& hash)
{
    return base::FixedBytes<20>::from(base::ByteView(hash).first(20));
}

L1BlockRef l1Block(std::uint64_t number)
{
    L1BlockRef block;
    block.id = {hashOf("l1", number), number};
    block.parentHash = hashOf("l1", number - 1);
    block.timestamp = kGenesisTime + number * kL1BlockTime;
    return block;
}

L2BlockRef l2Block(std::uint64_t number, std::uint64_t origin)
{
    return {{hashOf("l2", number), number}, hashOf("l2", number - 1), kGenesisTime + number * 2,
        {hashOf("l1", origin), origin}, 0};
}

opstack::RollupConfig config(std::uint64_t deltaTime)
{
    opstack::RollupConfig out;
    out.genesis.l2Time = kGenesisTime;
    out.maxSequencerDrift = 40;
    out.sequencerWindowSize = 12;
    out.setForkTime(opstack::Fork::Regolith, 0);
    out.setForkTime(opstack::Fork::Canyon, 0);
    out.setForkTime(opstack::Fork::Delta, deltaTime);
    return out;
}

/// The batch queue as the specification says it: all that wait are looked at each time.
class PlainQueue {
public:
    struct Taken {
        std::optional<Batch> batch;
        bool isHeld = false;
        std::vector<std::string> dropped;
    };

    void add(Batch batch, const L1BlockRef& inclusion) { m_all.emplace_back(std::move(batch), inclusion); }

    Taken take(const opstack::BatchContext& context)
    {
        Taken out;
        for (std::size_t i = 0; i < m_all.size();) {
            const auto& [batch, inclusion] = m_all[i];
            const auto judged =
                std::visit([&](const auto& each) { return judge(context, each, inclusion); }, batch);
            if (judged.verdict == BatchVerdict::Undecided) return out.isHeld = true, out;
            if (judged.verdict == BatchVerdict::Future) {
                ++i;
                continue;
            }
            if (judged.verdict == BatchVerdict::Accept)
                out.batch = batch;
            else
                out.dropped.emplace_back(judged.reason);
            m_all.erase(m_all.begin() + static_cast<std::ptrdiff_t>(i));
            if (out.batch) return out;
        }
        return out;
    }

private:
    std::vector<std::pair<Batch, L1BlockRef>> m_all;
};

/// A rollup whose batches come in any order, many of them wrong.
class Chaos {
public:
    explicit Chaos(unsigned seed)
        : m_random(seed)
        , m_config(config(kGenesisTime + below(40) * kL1BlockTime))
        , m_head(l2Block(0, 1))
        , m_l1Blocks{l1Block(1)}
    {
        m_head.timestamp = kGenesisTime + 12;
        m_head.id.number = 6;
        m_head.id.hash = hashOf("l2", 6);
    }

    /// How many batches were accepted; less than nothing when the two queues differ.
    int run()
    {
        int accepted = 0;
        for (int step = 0; step < 400; ++step) {
            if (below(12) == 0) m_l1Blocks.push_back(l1Block(m_l1Blocks.back().id.number + 1));
            if (below(2) == 0) arrive(below(4) == 0 ? anySpan() : anySingular());
            const auto ours = m_queue.take(context());
            const auto plain = m_plain.take(context());
            std::vector<std::string> dropped;
            for (const auto& judged : ours.dropped)
                dropped.emplace_back(judged.reason);
            if (ours.batch != plain.batch || ours.isHeld != plain.isHeld || dropped != plain.dropped)
                return -step - 1;
            if (!ours.batch) {
                if (!ours.isHeld && below(8) == 0) advance(m_head.l1Origin.number + below(2));
                continue;
            }
            ++accepted;
            follow(*ours.batch);
        }
        return accepted;
    }

private:
    std::uint64_t below(std::uint64_t limit) { return m_random() % limit; }
    opstack::BatchContext context() const { return {m_config, m_l1Blocks, m_head, m_noSafeBlocks}; }

    void arrive(Batch batch)
    {
        const L1BlockRef inclusion = m_l1Blocks.back();
        const auto judged =
            std::visit([&](const auto& each) { return judge(context(), each, inclusion); }, batch);
        if (judged.verdict == BatchVerdict::Drop) return;
        m_queue.add(batch, inclusion);
        m_plain.add(std::move(batch), inclusion);
    }

    Batch anySingular()
    {
        const std::uint64_t number = m_head.id.number + below(6);
        const std::uint64_t epoch = m_head.l1Origin.number + below(3);
        return SingularBatch{hashOf("l2", number - 1 + (below(8) == 0)), epoch, hashOf("l1", epoch),
            kGenesisTime + number * 2, {}};
    }

    Batch anySpan()
    {
        SpanBatch batch;
        const std::uint64_t number = m_head.id.number + below(6);
        batch.relTimestamp = number * 2;
        batch.l1OriginNumber = m_head.l1Origin.number + below(4);
        batch.parentCheck = checkOf(hashOf("l2", number - 1));
        batch.l1OriginCheck = checkOf(hashOf("l1", batch.l1OriginNumber));
        const std::uint64_t blocks = 1 + below(4);
        for (std::uint64_t i = 0; i < blocks; ++i)
            batch.add(below(3) == 0, {});
        return batch;
    }

    void advance(std::uint64_t origin)
    {
        if (origin > m_l1Blocks.back().id.number) return;
        m_head = l2Block(m_head.id.number + 1, origin);
        while (m_l1Blocks.front().id.number < origin)
            m_l1Blocks.pop_front();
    }

    void follow(const Batch& batch)
    {
        if (const auto* singular = std::get_if<SingularBatch>(&batch)) return advance(singular->epochNumber);
        auto blocks = opstack::SpanBlocks::after(context(), std::get<SpanBatch>(batch));
        while (blocks && !blocks->atEnd()) {
            const auto block = blocks->take(context());
            if (!block) return;
            advance(block->epochNumber);
        }
    }

    std::mt19937 m_random;
    opstack::RollupConfig m_config;
    L2BlockRef m_head;
    std::deque<L1BlockRef> m_l1Blocks;
    const opstack::SafeBlocks m_noSafeBlocks = [](std::uint64_t) { return nullptr; };
    opstack::BatchQueue m_queue;
    PlainQueue m_plain;
};

/// As holocene/derivation.md says it, frame by frame.
std::vector<Frame> prunedPlainly(std::vector<Frame> frames)
{
    for (std::size_t i = 0; i + 1 < frames.size();) {
        const Frame& current = frames[i];
        const Frame& next = frames[i + 1];
        const bool isSame = current.channelId == next.channelId;
        const auto at = frames.begin() + static_cast<std::ptrdiff_t>(i);
        if (!isSame && next.number == 0 && !current.isLast) {
            frames.erase(at);
            if (i > 0) --i;
        } else if (isSame ? !current.isLast && next.number == current.number + 1 : next.number == 0) {
            ++i;
        } else {
            frames.erase(at + 1);
        }
    }
    return frames;
}

} // namespace

/// Batches that wait for their turn, and how little those cost that somebody sends to make others wait.
class BatchQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsTheSpecificationsQueue()
    {
        int accepted = 0;
        for (unsigned seed = 1; seed <= 1'000; ++seed) {
            const int of = Chaos(seed).run();
            QVERIFY2(of >= 0, qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(-of - 1)));
            accepted += of;
        }
        qInfo("%d batches accepted, seeds 1 to 1000", accepted);
        QVERIFY(accepted > 10'000);
    }

    void framesArePrunedAsTheSpecificationSays()
    {
        std::mt19937 random(7);
        for (int run = 0; run < 20'000; ++run) {
            std::vector<Frame> frames(random() % 12);
            for (Frame& frame : frames) {
                frame.channelId[0] = static_cast<std::uint8_t>(random() % 3);
                frame.number = static_cast<std::uint16_t>(random() % 3);
                frame.isLast = random() % 3 == 0;
            }
            const std::vector<Frame> plain = prunedPlainly(frames);
            opstack::pruneFrames(frames);
            QCOMPARE(frames, plain);
        }
    }

    /// A few bytes of compressed data name them all.
    void ofTenMillionBlocksOnlyThoseAskedForAreMade()
    {
        const opstack::RollupConfig rollup = config(kGenesisTime);
        SpanBatch batch;
        batch.relTimestamp = 14;
        batch.l1OriginNumber = 1;
        batch.originChanged.assign(10'000'000, false);
        batch.ends.assign(10'000'000, 0);
        const L2BlockRef head = l2Block(6, 1);
        const std::deque<L1BlockRef> l1Blocks{l1Block(1)};
        const opstack::SafeBlocks none = [](std::uint64_t) { return nullptr; };
        auto blocks = opstack::SpanBlocks::after({rollup, l1Blocks, head, none}, std::move(batch));
        QVERIFY(blocks);
        const auto first = blocks->take({rollup, l1Blocks, head, none});
        QVERIFY(first);
        QCOMPARE(first->timestamp, head.timestamp + 2);
        QVERIFY(!blocks->take({rollup, l1Blocks, head, none})); // the head has not moved on
        QVERIFY(!blocks->atEnd());
    }

    /// Were each of them judged at each look, this would take hours.
    void aMillionBatchesOfLaterBlocksAreNotLookedAt()
    {
        const opstack::RollupConfig rollup = config(kGenesisTime);
        L2BlockRef head = l2Block(6, 1);
        const std::deque<L1BlockRef> l1Blocks{l1Block(1), l1Block(2)};
        const opstack::SafeBlocks none = [](std::uint64_t) { return nullptr; };
        opstack::BatchQueue queue;
        for (std::uint64_t i = 0; i < 1'000'000; ++i)
            queue.add(
                SingularBatch{{}, 1, hashOf("l1", 1), kGenesisTime + 1'000'000 + 2 * i, {}}, l1Blocks[0]);
        for (int look = 0; look < 10'000; ++look) {
            head = l2Block(head.id.number + 1, 1);
            QVERIFY(!queue.take({rollup, l1Blocks, head, none}).batch);
        }
        QVERIFY(queue.size() > 64'000'000); // what it takes is counted, for there is a limit
        queue.clear();
        QCOMPARE(queue.size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(BatchQueueTest)
#include "batch_queue_test.moc"
