#include "core/opstack/derivation.h"

#include "core/opstack/blob.h"
#include "core/opstack/sequencing.h"

namespace opstack {

namespace {

using base::fail;
using base::Fault;
using base::Result;

/// Set-code transactions came after the list was made, and were not added to it.
bool mayCarryBatches(eth::TransactionType type)
{
    return type != eth::TransactionType::SetCode;
}

/// Only what applyConfigUpdates() looks at.
std::vector<eth::Receipt> configReceiptsOf(
    const RollupConfig& config, const std::vector<eth::Receipt>& receipts)
{
    std::vector<eth::Receipt> out;
    for (const eth::Receipt& receipt : receipts) {
        eth::Receipt kept;
        kept.succeeded = receipt.succeeded;
        std::ranges::copy_if(receipt.logs, std::back_inserter(kept.logs),
            [&](const eth::Log& log) { return log.address == config.l1SystemConfigAddress; });
        if (!kept.logs.empty()) out.push_back(std::move(kept));
    }
    return out;
}

std::vector<Bytes> usersTransactions(const eth::Block& block)
{
    std::vector<Bytes> out;
    for (const eth::Transaction& transaction : block.transactions)
        if (transaction.type != eth::TransactionType::Deposit)
            out.push_back(eth::encodeTransaction(transaction));
    return out;
}

/// Nodes have no such limit but their memory. No chain has come near it.
constexpr std::size_t kMaxQueueSize = 256u << 20u;

template <typename Step, typename Idle>
bool isIdle(const Step& step, Idle idle)
{
    const auto* is = std::get_if<Idle>(&step);
    return is != nullptr && *is == idle;
}

} // namespace

Result<std::vector<InboxTransaction>> inboxOf(
    const RollupConfig& config, const std::vector<eth::Transaction>& transactions, const Blobs& blobs)
{
    std::vector<InboxTransaction> inbox;
    for (const eth::Transaction& transaction : transactions) {
        if (transaction.to != config.batchInboxAddress || !mayCarryBatches(transaction.type)) continue;
        const auto sender = eth::recoverSender(transaction);
        if (!sender) continue;
        InboxTransaction out{*sender, transaction.type == eth::TransactionType::Blob, transaction.data, {}};
        for (const Hash& hash : transaction.blobVersionedHashes)
            out.blobs.push_back(TRY(blobs(hash)));
        inbox.push_back(std::move(out));
    }
    return inbox;
}

Result<L2Head> l2HeadOf(const RollupConfig& config, const eth::Block& block, const Hash& hash)
{
    L2Head head;
    head.reference = TRY(l2BlockRef(config, block, hash));
    head.systemConfig = TRY(systemConfigOf(config, block));
    return head;
}

Result<SafeBlock> safeBlockOf(const RollupConfig& config, const eth::Block& block, const Hash& hash)
{
    return SafeBlock{TRY(l2BlockRef(config, block, hash)), usersTransactions(block)};
}

Derivation::Derivation(const RollupConfig& config, SystemConfig systemConfig, SafeBlocks safeBlocks)
    : m_config(config)
    , m_safeBlocks(std::move(safeBlocks))
    , m_systemConfig(std::move(systemConfig))
    , m_bank(ChannelBank(config))
    , m_assembler(config)
{
}

Result<void> Derivation::push(L1Input input)
{
    if (m_config.usesAltDa) return fail(Fault::Unsupported, "the chain keeps its batches outside of L1");
    if (m_config.unknownForkTime && input.block.timestamp >= *m_config.unknownForkTime)
        return fail(Fault::Unsupported, "the chain has passed a fork that is not known here");
    const bool follows =
        !m_last || (input.block.parentHash == m_last->hash && input.block.id.number == m_last->number + 1);
    if (!follows) return fail(Fault::Mismatch, "an L1 block that does not follow the one before it");
    m_last = input.block.id;
    m_pending.push_back(std::move(input));
    return {};
}

Result<std::optional<DerivedAttributes>> Derivation::next(const L2Head& head)
{
    for (;;) {
        if (m_isOpen) {
            const Step step = TRY(isHolocene() ? stepHolocene(head.reference) : stepQueue(head.reference));
            if (const auto* batch = std::get_if<NextBatch>(&step)) return TRY(attributesOf(*batch, head));
            if (std::get<Idle>(step) == Idle::Again) continue;
        }
        if (m_pending.empty()) return std::nullopt;
        open(std::move(m_pending.front()));
        m_pending.pop_front();
    }
}

std::optional<PayloadAttributes> Derivation::invalidate(const DerivedAttributes& derived)
{
    drop(BatchVerdict::Drop, "its transactions cannot be executed");
    if (!isHolocene()) return {};
    flushChannel();
    PayloadAttributes attributes = derived.attributes;
    attributes.transactions.resize(derived.protocolTransactions);
    return attributes;
}

// --- L1

/// The configuration is updated before the block's batches are read: a new batcher counts at once.
void Derivation::open(L1Input input)
{
    const bool wasHolocene = m_isOpen && isHolocene();
    const bool isFirst = !std::exchange(m_isOpen, true);
    m_current = input.block;
    if (!wasHolocene && isHolocene()) {
        m_bank.reset();
        m_queue.clear();
    }
    std::vector<eth::Receipt> updates = configReceiptsOf(m_config, input.receipts);
    // The first block's are in force already.
    if (!isFirst) applyConfigUpdates(m_systemConfig, m_config, input.block.timestamp, updates);
    if (isFirst) m_origin = m_current, m_l1Blocks = {m_current};
    m_epochs.insert_or_assign(input.block.id.number,
        Epoch{input.block, std::move(updates), depositsOf(m_config, input.block.id.hash, input.receipts)});
    takeInbox(input.inbox);
}

void Derivation::takeInbox(const std::vector<InboxTransaction>& inbox)
{
    const bool ecotone = m_config.isActive(Fork::Ecotone, m_current.timestamp);
    for (const InboxTransaction& transaction : inbox) {
        if (transaction.sender != m_systemConfig.batcherAddress) continue;
        if (!ecotone || !transaction.hasBlobs) {
            m_data.push_back(transaction.data);
            continue;
        }
        for (const Bytes& blob : transaction.blobs) {
            if (auto data = parseBlob(blob))
                m_data.push_back(*std::move(data));
            else
                drop(BatchVerdict::Drop, "a blob: " + data.error().detail);
        }
    }
}

// --- Frames, channels, batches

/// From Holocene on the frames of one transaction or blob must fit each other.
std::optional<Frame> Derivation::nextFrame()
{
    while (m_frames.empty() && !m_data.empty()) {
        auto frames = parseFrames(m_data.front());
        m_data.pop_front();
        if (!frames) {
            drop(BatchVerdict::Drop, "batcher data: " + frames.error().detail);
            continue;
        }
        if (isHolocene()) pruneFrames(*frames);
        m_frames.assign(std::move_iterator(frames->begin()), std::move_iterator(frames->end()));
    }
    if (m_frames.empty()) return {};
    Frame frame = std::move(m_frames.front());
    m_frames.pop_front();
    return frame;
}

std::optional<Bytes> Derivation::nextChannel()
{
    for (;;) {
        if (!isHolocene())
            if (auto content = m_bank->take(m_current)) return content;
        auto frame = nextFrame();
        if (!frame) return {};
        if (!isHolocene())
            m_bank->add(*std::move(frame), m_current);
        else if (auto content = m_assembler.add(*std::move(frame), m_current))
            return content;
    }
}

std::optional<ChannelReader> Derivation::nextReader()
{
    const std::uint64_t time = m_current.timestamp;
    while (const auto content = nextChannel()) {
        auto reader = ChannelReader::open(
            *content, m_config.isActive(Fork::Fjord, time), maxRlpBytesPerChannel(m_config, time));
        if (reader) return *std::move(reader);
        drop(BatchVerdict::Drop, "a channel: " + reader.error().detail);
    }
    return {};
}

std::optional<Batch> Derivation::nextBatch()
{
    for (;;) {
        if (!m_reader && !(m_reader = nextReader())) return {};
        const auto bytes = m_reader->next();
        if (!bytes)
            m_reader.reset();
        else if (auto batch = parseBatch(*bytes))
            return batch;
    }
}

/// A batch whose encoding is damaged ends its channel.
std::optional<Batch> Derivation::parseBatch(ByteView bytes)
{
    const auto type = bytes.empty() ? 0xff : bytes[0];
    if (type == static_cast<std::uint8_t>(BatchType::Span)) return parseSpan(bytes.subspan(1));
    if (type == static_cast<std::uint8_t>(BatchType::Singular))
        if (auto batch = parseSingularBatch(bytes.subspan(1))) return *std::move(batch);
    drop(BatchVerdict::Drop, "a batch that cannot be read, and the rest of its channel");
    m_reader.reset();
    return {};
}

std::optional<Batch> Derivation::parseSpan(ByteView content)
{
    auto encoded = readSpanBatch(content);
    if (!encoded) {
        drop(BatchVerdict::Drop, encoded.error().detail + "; the rest of its channel goes too");
        m_reader.reset();
        return {};
    }
    if (!m_config.isActive(Fork::Delta, m_current.timestamp)) {
        drop(BatchVerdict::Drop, "a span batch before Delta");
        return {};
    }
    if (auto batch = joinSpanBatch(*std::move(encoded), m_config.l2ChainId)) return *std::move(batch);
    drop(BatchVerdict::Drop, "a span batch with a malformed transaction");
    return {};
}

// --- Origins

/// The L1 blocks that a next block may have as its origin. Those before the head's are of no use.
void Derivation::updateOrigins(const L2BlockRef& head)
{
    if (m_origin.id != m_current.id) {
        m_origin = m_current;
        if (m_current.id.number < head.l1Origin.number)
            m_l1Blocks.clear();
        else
            m_l1Blocks.push_back(m_current);
    }
    while (m_l1Blocks.size() > 1 && m_l1Blocks.front().id.number < head.l1Origin.number)
        m_l1Blocks.pop_front();
    const std::uint64_t oldest = m_l1Blocks.empty() ? m_current.id.number : m_l1Blocks.front().id.number;
    m_epochs.erase(m_epochs.begin(), m_epochs.lower_bound(std::min(oldest, head.l1Origin.number)));
}

Result<void> Derivation::checkOrigins(const L2BlockRef& head) const
{
    if (m_l1Blocks.empty())
        return fail(Fault::BadData, "derivation began after the L1 origin of the safe head");
    const L1BlockRef& first = m_l1Blocks.front();
    const bool isHeads = first.id == head.l1Origin;
    const bool isNext = first.id.number == head.l1Origin.number + 1 && first.parentHash == head.l1Origin.hash;
    if (!isHeads && !isNext)
        return fail(Fault::BadData, "the L1 origin of the safe head is not in this L1 chain");
    return {};
}

// --- Span batches

std::optional<SingularBatch> Derivation::popSpan(const L2BlockRef& head)
{
    if (!m_span) return {};
    auto batch = m_span->take(context(head));
    if (!batch || m_span->atEnd()) m_span.reset();
    return batch;
}

// --- Before Holocene: batches wait in a queue until their turn comes

Result<Derivation::Step> Derivation::stepQueue(const L2BlockRef& head)
{
    if (m_queue.size() > kMaxQueueSize)
        return fail(Fault::Unsupported, "more batches wait for their turn than this program keeps");
    if (auto batch = popSpan(head)) return NextBatch{*std::move(batch), false, !m_span};
    updateOrigins(head);
    const bool isBehind = m_current.id.number < head.l1Origin.number;
    auto batch = nextBatch();
    if (isBehind) return Step(batch ? Idle::Again : Idle::Exhausted);
    TRY(checkOrigins(head));
    const bool outOfData = !batch;
    if (batch) {
        const Judged judged =
            std::visit([&](const auto& each) { return judge(context(head), each, m_current); }, *batch);
        if (judged.verdict == BatchVerdict::Drop)
            drop(judged);
        else
            m_queue.add(*std::move(batch), m_current);
    }
    Step step = takeQueued(head);
    // An undecided batch holds everything up until more of L1 is known.
    if (isIdle(step, Idle::Again)) step = forceEmpty(head, outOfData);
    if (isIdle(step, Idle::Exhausted) && !outOfData) return Step(Idle::Again);
    return step;
}

/// The first batch that is accepted. Again: none waits for more of L1.
Derivation::Step Derivation::takeQueued(const L2BlockRef& head)
{
    BatchQueue::Taken taken = m_queue.take(context(head));
    for (const Judged& judged : taken.dropped)
        drop(judged);
    if (!taken.batch) return Step(taken.isHeld ? Idle::Exhausted : Idle::Again);
    return firstOf(*std::move(taken.batch), head);
}

Derivation::Step Derivation::firstOf(Batch batch, const L2BlockRef& head)
{
    if (auto* singular = std::get_if<SingularBatch>(&batch)) return NextBatch{std::move(*singular)};
    // Its blocks have been judged with the rest of it.
    m_span = SpanBlocks::after(context(head), std::get<SpanBatch>(std::move(batch)));
    SingularBatch first = popSpan(head).value();
    return NextBatch{std::move(first), false, !m_span};
}

// --- From Holocene on: the next batch is the next block's, or goes with the rest of its channel

Result<Derivation::Step> Derivation::stepHolocene(const L2BlockRef& head)
{
    updateOrigins(head);
    // What was complete at the head's origin can hold past batches only.
    if (m_current.id.number <= head.l1Origin.number) return Step(nextBatch() ? Idle::Again : Idle::Exhausted);
    TRY(checkOrigins(head));
    if (auto batch = popSpan(head)) return judgeSingular(*std::move(batch), head);
    if (auto batch = nextBatch()) return judgeHolocene(*std::move(batch), head);
    return forceEmpty(head, true);
}

Derivation::Step Derivation::judgeHolocene(Batch batch, const L2BlockRef& head)
{
    if (auto* singular = std::get_if<SingularBatch>(&batch)) return judgeSingular(std::move(*singular), head);
    SpanBatch& span = std::get<SpanBatch>(batch);
    Judged judged = judgePrefix(context(head), span, m_current);
    const bool isFit = judged.verdict == BatchVerdict::Accept;
    const Judged overlap = isFit ? judgeOverlap(context(head), span) : judged;
    if (isFit) m_span = SpanBlocks::after(context(head), std::move(span));
    if (isFit && !m_span) judged = {BatchVerdict::Drop, "an L1 origin outside of what the safe head allows"};
    if (judged.verdict != BatchVerdict::Accept) {
        drop(judged);
        if (judged.verdict == BatchVerdict::Drop) flushChannel();
        return Step(Idle::Again);
    }
    if (m_disputed.empty() && overlap.verdict != BatchVerdict::Accept)
        m_disputed =
            "a span batch contradicts blocks that were safe before it: nodes from before and after August "
            "2026 disagree on whether the rest of it counts";
    return judgeSingular(popSpan(head).value(), head);
}

Derivation::Step Derivation::judgeSingular(SingularBatch batch, const L2BlockRef& head)
{
    const Judged judged = judge(context(head), batch, m_current);
    if (judged.verdict == BatchVerdict::Accept) return NextBatch{std::move(batch)};
    drop(judged);
    if (judged.verdict == BatchVerdict::Drop) flushChannel();
    return Step(Idle::Again);
}

void Derivation::flushChannel()
{
    m_span.reset();
    m_reader.reset();
}

// --- Both

/// Once an epoch's sequencing window is over it has, without batches, the blocks up to the next one's time,
/// and one at least. Specification: derivation.md, "Batch Queue".
Derivation::Step Derivation::forceEmpty(const L2BlockRef& head, bool outOfData)
{
    const L1BlockRef& epoch = m_l1Blocks.front();
    const std::uint64_t expiry = epoch.id.number + m_config.sequencerWindowSize;
    const bool isOver = expiry < m_current.id.number || (expiry == m_current.id.number && outOfData);
    if (!isOver || m_l1Blocks.size() < 2) return Step(Idle::Exhausted);
    const std::uint64_t timestamp = head.timestamp + m_config.blockTime;
    const bool isFirstOfEpoch = epoch.id.number == head.l1Origin.number + 1;
    if (timestamp < m_l1Blocks[1].timestamp || isFirstOfEpoch)
        return NextBatch{{head.id.hash, epoch.id.number, epoch.id.hash, timestamp, {}}, true, true};
    m_l1Blocks.pop_front();
    return Step(Idle::Exhausted);
}

Result<DerivedAttributes> Derivation::attributesOf(const NextBatch& next, const L2Head& head) const
{
    const auto found = m_epochs.find(next.batch.epochNumber);
    if (found == m_epochs.end())
        return fail(Fault::BadData, "derivation began after the L1 origin of the safe head");
    const Epoch& epoch = found->second;
    SystemConfig system = head.systemConfig;
    std::vector<eth::Transaction> deposits;
    if (epoch.block.id != head.reference.l1Origin) {
        applyConfigUpdates(system, m_config, epoch.block.timestamp, epoch.configReceipts);
        deposits = TRY(base::Result<std::vector<eth::Transaction>>(epoch.deposits));
    }
    DerivedAttributes derived;
    derived.attributes = TRY(payloadAttributes(m_config, head.reference, system, epoch.block, deposits));
    derived.protocolTransactions = derived.attributes.transactions.size();
    std::ranges::copy(next.batch.transactions, std::back_inserter(derived.attributes.transactions));
    derived.l1Origin = epoch.block.id;
    derived.derivedFrom = m_current.id;
    derived.isForced = next.isForced;
    derived.concludes = next.concludes;
    return derived;
}

void Derivation::drop(BatchVerdict verdict, std::string reason)
{
    if (m_dropped.size() < kMaxDropped) m_dropped.push_back({m_current.id, verdict, std::move(reason)});
}

// --- Where to begin

Result<L2BlockRef> derivationStart(const RollupConfig& config, const L2BlockRef& safeHead,
    const std::function<std::optional<L2BlockRef>(std::uint64_t number)>& ancestor,
    const std::function<std::optional<std::uint64_t>(std::uint64_t l1Number)>& l1Time)
{
    L2BlockRef start = safeHead;
    while (start.id.number > config.genesis.l2.number && start.l1Origin.number > config.genesis.l1.number) {
        const auto time = l1Time(start.l1Origin.number);
        if (!time)
            return fail(Fault::NotYet, "an L1 block that the start of derivation depends on is not known");
        if (start.l1Origin.number + channelTimeout(config, *time) <= safeHead.l1Origin.number) break;
        const auto parent = ancestor(start.id.number - 1);
        if (!parent)
            return fail(Fault::NotYet, "an L2 block that the start of derivation depends on is not known");
        start = *parent;
    }
    return start;
}

} // namespace opstack
