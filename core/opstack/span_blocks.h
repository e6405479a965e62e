#pragma once

#include "core/opstack/batch_rules.h"

namespace opstack {

/// The blocks of a span batch that come after the safe head, one by one, as batches of their own. A batch may
/// name ten million blocks; those that nobody asks for cost nothing.
class SpanBlocks {
public:
    /// Nothing when one of their L1 origins is not among the L1 blocks or is older than the safe head's.
    static std::optional<SpanBlocks> after(const BatchContext& context, SpanBatch batch);

    bool atEnd() const { return m_next == m_batch.blockCount(); }
    /// The next one, when it is the block after the safe head; otherwise the block before could not be
    /// executed, and the rest is of no use.
    std::optional<SingularBatch> take(const BatchContext& context);

private:
    explicit SpanBlocks(SpanBatch batch)
        : m_batch(std::move(batch))
        , m_origin(m_batch.firstOriginNumber())
    {
    }
    void skip();

    SpanBatch m_batch;
    std::size_t m_next = 0;
    std::uint64_t m_origin; ///< the number of the next block's, while there is one
};

} // namespace opstack
