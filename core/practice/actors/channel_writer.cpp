#include "core/practice/actors/channel_writer.h"

#include "core/opstack/span_batch.h"

namespace practice {
namespace {

using opstack::BatchType;
using opstack::SingularBatch;
using opstack::SpanBatch;

/// More than a batch without transactions takes.
constexpr std::size_t kBlockOverhead = 128;

template <typename Fixed>
Fixed spoilt(Fixed value)
{
    value[0] ^= 0xff;
    return value;
}

SingularBatch singular(const BatchedBlock& block, BatchFlaw flaw)
{
    SingularBatch batch{block.place.parentHash, block.place.l1Origin.number, block.place.l1Origin.hash,
        block.place.timestamp, block.transactions};
    if (flaw == BatchFlaw::WrongParent) batch.parentHash = spoilt(batch.parentHash);
    if (flaw == BatchFlaw::WrongOrigin) batch.epochHash = spoilt(batch.epochHash);
    if (flaw == BatchFlaw::WrongTime) ++batch.timestamp;
    return batch;
}

base::FixedBytes<20> beginning(const Hash& hash)
{
    return base::FixedBytes<20>::from(ByteView(hash).first(20));
}

SpanBatch span(std::span<const BatchedBlock> blocks, std::uint64_t genesisTime, BatchFlaw flaw)
{
    const opstack::L2BlockRef& first = blocks.front().place;
    const opstack::L2BlockRef& last = blocks.back().place;
    SpanBatch batch{first.timestamp - genesisTime, last.l1Origin.number, beginning(first.parentHash),
        beginning(last.l1Origin.hash), {}, {}, {}};
    for (const BatchedBlock& block : blocks)
        batch.add(block.place.sequenceNumber == 0, block.transactions);
    if (flaw == BatchFlaw::WrongParent) batch.parentCheck = spoilt(batch.parentCheck);
    if (flaw == BatchFlaw::WrongOrigin) batch.l1OriginCheck = spoilt(batch.l1OriginCheck);
    if (flaw == BatchFlaw::WrongTime) ++batch.relTimestamp;
    return batch;
}

} // namespace

std::size_t BatchedBlock::size() const
{
    std::size_t bytes = kBlockOverhead;
    for (const Bytes& transaction : transactions)
        bytes += transaction.size();
    return bytes;
}

BatchedBlock batchedBlock(const opstack::L2BlockRef& place, const eth::Block& block)
{
    BatchedBlock batched{place, {}};
    for (const eth::Transaction& transaction : block.transactions) {
        if (transaction.type == eth::TransactionType::Deposit) continue;
        batched.transactions.push_back(eth::encodeTransaction(transaction));
    }
    return batched;
}

base::Result<std::vector<Bytes>> batchesOf(
    std::span<const BatchedBlock> blocks, BatchType type, std::uint64_t genesisTime, BatchFlaw flaw)
{
    CHECK(!blocks.empty());
    std::vector<Bytes> batches;
    if (type == BatchType::Span) {
        batches.push_back(TRY(encodeBatch(span(blocks, genesisTime, flaw))));
        return batches;
    }
    for (const BatchedBlock& block : blocks)
        batches.push_back(encodeBatch(singular(block, flaw)));
    return batches;
}

std::vector<Bytes> channelData(const std::vector<Bytes>& batches, const ChannelForm& form)
{
    const Bytes content = compressChannel(batches, form.compression);
    std::vector<Bytes> data;
    for (opstack::Frame& frame : opstack::splitChannel(form.id, content, form.maxFrameSize))
        data.push_back(opstack::encodeFrames({std::move(frame)}));
    return data;
}

} // namespace practice
