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

void writeBlocks(Bytes& out, const SpanBatch& batch)
{
    writeVarint(out, batch.blockCount());
    writeBits(out, batch.originChanged);
    for (std::size_t i = 0; i < batch.blockCount(); ++i)
        writeVarint(out, batch.transactionsOf(i).size());
}

/// From the counts of the blocks' transactions. Each block may not have more than the whole batch may, so the
/// sum cannot overflow unseen.
base::Result<std::vector<std::uint32_t>> readEnds(ColumnReader& reader, std::uint64_t blockCount)
{
    if (blockCount > reader.left()) return fail(Fault::BadData, "span batch ends early");
    std::vector<std::uint32_t> ends;
    ends.reserve(blockCount);
    std::uint64_t total = 0;
    while (ends.size() < blockCount) {
        const std::uint64_t count = TRY(reader.varint());
        total += count;
        if (count > kMaxSpanBatchElementCount || total > kMaxSpanBatchElementCount)
            return fail(Fault::BadData, "span batch with too many transactions");
        ends.push_back(static_cast<std::uint32_t>(total));
    }
    return ends;
}

} // namespace

std::span<const Bytes> SpanBatch::transactionsOf(std::size_t block) const
{
    const std::size_t begin = block == 0 ? 0 : ends[block - 1];
    return std::span(transactions).subspan(begin, ends[block] - begin);
}

std::uint64_t SpanBatch::firstOriginNumber() const
{
    const auto changes = std::count(originChanged.begin() + 1, originChanged.end(), true);
    return l1OriginNumber - static_cast<std::uint64_t>(changes);
}

void SpanBatch::add(bool changesOrigin, std::span<const Bytes> itsTransactions)
{
    originChanged.push_back(changesOrigin);
    transactions.insert(transactions.end(), itsTransactions.begin(), itsTransactions.end());
    ends.push_back(static_cast<std::uint32_t>(transactions.size()));
}

base::Result<Bytes> encodeBatch(const SpanBatch& batch)
{
    CHECK(batch.blockCount() > 0);
    Bytes out{static_cast<std::uint8_t>(BatchType::Span)};
    writePrefix(out, batch);
    writeBlocks(out, batch);
    std::vector<eth::Transaction> transactions;
    for (const Bytes& bytes : batch.transactions)
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
    batch.originChanged = TRY(reader.bits(blockCount));
    batch.ends = TRY(readEnds(reader, blockCount));
    encoded.transactions = TRY(readSpanTransactions(reader, batch.ends.back()));
    return encoded;
}

base::Result<SpanBatch> joinSpanBatch(EncodedSpanBatch encoded, std::uint64_t l2ChainId)
{
    encoded.batch.transactions = TRY(joinSpanTransactions(encoded.transactions, l2ChainId));
    return std::move(encoded.batch);
}

base::Result<SpanBatch> parseSpanBatch(ByteView content, std::uint64_t l2ChainId)
{
    return joinSpanBatch(TRY(readSpanBatch(content)), l2ChainId);
}

} // namespace opstack
