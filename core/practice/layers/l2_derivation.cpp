#include "core/execution/payload.h"
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

Result<void> L2::derive(L1& l1)
{
    if (!TRY(isReading(l1))) TRY(restartDerivation(l1));
    auto read = readOn(l1);
    // What the derivation has given out and was not taken it would not give again.
    if (!read) m_derivation.reset();
    return read;
}

/// Not at first, and not when L1 has other blocks now than those that were read.
Result<bool> L2::isReading(L1& l1) const
{
    if (!m_derivation) return false;
    if (m_lastL1 == Hash{}) return true;
    const BlockPointer last = TRY(l1.chain().block(m_nextL1 - 1));
    return last && last->hash == m_lastL1;
}

Result<void> L2::restartDerivation(L1& l1)
{
    const auto ancestor = [this](std::uint64_t number) -> std::optional<opstack::L2BlockRef> {
        const auto block = reference(number);
        return block ? std::optional(*block) : std::nullopt;
    };
    const auto l1Time = [&](std::uint64_t number) -> std::optional<std::uint64_t> {
        const auto block = l1.chain().block(number);
        return block && *block ? std::optional((*block)->timestamp()) : std::nullopt;
    };
    m_derived = TRY(headAt(safe().number));
    const opstack::L2BlockRef start =
        TRY(opstack::derivationStart(m_config, m_derived.reference, ancestor, l1Time));
    m_derivation = std::make_unique<opstack::Derivation>(m_config, TRY(headAt(start.id.number)).systemConfig,
        [this](std::uint64_t number) { return safeBlock(number); });
    m_nextL1 = start.l1Origin.number;
    m_lastL1 = {};
    m_unread.reset();
    return {};
}

Result<void> L2::readOn(L1& l1)
{
    for (; m_nextL1 <= l1.chain().head()->number(); ++m_nextL1) {
        const BlockPointer block = TRY(l1.chain().block(m_nextL1));
        opstack::L1Input input = TRY(l1InputOf(m_config, l1, *block));
        TRY(m_derivation->push(std::move(input)));
        m_lastL1 = block->hash;
        TRY(takeDerived());
    }
    return {};
}

Result<void> L2::takeDerived()
{
    for (;;) {
        const auto derived = TRY(m_derivation->next(m_derived));
        if (m_unread) return std::unexpected(*m_unread);
        if (!derived) return {};
        const BlockPointer block = TRY(blockFrom(*derived));
        m_derived = TRY(headAt(block ? block->number() : safe().number));
        if (block && derived->concludes) mark(block->id(), derived->derivedFrom);
    }
}

/// Nothing when it cannot be executed and the whole span batch counts for nothing.
Result<BlockPointer> L2::blockFrom(const opstack::DerivedAttributes& derived)
{
    auto block = blockFrom(derived.attributes);
    if (block || block.error().fault != Fault::BadData) return block;
    const auto reduced = m_derivation->invalidate(derived);
    return reduced ? blockFrom(*reduced) : BlockPointer();
}

/// The canonical block, when it is made from the same; else the one that takes its place.
Result<BlockPointer> L2::blockFrom(const opstack::PayloadAttributes& payload)
{
    const execution::BlockAttributes attributes = execution::toBlockAttributes(payload);
    const std::uint64_t number = m_derived.reference.id.number + 1;
    const BlockPointer block = TRY(m_canonical->block(number));
    if (block && isMadeFrom(*block, attributes)) return block;
    if (block) TRY(dropAfter(number - 1));
    const Chain::Extension extension = TRY(m_canonical->extend(attributes, {}));
    m_pool.prune(m_canonical->state());
    return extension.block;
}

Result<opstack::L2Head> L2::headAt(std::uint64_t number)
{
    const BlockPointer block = TRY(m_canonical->block(number));
    if (!block) return fail(Fault::NotYet, "L2 has no block " + std::to_string(number));
    return opstack::l2HeadOf(m_config, block->block, block->hash);
}

const opstack::SafeBlock* L2::safeBlock(std::uint64_t number)
{
    const auto block = m_canonical->block(number);
    if (!block) m_unread = block.error();
    if (!block || !*block) return nullptr;
    auto safe = opstack::safeBlockOf(m_config, (*block)->block, (*block)->hash);
    if (!safe) return m_unread = safe.error(), nullptr;
    m_compared = *std::move(safe);
    return &m_compared;
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
