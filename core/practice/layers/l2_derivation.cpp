#include "core/opstack/sequencing.h"
#include "core/practice/layers/epoch.h"
#include "core/practice/layers/l2.h"

namespace practice {

using base::fail;
using base::Fault;
using base::Result;

namespace {

bool isMadeFrom(const SealedBlock& block, const execution::BlockAttributes& attributes)
{
    return std::ranges::equal(block.block.transactions, attributes.transactions, {}, eth::encodeTransaction);
}

} // namespace

Result<BlockPointer> L2::originOf(L1& l1, const opstack::L2BlockRef& block)
{
    BlockPointer origin = TRY(l1.chain().block(block.l1Origin.number));
    if (origin && origin->hash == block.l1Origin.hash) return origin;
    return fail(Fault::BadData, "the L1 origin of L2 block " + std::to_string(block.id.number) + " is gone");
}

Result<std::uint64_t> L2::followReorg(L1& l1)
{
    while (!m_marks.empty()) {
        const BlockId& included = m_marks.back().l1;
        const BlockPointer block = TRY(l1.chain().block(included.number));
        if (block && block->hash == included.hash) break;
        m_marks.pop_back();
    }
    m_savedMarks = std::min(m_savedMarks, m_marks.size());
    std::uint64_t number = m_canonical->head()->number();
    for (;; --number) {
        const opstack::L2BlockRef reference = TRY(this->reference(number));
        const BlockPointer origin = TRY(l1.chain().block(reference.l1Origin.number));
        if (origin && origin->hash == reference.l1Origin.hash) break;
        if (number == m_config.genesis.l2.number)
            return fail(Fault::BadData, "the L1 block that the rollup begins with is gone");
    }
    if (number != m_canonical->head()->number()) TRY(dropAfter(number));
    return number;
}

Result<void> L2::forceExpired(L1& l1)
{
    for (;;) {
        const opstack::L2BlockRef safeHead = TRY(reference(safe().number));
        const BlockPointer epoch = TRY(expiredEpoch(l1, safeHead));
        if (!epoch) return {};
        TRY(force(l1, *epoch));
    }
}

/// The L1 origin of the next forced block; nothing when there is none.
Result<BlockPointer> L2::expiredEpoch(L1& l1, const opstack::L2BlockRef& safeHead)
{
    const BlockPointer origin = TRY(originOf(l1, safeHead));
    const BlockPointer next = TRY(l1.chain().block(origin->number() + 1));
    if (!next) return BlockPointer();
    const auto epoch =
        opstack::forcedEpoch(m_config, safeHead, next->timestamp(), l1.chain().head()->number());
    if (!epoch) return BlockPointer();
    return *epoch == next->number() ? next : origin;
}

Result<void> L2::force(L1& l1, const SealedBlock& epoch)
{
    const std::uint64_t number = safe().number + 1;
    const BlockPointer parent = TRY(m_canonical->block(number - 1));
    const auto attributes = TRY(attributesAfter(m_config, *parent, l1.chain(), epoch));
    BlockPointer block = TRY(m_canonical->block(number));
    if (block && !isMadeFrom(*block, attributes)) {
        TRY(dropAfter(number - 1));
        block = nullptr;
    }
    if (!block) block = TRY(m_canonical->extend(attributes, {})).block;
    const BlockPointer expiry = TRY(l1.chain().block(epoch.number() + m_config.sequencerWindowSize));
    mark(block->id(), expiry->id());
    return {};
}

Result<void> L2::dropAfter(std::uint64_t number)
{
    endEquivocation();
    const std::vector<BlockPointer> dropped = TRY(m_canonical->rollBack(number));
    m_pool.restore(dropped);
    m_pool.prune(m_canonical->state());
    while (!m_marks.empty() && m_marks.back().l2.number > number)
        m_marks.pop_back();
    m_savedMarks = std::min(m_savedMarks, m_marks.size());
    return {};
}

} // namespace practice
