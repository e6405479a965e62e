#pragma once

#include "core/opstack/payload_attributes.h"
#include "core/opstack/span_batch.h"

#include <deque>
#include <functional>

/// Which batches count. Specification: derivation.md, "Batch Queue"; delta/span-batches.md;
/// holocene/derivation.md, "Batch Queue"; where text and nodes differ, what nodes do.
namespace opstack {

enum class BatchVerdict {
    Accept,
    Drop,      ///< never, short of a reorg; from Holocene on with the rest of its channel
    Undecided, ///< more of L1 is needed
    Future,    ///< before Holocene: perhaps later
    Past,      ///< from Holocene on: passed over alone
};
const char* toString(BatchVerdict verdict);

struct Judged {
    BatchVerdict verdict = BatchVerdict::Accept;
    const char* reason = ""; ///< for a person; empty when accepted
};

/// A block of the safe chain, as far as a batch that overlaps with it is compared.
struct SafeBlock {
    L2BlockRef reference;
    std::vector<Bytes> transactions; ///< of users: all but the deposits
};
/// Null when the block is not known. Valid until the next call.
using SafeBlocks = std::function<const SafeBlock*(std::uint64_t number)>;

/// What a batch is judged by.
struct BatchContext {
    const RollupConfig& config;
    /// Consecutive L1 blocks, from the origin of the safe head (or the one after it) to the one that is read.
    const std::deque<L1BlockRef>& l1Blocks;
    const L2BlockRef& safeHead;
    const SafeBlocks& safeBlocks;

    std::uint64_t nextTimestamp() const { return safeHead.timestamp + config.blockTime; }
    /// Null when it is not among them.
    const L1BlockRef* l1Block(std::uint64_t number) const;
};

/// `inclusion`: the L1 block in which the batch became complete.
Judged judge(const BatchContext& context, const SingularBatch& batch, const L1BlockRef& inclusion);

/// Everything about a span batch, before Holocene.
Judged judge(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion);

/// What is asked of a whole span batch from Holocene on; its blocks are then judged one by one.
Judged judgePrefix(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion);

/// Whether the blocks of an accepted span batch that are safe already are the safe chain's. From Holocene on
/// nodes did not ask; those since August 2026 (op-node after 1.19, kona-client 1.7) drop a batch that
/// differs.
Judged judgeOverlap(const BatchContext& context, const SpanBatch& batch);

/// The time of a span batch's block.
std::uint64_t timestampOf(const RollupConfig& config, const SpanBatch& batch, std::size_t index);

} // namespace opstack
