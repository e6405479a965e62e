#include "core/opstack/batch_queue.h"

namespace opstack {

namespace {

/// Of a batch or a transaction, beyond its bytes.
constexpr std::size_t kOverhead = 64;

std::size_t sizeOf(const std::vector<Bytes>& transactions)
{
    std::size_t size = kOverhead;
    for (const Bytes& transaction : transactions)
        size += transaction.size() + kOverhead;
    return size;
}

std::size_t sizeOf(const Batch& batch)
{
    if (const auto* singular = std::get_if<SingularBatch>(&batch))
        return sizeof(Batch) + sizeOf(singular->transactions);
    const auto& span = std::get<SpanBatch>(batch);
    return sizeof(Batch) + span.blockCount() * sizeof(span.ends[0]) + sizeOf(span.transactions);
}

std::uint64_t firstTimestamp(const RollupConfig& config, const Batch& batch)
{
    if (const auto* singular = std::get_if<SingularBatch>(&batch)) return singular->timestamp;
    return timestampOf(config, std::get<SpanBatch>(batch), 0);
}

} // namespace

void BatchQueue::add(Batch batch, const L1BlockRef& inclusion)
{
    m_size += sizeOf(batch);
    m_due.emplace(m_next++, Queued{std::move(batch), inclusion});
}

BatchQueue::Taken BatchQueue::take(const BatchContext& context)
{
    Taken taken;
    const Hold now{
        context.safeHead.id.hash, context.l1Blocks.empty() ? Hash{} : context.l1Blocks.back().id.hash};
    taken.isHeld = m_hold == now;
    if (taken.isHeld) return taken;
    m_hold.reset();
    wakeUp(context);
    const auto eager = firstEager(context);
    for (auto it = m_due.begin(); it != m_due.end() && (!eager || it->first < *eager);) {
        const auto queued = it++;
        const Judged judged =
            std::visit([&](const auto& batch) { return judge(context, batch, queued->second.inclusion); },
                queued->second.batch);
        if (judged.verdict == BatchVerdict::Accept) {
            taken.batch = remove(queued);
            return taken;
        }
        if (judged.verdict == BatchVerdict::Undecided) {
            m_hold = now;
            break;
        }
        if (judged.verdict == BatchVerdict::Future) {
            postpone(context, queued);
            continue;
        }
        taken.dropped.push_back(judged);
        remove(queued);
    }
    if (eager) m_hold = now;
    taken.isHeld = m_hold.has_value();
    return taken;
}

void BatchQueue::wakeUp(const BatchContext& context)
{
    const auto end = m_later.upper_bound(context.nextTimestamp());
    for (auto it = m_later.begin(); it != end; it = m_later.erase(it))
        for (Due::node_type& node : it->second) {
            if (const auto* span = std::get_if<SpanBatch>(&node.mapped().batch)) {
                const auto spans = m_laterSpans.find(span->firstOriginNumber());
                spans->second.erase(node.key());
                if (spans->second.empty()) m_laterSpans.erase(spans);
            }
            m_due.insert(std::move(node));
        }
}

/// A span batch that begins with the next L1 origin is undecided until that is known, even when it is of a
/// later block: whether Delta is active is asked before the time.
std::optional<BatchQueue::Arrival> BatchQueue::firstEager(const BatchContext& context) const
{
    if (context.l1Blocks.size() != 1) return {};
    const auto spans = m_laterSpans.find(context.l1Blocks.front().id.number + 1);
    return spans == m_laterSpans.end() ? std::nullopt : std::optional(*spans->second.begin());
}

void BatchQueue::postpone(const BatchContext& context, Due::iterator queued)
{
    const Batch& batch = queued->second.batch;
    const std::uint64_t timestamp = firstTimestamp(context.config, batch);
    if (const auto* span = std::get_if<SpanBatch>(&batch))
        m_laterSpans[span->firstOriginNumber()].insert(queued->first);
    m_later[timestamp].push_back(m_due.extract(queued));
}

Batch BatchQueue::remove(Due::iterator queued)
{
    Batch batch = std::move(m_due.extract(queued).mapped().batch);
    m_size -= sizeOf(batch);
    return batch;
}

} // namespace opstack
