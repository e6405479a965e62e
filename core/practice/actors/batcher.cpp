#include "core/practice/actors/batcher.h"

#include "core/crypto/keccak.h"
#include "core/opstack/blob.h"
#include "core/practice/actors/batcher_transactions.h"
#include "core/practice/layers/transactions.h"

namespace practice {
namespace {

using base::Fault;
using base::Result;
using opstack::Fork;
using opstack::RollupConfig;

/// More of the batcher's transactions than this never wait at once: the pool keeps 64 of a sender.
constexpr std::uint64_t kMaxWaiting = 32;
/// So many bytes of batches make a channel full; the limit of the protocol is 10,000,000 before Fjord.
constexpr std::size_t kFullChannel = 1'000'000;
/// An invalid channel is there to be rejected: it need not be long.
constexpr std::uint64_t kInvalidBlocks = 32;

constexpr std::size_t kMinFrameSize = 2'000;
/// Nodes take no transaction above 128 KiB into their pools.
constexpr std::size_t kMaxCalldataFrame = 120'000;
constexpr std::size_t kMaxBlobFrame = opstack::kMaxBlobDataSize - 1;

/// Deterministic bytes: those of a counter-mode hash of the seed.
Bytes randomBytes(std::uint64_t seed, std::uint64_t index, std::size_t size)
{
    Bytes out;
    for (std::uint64_t block = 0; out.size() < size; ++block) {
        Bytes preimage = base::toBytes(base::asBytes("practice batcher"));
        for (const std::uint64_t part : {seed, index, block})
            base::append(preimage, Uint256{part}.toHash());
        base::append(out, crypto::keccak256(preimage));
    }
    out.resize(size);
    return out;
}

bool hasUserTransactions(const std::vector<BatchedBlock>& blocks)
{
    return std::ranges::any_of(blocks, [](const BatchedBlock& block) { return !block.transactions.empty(); });
}

bool hasRoom(L1& l1, const Deployment& deployment)
{
    return waitingTransactions(l1, deployment.roles.batcher.address) < kMaxWaiting;
}

} // namespace

Batcher::Batcher(const Deployment& deployment, BatcherSettings settings, std::uint64_t seed)
    : m_deployment(deployment)
    , m_settings(settings)
    , m_seed(seed)
{
}

Result<void> Batcher::act(L1& l1, L2& l2, const Faults& faults)
{
    if (faults.batcherStops) return {};
    const std::uint64_t duration = std::max<std::uint64_t>(1, m_settings.channelDuration);
    const bool isDue = (l1.chain().head()->number() + 1) % duration == 0;
    if (faults.batcherPostsGarbage) return isDue ? sendGarbage(l1) : Result<void>{};
    if (faults.batcherPostsInvalidBatches) return isDue ? sendInvalid(l1, l2) : Result<void>{};
    forgetFinal(l1);
    TRY(forgetLost(l1, l2));
    if (!m_sent.empty()) TRY(sendWaiting(l1, m_sent.back()));
    return isDue ? sendDue(l1, l2) : Result<void>{};
}

Result<void> Batcher::sendDue(L1& l1, L2& l2)
{
    while (hasRoom(l1, m_deployment) && (m_sent.empty() || m_sent.back().waiting.empty())) {
        std::optional<Sent> channel = TRY(openChannel(l1, l2, BatchFlaw::None));
        if (!channel) break;
        m_sent.push_back(std::move(*channel));
        TRY(sendWaiting(l1, m_sent.back()));
    }
    return {};
}

/// Its first frame would cut off a channel of which only the beginning is sent: from Holocene on there is one
/// channel at a time. That one will be sent anew.
Result<void> Batcher::sendInvalid(L1& l1, L2& l2)
{
    if (!m_sent.empty() && !m_sent.back().waiting.empty()) m_sent.pop_back();
    const auto flaw = static_cast<BatchFlaw>(1 + m_channels % 3);
    std::optional<Sent> channel = TRY(openChannel(l1, l2, flaw));
    if (channel) TRY(sendWaiting(l1, *channel));
    return {};
}

Result<void> Batcher::sendGarbage(L1& l1)
{
    if (!hasRoom(l1, m_deployment)) return {};
    const std::uint64_t index = m_channels++;
    const auto hash = sendCalldata(l1, m_deployment, randomBytes(m_seed, index, 200 + index % 800));
    if (!hash && hash.error().fault != Fault::Refused) return std::unexpected(hash.error());
    return {};
}

Result<std::vector<BatchedBlock>> Batcher::nextBlocks(L2& l2, std::uint64_t most) const
{
    std::uint64_t number = l2.safe().number;
    if (!m_sent.empty()) number = std::max(number, m_sent.back().lastBlock);
    const std::uint64_t head = l2.canonical().head()->number();
    std::vector<BatchedBlock> blocks;
    std::size_t bytes = 0;
    while (number < head && blocks.size() < most && bytes < kFullChannel) {
        const BlockPointer block = TRY(l2.canonical().block(++number));
        const opstack::L2BlockRef place = TRY(opstack::l2BlockRef(l2.config(), block->block, block->hash));
        blocks.push_back(batchedBlock(place, block->block));
        bytes += blocks.back().size();
    }
    return blocks;
}

/// Span batches go by the time of the first block's origin, all else by that of the L1 block with the data.
Result<BatcherSettings> Batcher::settingsFor(L1& l1, const std::vector<BatchedBlock>& blocks) const
{
    const RollupConfig& config = m_deployment.rollup;
    const std::uint64_t l1Time = l1.chain().head()->timestamp() + kL1BlockTime;
    const BlockPointer origin = TRY(l1.chain().block(blocks.front().place.l1Origin.number));
    BatcherSettings settings = m_settings;
    if (!origin || !config.isActive(Fork::Delta, origin->timestamp()))
        settings.batchType = opstack::BatchType::Singular;
    const bool isEmpty = !hasUserTransactions(blocks);
    if (isEmpty || !config.isActive(Fork::Fjord, l1Time)) settings.compression = opstack::Compression::Zlib;
    settings.useBlobs &= !isEmpty && config.isActive(Fork::Ecotone, l1Time);
    const std::size_t most = settings.useBlobs ? kMaxBlobFrame : kMaxCalldataFrame;
    settings.maxFrameSize = std::clamp(settings.maxFrameSize, kMinFrameSize, most);
    return settings;
}

Result<std::optional<Batcher::Sent>> Batcher::openChannel(L1& l1, L2& l2, BatchFlaw flaw)
{
    const std::uint64_t most = flaw == BatchFlaw::None ? ~std::uint64_t{0} : kInvalidBlocks;
    const std::vector<BatchedBlock> blocks = TRY(nextBlocks(l2, most));
    if (blocks.empty()) return std::nullopt;
    return TRY(channelOf(l1, blocks, flaw));
}

Result<Batcher::Sent> Batcher::channelOf(L1& l1, const std::vector<BatchedBlock>& blocks, BatchFlaw flaw)
{
    const BatcherSettings settings = TRY(settingsFor(l1, blocks));
    const auto batches = TRY(batchesOf(blocks, settings.batchType, m_deployment.rollup.genesis.l2Time, flaw));
    const auto id = opstack::ChannelId::from(randomBytes(m_seed, m_channels++, opstack::ChannelId::kSize));
    Sent sent;
    sent.firstBlock = blocks.front().place.id.number;
    sent.lastBlock = blocks.back().place.id.number;
    sent.lastHash = blocks.back().place.id.hash;
    sent.isSpan = settings.batchType == opstack::BatchType::Span;
    sent.inBlobs = settings.useBlobs;
    sent.waiting = channelData(batches, {id, settings.compression, settings.maxFrameSize});
    return sent;
}

/// What L1 refuses now, it may take before the next block.
Result<void> Batcher::sendWaiting(L1& l1, Sent& sent) const
{
    const std::size_t perTransaction = sent.inBlobs ? kBlobsPerTransaction : 1;
    while (!sent.waiting.empty() && hasRoom(l1, m_deployment)) {
        const std::span<Bytes> next =
            std::span(sent.waiting).first(std::min(perTransaction, sent.waiting.size()));
        const auto hash =
            sent.inBlobs ? sendBlobs(l1, m_deployment, next) : sendCalldata(l1, m_deployment, next.front());
        if (!hash && hash.error().fault == Fault::Refused) break;
        sent.transactions.push_back(TRY(hash));
        sent.waiting.erase(
            sent.waiting.begin(), sent.waiting.begin() + static_cast<std::ptrdiff_t>(next.size()));
    }
    return {};
}

void Batcher::forgetFinal(const L1& l1)
{
    const std::uint64_t final = l1.finalizedNumber();
    std::erase_if(m_sent, [&](const Sent& sent) { return sent.isComplete() && sent.latest <= final; });
}

/// A channel that cannot arrive any more takes those after it along: blocks are derived in their order.
Result<void> Batcher::forgetLost(L1& l1, L2& l2)
{
    for (auto sent = m_sent.begin(); sent != m_sent.end(); ++sent) {
        if (sent->isComplete()) continue;
        const std::span<const Hash> unseen = std::span(sent->transactions).subspan(sent->seen);
        const bool isWaiting =
            std::ranges::all_of(unseen, [&](const Hash& hash) { return l1.pool().find(hash) != nullptr; });
        const BlockPointer last = TRY(l2.canonical().block(sent->lastBlock));
        if (isWaiting && last && last->hash == sent->lastHash) continue;
        m_sent.erase(sent, m_sent.end());
        break;
    }
    return {};
}

Result<void> Batcher::observe(const BlockPointer& l1Block, L2& l2)
{
    for (auto sent = m_sent.begin(); sent != m_sent.end(); ++sent) {
        if (sent->isComplete()) continue;
        while (sent->seen < sent->transactions.size() &&
               std::ranges::count(l1Block->transactionHashes, sent->transactions[sent->seen]) != 0) {
            if (sent->seen++ == 0) sent->opened = l1Block->number();
            sent->latest = l1Block->number();
        }
        if (!sent->isComplete()) break;
        if (!TRY(isDerived(*sent, l2))) {
            m_sent.erase(sent, m_sent.end());
            break;
        }
    }
    return {};
}

/// Whether its blocks are what L2 derives: they are, as soon as all of it is on L1, or will never be.
Result<bool> Batcher::isDerived(const Sent& sent, L2& l2)
{
    if (sent.lastBlock > l2.safe().number) return false;
    const BlockPointer last = TRY(l2.canonical().block(sent.lastBlock));
    return last && last->hash == sent.lastHash;
}

/// L2 has gone back to that block. Of a channel of singular batches those up to it are still derived.
void Batcher::forgetReplaced(const BlockId& l2Head)
{
    const auto sent =
        std::ranges::find_if(m_sent, [&](const Sent& channel) { return channel.lastBlock > l2Head.number; });
    if (sent == m_sent.end()) return;
    if (sent->isSpan || sent->firstBlock > l2Head.number) {
        m_sent.erase(sent, m_sent.end());
        return;
    }
    sent->lastBlock = l2Head.number;
    sent->lastHash = l2Head.hash;
    m_sent.erase(sent + 1, m_sent.end());
}

Result<void> Batcher::followReorg(L1& l1, L2& l2)
{
    std::uint64_t from = l1.chain().head()->number() + 1;
    for (Sent& sent : m_sent) {
        if (sent.seen != 0) from = std::min(from, sent.opened);
        sent.seen = 0;
    }
    forgetReplaced(l2.canonical().head()->id());
    for (; from <= l1.chain().head()->number(); ++from) {
        const BlockPointer block = TRY(l1.chain().block(from));
        TRY(observe(block, l2));
    }
    return {};
}

} // namespace practice
