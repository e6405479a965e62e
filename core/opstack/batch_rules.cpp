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

std::uint64_t nextTimestamp(const BatchContext& context)
{
    return context.safeHead.timestamp + context.config.blockTime;
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
    const RollupConfig& config, std::uint64_t timestamp, const std::vector<Bytes>& transactions)
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

const L1BlockRef* after(const BatchContext& context, std::size_t index)
{
    return index + 1 < context.l1Blocks.size() ? &context.l1Blocks[index + 1] : nullptr;
}

/// The place of an L1 block among those of the context.
std::optional<std::size_t> placeOf(const BatchContext& context, std::uint64_t l1Number)
{
    const std::uint64_t first = context.l1Blocks.front().id.number;
    if (l1Number < first || l1Number - first >= context.l1Blocks.size()) return {};
    return static_cast<std::size_t>(l1Number - first);
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
    if (first == nextTimestamp(context)) return {kAccepted, head};
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
    const std::uint64_t first = originNumbers(batch).front();
    if (!isWithinWindow(context.config, first, inclusion.id.number))
        return drop("after its sequencing window");
    if (first > parent.l1Origin.number + 1) return drop("its first L1 origin is too new");
    const auto last = placeOf(context, batch.l1OriginNumber);
    if (last && !startsWith(context.l1Blocks[*last].id.hash, batch.l1OriginCheck))
        return drop("another L1 chain");
    if (!last) return undecided("its last L1 origin is not known yet");
    if (first < parent.l1Origin.number) return drop("its first L1 origin is too old");
    return kAccepted;
}

/// Span batches count from Delta on, by the time of the first block's origin.
Judged judgeDelta(const BatchContext& context, const SpanBatch& batch)
{
    const bool advances = originNumbers(batch).front() == context.l1Blocks[0].id.number + 1;
    if (advances && context.l1Blocks.size() < 2) return undecided(kNextOriginUnknown);
    const L1BlockRef& origin = context.l1Blocks[advances ? 1 : 0];
    if (!context.config.isActive(Fork::Delta, origin.timestamp)) return drop("a span batch before Delta");
    return kAccepted;
}

Judged judgeTimes(const BatchContext& context, const SpanBatch& batch, const L1BlockRef& inclusion)
{
    const std::uint64_t next = nextTimestamp(context);
    if (timestampOf(context.config, batch, 0) > next) return tooEarly(context, inclusion);
    if (timestampOf(context.config, batch, batch.blocks.size() - 1) < next) return tooOld(context, inclusion);
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

Judged judgeBlock(const BatchContext& context, std::uint64_t timestamp, const SpanBatch::Block& block,
    std::uint64_t originNumber, bool advancesOrigin)
{
    const auto place = placeOf(context, originNumber);
    if (!place) return drop("an L1 origin outside of what the safe head allows");
    const L1BlockRef& origin = context.l1Blocks[*place];
    if (timestamp < origin.timestamp) return drop("before the time of its L1 origin");
    const bool isEmpty = block.transactions.empty();
    if (mustBeEmpty(context.config, timestamp) && !isEmpty)
        return drop("transactions in a fork's first block");
    const Judged drift =
        judgeDrift(context, timestamp, origin, after(context, *place), isEmpty, advancesOrigin);
    if (drift.verdict != BatchVerdict::Accept) return drift;
    return judgeTransactions(context.config, timestamp, block.transactions);
}

Judged judgeNewBlocks(const BatchContext& context, const SpanBatch& batch, const L2BlockRef& parent)
{
    const std::vector<std::uint64_t> origins = originNumbers(batch);
    for (std::size_t i = 0; i < batch.blocks.size(); ++i) {
        const std::uint64_t timestamp = timestampOf(context.config, batch, i);
        if (timestamp <= context.safeHead.timestamp) continue;
        const bool advances = origins[i] > (i == 0 ? parent.l1Origin.number : origins[i - 1]);
        const Judged judged = judgeBlock(context, timestamp, batch.blocks[i], origins[i], advances);
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

std::uint64_t timestampOf(const RollupConfig& config, const SpanBatch& batch, std::size_t index)
{
    return config.genesis.l2Time + batch.relTimestamp + index * config.blockTime;
}

Judged judge(const BatchContext& context, const SingularBatch& batch, const L1BlockRef& inclusion)
{
    if (context.l1Blocks.empty()) return undecided(kNextOriginUnknown);
    const std::uint64_t next = nextTimestamp(context);
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
        after(context, origin.place), isEmpty, origin.place == 1);
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
    const std::vector<std::uint64_t> origins = originNumbers(batch);
    const L2BlockRef& head = context.safeHead;
    for (std::size_t i = 0; i < batch.blocks.size(); ++i) {
        const std::uint64_t timestamp = timestampOf(context.config, batch, i);
        if (timestamp > head.timestamp) break;
        const auto safe =
            context.safeBlocks(head.id.number - (head.timestamp - timestamp) / context.config.blockTime);
        if (!safe) return undecided("a safe block that it overlaps with is not known");
        if (safe->transactions != batch.blocks[i].transactions)
            return drop("other transactions than a block that is safe already");
        if (safe->reference.l1Origin.number != origins[i])
            return drop("another L1 origin than a block that is safe already");
    }
    return kAccepted;
}

std::optional<std::deque<SingularBatch>> singularBatches(const BatchContext& context, const SpanBatch& batch)
{
    const std::vector<std::uint64_t> origins = originNumbers(batch);
    std::deque<SingularBatch> out;
    for (std::size_t i = 0; i < batch.blocks.size(); ++i) {
        const std::uint64_t timestamp = timestampOf(context.config, batch, i);
        if (timestamp <= context.safeHead.timestamp) continue;
        const auto place = placeOf(context, origins[i]);
        if (!place) return {};
        out.push_back(
            {{}, origins[i], context.l1Blocks[*place].id.hash, timestamp, batch.blocks[i].transactions});
    }
    return out;
}

} // namespace opstack
