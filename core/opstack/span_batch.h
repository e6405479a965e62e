#pragma once

#include "core/opstack/batch.h"
#include "core/opstack/span_batch_transactions.h"

#include <span>

namespace opstack {

/// A run of L2 blocks without gaps, in columns. Specification: delta/span-batches.md. Deposits are not in it.
struct SpanBatch {
    std::uint64_t relTimestamp = 0;     ///< of the first block, since the L2 genesis
    std::uint64_t l1OriginNumber = 0;   ///< of the last block
    base::FixedBytes<20> parentCheck;   ///< the first bytes of the first block's parent hash
    base::FixedBytes<20> l1OriginCheck; ///< the first bytes of the last block's origin hash
    std::vector<bool> originChanged;    ///< a block each: another L1 origin than the block before
    std::vector<std::uint32_t> ends;    ///< a block each: where its transactions end
    std::vector<Bytes> transactions;    ///< of all blocks; signed EIP-2718 bytes

    /// At least one.
    std::size_t blockCount() const { return ends.size(); }
    std::span<const Bytes> transactionsOf(std::size_t block) const;
    /// The number of the first block's L1 origin, counted back from the last one's (below zero it wraps, as
    /// in nodes; no such batch is valid). That of any other block is as many more as blocks up to it changed
    /// it.
    std::uint64_t firstOriginNumber() const;
    void add(bool changesOrigin, std::span<const Bytes> itsTransactions);

    friend bool operator==(const SpanBatch&, const SpanBatch&) = default;
};

/// MAX_SPAN_BATCH_ELEMENT_COUNT: the most blocks, and the most transactions, in one batch.
inline constexpr std::uint64_t kMaxSpanBatchElementCount = 10'000'000;

/// With its type byte. BadData when a transaction has a type that span batches do not carry (blobs, deposits)
/// or is not well-formed.
base::Result<Bytes> encodeBatch(const SpanBatch& batch);

/// A span batch as it was encoded, not yet put together; views into its bytes.
struct EncodedSpanBatch {
    SpanBatch batch; ///< without transactions
    SpanTransactionColumns transactions;
};

/// Without the type byte. BadData when the encoding is damaged: that ends the channel. What follows the last
/// column is ignored, as nodes do.
base::Result<EncodedSpanBatch> readSpanBatch(ByteView content);

/// The transactions put together again for the chain; all of them are well-formed, whether their signatures
/// are right is not looked at. BadData when one is not: then this batch alone counts for nothing.
base::Result<SpanBatch> joinSpanBatch(EncodedSpanBatch encoded, std::uint64_t l2ChainId);

/// Both.
base::Result<SpanBatch> parseSpanBatch(ByteView content, std::uint64_t l2ChainId);

} // namespace opstack
