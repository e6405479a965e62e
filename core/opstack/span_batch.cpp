#include "core/opstack/span_batch.h"

#include "core/eth/rlp.h"
#include "core/opstack/column.h"
#include "core/opstack/span_batch_transactions.h"

namespace opstack {

using base::fail;
using base::Fault;

namespace {

void writePrefix(Bytes& out, const SpanBatch& batch)
{
    writeVarint(out, batch.relTimestamp);
    writeVarint(out, batch.l1OriginNumber);
    base::append(out, batch.parentCheck);
    base::append(out, batch.l1OriginCheck);
}

void writeBlocks(Bytes& out, const std::vector<SpanBatch::Block>& blocks)
{
    writeVarint(out, blocks.size());
    std::vector<bool> originBits;
    for (const SpanBatch::Block& block : blocks)
        originBits.push_back(block.originChanged);
    writeBits(out, originBits);
    for (const SpanBatch::Block& block : blocks)
        writeVarint(out, block.transactions.size());
}

/// The sum of the counts. Each block may not have more than the whole batch may, so the sum cannot overflow
/// unseen.
base::Result<std::uint64_t> sum(const std::vector<std::uint64_t>& counts)
{
    std::uint64_t total = 0;
    for (const std::uint64_t count : counts) {
        total += count;
        if (count > kMaxSpanBatchElementCount || total > kMaxSpanBatchElementCount)
            return fail(Fault::BadData, "span batch with too many transactions");
    }
    return total;
}

} // namespace

base::Result<Bytes> encodeBatch(const SpanBatch& batch)
{
    CHECK(!batch.blocks.empty());
    Bytes out{static_cast<std::uint8_t>(BatchType::Span)};
    writePrefix(out, batch);
    writeBlocks(out, batch.blocks);
    std::vector<eth::Transaction> transactions;
    for (const SpanBatch::Block& block : batch.blocks)
        for (const Bytes& bytes : block.transactions)
            transactions.push_back(TRY(eth::parseTransaction(bytes)));
    const Bytes columns = TRY(encodeSpanTransactions(transactions));
    base::append(out, columns);
    return out;
}

base::Result<SpanBatch> parseSpanBatch(ByteView content, std::uint64_t l2ChainId)
{
    ColumnReader reader(content);
    SpanBatch batch;
    batch.relTimestamp = TRY(reader.varint());
    batch.l1OriginNumber = TRY(reader.varint());
    batch.parentCheck = base::FixedBytes<20>::from(TRY(reader.bytes(20)));
    batch.l1OriginCheck = base::FixedBytes<20>::from(TRY(reader.bytes(20)));
    const std::uint64_t blockCount = TRY(reader.varint());
    if (blockCount == 0 || blockCount > kMaxSpanBatchElementCount)
        return fail(Fault::BadData, "span batch with no blocks or too many");
    const std::vector<bool> originBits = TRY(reader.bits(blockCount));
    const std::vector<std::uint64_t> counts = TRY(reader.varints(blockCount));
    const std::uint64_t total = TRY(sum(counts));
    std::vector<Bytes> transactions = TRY(parseSpanTransactions(reader, total, l2ChainId));
    if (!reader.atEnd()) return fail(Fault::BadData, "span batch with more after its end");

    auto next = transactions.begin();
    for (std::size_t i = 0; i < blockCount; ++i) {
        const auto end = next + static_cast<std::ptrdiff_t>(counts[i]);
        batch.blocks.push_back({originBits[i], {std::move_iterator(next), std::move_iterator(end)}});
        next = end;
    }
    return batch;
}

base::Result<std::vector<std::uint64_t>> originNumbers(const SpanBatch& batch)
{
    std::vector<std::uint64_t> numbers(batch.blocks.size());
    std::uint64_t number = batch.l1OriginNumber;
    for (std::size_t i = batch.blocks.size(); i-- > 0;) {
        numbers[i] = number;
        if (!batch.blocks[i].originChanged || i == 0) continue;
        if (number == 0) return fail(Fault::BadData, "span batch with an L1 origin below zero");
        --number;
    }
    return numbers;
}

} // namespace opstack
