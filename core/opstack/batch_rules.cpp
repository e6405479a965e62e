#include "core/opstack/batch_rules.h"

#include "core/opstack/sequencing.h"

namespace opstack {

namespace {

Judged drop(const char* reason)
{
    return {BatchVerdict::Drop, reason};
}

Judged undecided(const char* reason)
{
    return {BatchVerdict::Undecided, reason};
}

constexpr Judged kAccepted{};
constexpr const char* kNextOriginUnknown = "the next L1 origin is not known yet";

bool isHolocene(const BatchContext& context, const L1BlockRef& inclusion)
{
    return context.config.isActive(Fork::Holocene, inclusion.timestamp);
}

Judged tooEarly(const BatchContext& context, const L1BlockRef& inclusion)
{
    return {isHolocene(context, inclusion) ? BatchVerdict::Drop : BatchVerdict::Future, "not the next block"};
}

Judged tooOld(const BatchContext& context, const L1BlockRef& inclusion)
{
    return {isHolocene(context, inclusion) ? BatchVerdict::Past : BatchVerdict::Drop, "its time is past"};
}

/// Upgrade transactions stand alone in the first block of these forks.
bool mustBeEmpty(const RollupConfig& config, std::uint64_t timestamp)
{
    return config.isActivationBlock(Fork::Jovian, timestamp) ||
           config.isActivationBlock(Fork::Karst, timestamp);
}

Judged judgeTransactions(
    const RollupConfig& config, std::uint64_t timestamp, std::span<const Bytes> transactions)
{
    const bool isthmus = config.isActive(Fork::Isthmus, timestamp);
    for (const Bytes& transaction : transactions) {
        if (transaction.empty()) return drop("an empty transaction");
        const auto type = static_cast<eth::TransactionType>(transaction[0]);
        if (type == eth::TransactionType::Deposit) return drop("a deposit");
        if (type == eth::TransactionType::SetCode && !isthmus)
            return drop("a set-code transaction before Isthmus");
    }
    return kAccepted;
}

/// An empty block may be late for as long as there is no next origin that it could have adopted.
Judged judgeDrift(const BatchContext& context, std::uint64_t timestamp, const L1BlockRef& origin,
    const L1BlockRef* nextOrigin, bool isEmpty, bool advancesOrigin)
{
    if (timestamp <= origin.timestamp + maxSequencerDrift(context.config, origin.timestamp)) return kAccepted;
    if (!isEmpty) return drop("transactions beyond the sequencer drift");
    if (advancesOrigin) return kAccepted;
    if (nextOrigin == nullptr) return undecided(kNextOriginUnknown);
    if (timestamp >= nextOrigin->timestamp)
        return drop("beyond the sequencer drift without adopting the next origin");
    return kAccepted;
}

bool startsWith(const Hash& hash, const base::FixedBytes<20>& beginning)
{
    return std::equal(beginning.begin(), beginning.end(), hash.begin());
}

/// The block that a span batch builds on: the safe head or, when they overlap, an earlier one.
struct Parent {
    Judged judged;
    L2BlockRef reference;
};

Parent parentOf(const BatchContext& context, const SpanBatch& batch)
{
    const L2BlockRef& head = context.safeHead;
    const std::uint64_t first = timestampOf(context.config, batch, 0);
    if (first == context.nextTimestamp()) return {kAccepted, head};
    const bool isAligned =
        first <= head.timestamp && (head.timestamp - first) % context.config.blockTime == 0;
    if (!isAligned) return {drop("its times do not fit the chain's"), {}};
    const std::uint64_t number = head.id.number - (head.timestamp - first) / context.config.blockTime - 1;
    const auto block = context.safeBlocks(number);
    if (!block) return {undecided("the block it builds on is not known"), {}};
    return {kAccepted, block->reference};
}

Judged judgeOrigins(const BatchContext& context, const SpanBatch& batch, const L2BlockRef& parent,
    const L1BlockRef& inclusion)
{
    const std::uint64_t first = batch.firstOriginNumber();
    if (!isWithinWindow(context.config, first, inclusion.id.number))
        return drop("after its sequencing window");
    if (first > parent.l1Origin.number + 1) return drop("its first L1 origin is too new");
    const L1BlockRef* last = context.l1Block(batch.l1OriginNumber);
    if (last == nullptr) return undecided("its last L1 origin is not known yet");
    if (!startsWith(last->id.hash, batch.l1OriginCheck)) return drop("another L1 chain");
    if (first < parent.l1Origin.number) return drop("its first L1 origin is too old");
    return kAccepted;
}

/// Span batches count from Delta on, by the time of the first block's origin.
Judged judgeDelta(const BatchContext& context, const SpanBatch& batch)
{
    const bool advances = batch.firstOriginNumber() == context.l1Blocks[0].id.number + 1;
    if (advances && context.l1Blocks.size() < 2) return undecided(kNextOriginUnknown);
    const L1BlockRef& origin = context.l1Blocks[advances ? 1 : 0];
    if (!context.config.isActive(Fork::Delta, origin.timestamp)) return drop("a span batch before Delta");
    return kAccepted;
}

Judged judgeTimes(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion)
{
    const std::uint64_t next = context.nextTimestamp();
    if (timestampOf(context.config, batch, 0) > next) return tooEarly(context, inclusion);
    if (timestampOf(context.config, batch, batch.blockCount() - 1) < next) return tooOld(context, inclusion);
    return kAccepted;
}

struct JudgedPrefix {
    Judged judged;
    L2BlockRef parent;
};

JudgedPrefix judgePrefixAndFindParent(
    const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion)
{
    if (context.l1Blocks.empty()) return {undecided(kNextOriginUnknown), {}};
    for (const Judged& judged : {judgeDelta(context, batch), judgeTimes(context, batch, inclusion)})
        if (judged.verdict != BatchVerdict::Accept) return {judged, {}};
    Parent parent = parentOf(context, batch);
    if (parent.judged.verdict != BatchVerdict::Accept) return {parent.judged, {}};
    if (!startsWith(parent.reference.id.hash, batch.parentCheck)) return {drop("another parent"), {}};
    return {judgeOrigins(context, batch, parent.reference, inclusion), parent.reference};
}

/// A block of a span batch.
struct SpanBlock {
    std::uint64_t timestamp = 0;
    std::uint64_t originNumber = 0;
    bool advancesOrigin = false; ///< over the block before
    std::span<const Bytes> transactions;
};

Judged judgeBlock(const BatchContext& context, const SpanBlock& block)
{
    const L1BlockRef* origin = context.l1Block(block.originNumber);
    if (origin == nullptr) return drop("an L1 origin outside of what the safe head allows");
    if (block.timestamp < origin->timestamp) return drop("before the time of its L1 origin");
    const bool isEmpty = block.transactions.empty();
    if (mustBeEmpty(context.config, block.timestamp) && !isEmpty)
        return drop("transactions in a fork's first block");
    const Judged drift = judgeDrift(context, block.timestamp, *origin,
        context.l1Block(block.originNumber + 1), isEmpty, block.advancesOrigin);
    if (drift.verdict != BatchVerdict::Accept) return drift;
    return judgeTransactions(context.config, block.timestamp, block.transactions);
}

Judged judgeNewBlocks(const BatchContext& context, const SpanBatch& batch, const L2BlockRef& parent)
{
    std::uint64_t origin = batch.firstOriginNumber();
    for (std::size_t i = 0; i < batch.blockCount(); ++i) {
        const bool advances = i == 0 ? origin > parent.l1Origin.number : batch.originChanged[i];
        if (i > 0 && advances) ++origin;
        const std::uint64_t timestamp = timestampOf(context.config, batch, i);
        if (timestamp <= context.safeHead.timestamp) continue;
        const Judged judged = judgeBlock(context, {timestamp, origin, advances, batch.transactionsOf(i)});
        if (judged.verdict != BatchVerdict::Accept) return judged;
    }
    return kAccepted;
}

/// The origin of a singular batch: the safe head's or the next.
struct Origin {
    Judged judged;
    std::size_t place = 0;
};

Origin originOf(const BatchContext& context, const SingularBatch& batch)
{
    const std::uint64_t first = context.l1Blocks[0].id.number;
    if (batch.epochNumber < first) return {drop("its L1 origin is too old"), 0};
    if (batch.epochNumber > first + 1) return {drop("its L1 origin is too new"), 0};
    const std::size_t place = batch.epochNumber - first;
    if (place >= context.l1Blocks.size()) return {undecided(kNextOriginUnknown), 0};
    const L1BlockRef& origin = context.l1Blocks[place];
    if (batch.epochHash != origin.id.hash) return {drop("another L1 chain"), 0};
    if (batch.timestamp < origin.timestamp) return {drop("before the time of its L1 origin"), 0};
    return {kAccepted, place};
}

} // namespace

const char* toString(BatchVerdict verdict)
{
    switch (verdict) {
    case BatchVerdict::Accept:
        return "accept";
    case BatchVerdict::Drop:
        return "drop";
    case BatchVerdict::Undecided:
        return "undecided";
    case BatchVerdict::Future:
        return "future";
    case BatchVerdict::Past:
        return "past";
    }
    return "";
}

const L1BlockRef* BatchContext::l1Block(std::uint64_t number) const
{
    if (l1Blocks.empty() || number < l1Blocks.front().id.number) return nullptr;
    const std::uint64_t place = number - l1Blocks.front().id.number;
    return place < l1Blocks.size() ? &l1Blocks[place] : nullptr;
}

std::uint64_t timestampOf(const RollupConfig& config, const SpanBatch& batch, std::size_t index)
{
    return config.genesis.l2Time + batch.relTimestamp + index * config.blockTime;
}

Judged judge(const BatchContext& context, const SingularBatch& batch, const L1BlockRef& inclusion)
{
    if (context.l1Blocks.empty()) return undecided(kNextOriginUnknown);
    const std::uint64_t next = context.nextTimestamp();
    if (batch.timestamp > next) return tooEarly(context, inclusion);
    if (batch.timestamp < next) return tooOld(context, inclusion);
    if (batch.parentHash != context.safeHead.id.hash) return drop("another parent");
    if (!isWithinWindow(context.config, batch.epochNumber, inclusion.id.number))
        return drop("after its sequencing window");
    const Origin origin = originOf(context, batch);
    if (origin.judged.verdict != BatchVerdict::Accept) return origin.judged;
    const bool isEmpty = batch.transactions.empty();
    if (mustBeEmpty(context.config, batch.timestamp) && !isEmpty)
        return drop("transactions in a fork's first block");
    const Judged drift = judgeDrift(context, batch.timestamp, context.l1Blocks[origin.place],
        context.l1Block(batch.epochNumber + 1), isEmpty, origin.place == 1);
    if (drift.verdict != BatchVerdict::Accept) return drift;
    return judgeTransactions(context.config, batch.timestamp, batch.transactions);
}

Judged judge(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion)
{
    const JudgedPrefix prefix = judgePrefixAndFindParent(context, batch, inclusion);
    if (prefix.judged.verdict != BatchVerdict::Accept) return prefix.judged;
    const Judged blocks = judgeNewBlocks(context, batch, prefix.parent);
    return blocks.verdict != BatchVerdict::Accept ? blocks : judgeOverlap(context, batch);
}

Judged judgePrefix(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion)
{
    return judgePrefixAndFindParent(context, batch, inclusion).judged;
}

Judged judgeOverlap(const BatchContext& context, const SpanBatch& batch)
{
    std::uint64_t origin = batch.firstOriginNumber();
    const L2BlockRef& head = context.safeHead;
    for (std::size_t i = 0; i < batch.blockCount(); ++i) {
        if (i > 0 && batch.originChanged[i]) ++origin;
        const std::uint64_t timestamp = timestampOf(context.config, batch, i);
        if (timestamp > head.timestamp) break;
        const SafeBlock* safe =
            context.safeBlocks(head.id.number - (head.timestamp - timestamp) / context.config.blockTime);
        if (safe == nullptr) return undecided("a safe block that it overlaps with is not known");
        if (!std::ranges::equal(safe->transactions, batch.transactionsOf(i)))
            return drop("other transactions than a block that is safe already");
        if (safe->reference.l1Origin.number != origin)
            return drop("another L1 origin than a block that is safe already");
    }
    return kAccepted;
}

} // namespace opstack
