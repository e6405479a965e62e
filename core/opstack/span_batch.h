#pragma once

#include "core/opstack/batch.h"

namespace opstack {

/// A run of L2 blocks without gaps, in columns. Specification: delta/span-batches.md. Deposits are not in it.
struct SpanBatch {
    struct Block {
        bool originChanged = false;      ///< another L1 origin than the block before
        std::vector<Bytes> transactions; ///< signed EIP-2718 bytes

        friend bool operator==(const Block&, const Block&) = default;
    };

    std::uint64_t relTimestamp = 0;     ///< of the first block, since the L2 genesis
    std::uint64_t l1OriginNumber = 0;   ///< of the last block
    base::FixedBytes<20> parentCheck;   ///< the first bytes of the first block's parent hash
    base::FixedBytes<20> l1OriginCheck; ///< the first bytes of the last block's origin hash
    std::vector<Block> blocks;          ///< at least one

    friend bool operator==(const SpanBatch&, const SpanBatch&) = default;
};

/// MAX_SPAN_BATCH_ELEMENT_COUNT: the most blocks, and the most transactions, in one batch.
inline constexpr std::uint64_t kMaxSpanBatchElementCount = 10'000'000;

/// With its type byte. BadData when a transaction has a type that span batches do not carry (blobs, deposits)
/// or is not well-formed.
base::Result<Bytes> encodeBatch(const SpanBatch& batch);

/// Without the type byte. The transactions are put together again for the chain; all of them are well-formed,
/// whether their signatures are right is not looked at.
base::Result<SpanBatch> parseSpanBatch(ByteView content, std::uint64_t l2ChainId);

/// The number of each block's L1 origin, counted back from the last one. BadData when it would pass below
/// zero.
base::Result<std::vector<std::uint64_t>> originNumbers(const SpanBatch& batch);

} // namespace opstack
