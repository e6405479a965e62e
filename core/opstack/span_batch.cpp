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

base::Result<EncodedSpanBatch> readSpanBatch(ByteView content)
{
    ColumnReader reader(content);
    EncodedSpanBatch encoded;
    SpanBatch& batch = encoded.batch;
    batch.relTimestamp = TRY(reader.varint());
    batch.l1OriginNumber = TRY(reader.varint());
    batch.parentCheck = base::FixedBytes<20>::from(TRY(reader.bytes(20)));
    batch.l1OriginCheck = base::FixedBytes<20>::from(TRY(reader.bytes(20)));
    const std::uint64_t blockCount = TRY(reader.varint());
    if (blockCount == 0 || blockCount > kMaxSpanBatchElementCount)
        return fail(Fault::BadData, "span batch with no blocks or too many");
    const std::vector<bool> originBits = TRY(reader.bits(blockCount));
    encoded.transactionCounts = TRY(reader.varints(blockCount));
    const std::uint64_t total = TRY(sum(encoded.transactionCounts));
    encoded.transactions = TRY(readSpanTransactions(reader, total));
    batch.blocks.resize(blockCount);
    for (std::size_t i = 0; i < blockCount; ++i)
        batch.blocks[i].originChanged = originBits[i];
    return encoded;
}

base::Result<SpanBatch> joinSpanBatch(EncodedSpanBatch encoded, std::uint64_t l2ChainId)
{
    std::vector<Bytes> transactions = TRY(joinSpanTransactions(encoded.transactions, l2ChainId));
    auto next = transactions.begin();
    for (std::size_t i = 0; i < encoded.transactionCounts.size(); ++i) {
        const auto end = next + static_cast<std::ptrdiff_t>(encoded.transactionCounts[i]);
        encoded.batch.blocks[i].transactions.assign(std::move_iterator(next), std::move_iterator(end));
        next = end;
    }
    return std::move(encoded.batch);
}

base::Result<SpanBatch> parseSpanBatch(ByteView content, std::uint64_t l2ChainId)
{
    return joinSpanBatch(TRY(readSpanBatch(content)), l2ChainId);
}

std::vector<std::uint64_t> originNumbers(const SpanBatch& batch)
{
    std::vector<std::uint64_t> numbers(batch.blocks.size());
    std::uint64_t number = batch.l1OriginNumber;
    for (std::size_t i = batch.blocks.size(); i-- > 0;) {
        numbers[i] = number;
        if (batch.blocks[i].originChanged) --number;
    }
    return numbers;
}

} // namespace opstack
