#include "core/opstack/span_blocks.h"

namespace opstack {

std::optional<SpanBlocks> SpanBlocks::after(const BatchContext& context, SpanBatch batch)
{
    SpanBlocks blocks(std::move(batch));
    while (!blocks.atEnd() &&
           timestampOf(context.config, blocks.m_batch, blocks.m_next) <= context.safeHead.timestamp)
        blocks.skip();
    // The origins between these two follow one another.
    const std::uint64_t last = blocks.m_batch.l1OriginNumber;
    const bool areKnown =
        blocks.m_origin <= last && context.l1Block(blocks.m_origin) && context.l1Block(last);
    if (blocks.atEnd() || !areKnown) return {};
    return blocks;
}

std::optional<SingularBatch> SpanBlocks::take(const BatchContext& context)
{
    if (atEnd()) return {};
    const std::uint64_t timestamp = timestampOf(context.config, m_batch, m_next);
    const L1BlockRef* origin = context.l1Block(m_origin);
    if (timestamp != context.nextTimestamp() || origin == nullptr) return {};
    const auto transactions = m_batch.transactionsOf(m_next);
    SingularBatch block{context.safeHead.id.hash, m_origin, origin->id.hash, timestamp,
        {transactions.begin(), transactions.end()}};
    skip();
    return block;
}

void SpanBlocks::skip()
{
    ++m_next;
    if (!atEnd() && m_batch.originChanged[m_next]) ++m_origin;
}

} // namespace opstack
