#include "core/opstack/span_batch_transactions.h"

#include "core/eth/rlp.h"

namespace opstack {

using base::fail;
using base::Fault;
using eth::TransactionType;
using eth::rlp::Reader;
using eth::rlp::Writer;

namespace {

constexpr std::size_t kSignatureSize = 64;

bool isCarried(TransactionType type)
{
    return type != TransactionType::Blob && type != TransactionType::Deposit;
}

bool hasGasPrice(TransactionType type)
{
    return type == TransactionType::Legacy || type == TransactionType::AccessList;
}

/// The part of a transaction that has no column of its own.
void writeTransactionContent(Bytes& out, const eth::Transaction& tx)
{
    if (tx.type != TransactionType::Legacy) out.push_back(static_cast<std::uint8_t>(tx.type));
    Writer fields;
    fields.list([&] {
        fields.number(tx.value);
        if (hasGasPrice(tx.type))
            fields.number(tx.gasPrice);
        else
            fields.number(tx.maxPriorityFeePerGas).number(tx.maxFeePerGas);
        fields.string(tx.data);
        if (tx.type != TransactionType::Legacy) fields.raw(eth::encodeAccessList(tx.accessList));
        if (tx.type == TransactionType::SetCode) fields.raw(eth::encodeAuthorizations(tx.authorizations));
    });
    base::append(out, fields.bytes());
}

bool isLegacy(ByteView content)
{
    return content[0] >= 0x80;
}

/// One row across the columns.
struct Row {
    ByteView signature;
    ByteView to; ///< empty: creates a contract
    ByteView content;
    std::uint64_t nonce = 0, gas = 0;
    bool yParity = false, isProtected = false;
};

void writeSignature(Writer& out, const base::Uint256& v, ByteView signature)
{
    out.number(v);
    out.number(base::Uint256::fromBigEndian(signature.first(32)));
    out.number(base::Uint256::fromBigEndian(signature.subspan(32)));
}

/// [value, gas_price, data] becomes [nonce, gas_price, gas, to, value, data, v, r, s].
base::Result<Bytes> joinLegacy(const Row& row, std::uint64_t chainId)
{
    Reader content = TRY(eth::rlp::openList(row.content));
    const auto value = TRY(content.item());
    const auto gasPrice = TRY(content.item());
    const auto data = TRY(content.item());
    TRY(content.finish());
    const base::Uint256 parity{row.yParity ? 1u : 0u};
    const base::Uint256 v = row.isProtected
                                ? base::Uint256{chainId} * base::Uint256{2} + base::Uint256{35} + parity
                                : base::Uint256{27} + parity;
    Writer out;
    out.list([&] {
        out.number(row.nonce).raw(gasPrice.encoded).number(row.gas).string(row.to);
        out.raw(value.encoded).raw(data.encoded);
        writeSignature(out, v, row.signature);
    });
    return out.take();
}

/// [value, prices…, data, lists…] becomes [chain_id, nonce, prices…, gas, to, value, data, lists…, y_parity,
/// r, s].
base::Result<Bytes> joinTyped(const Row& row, std::uint64_t chainId)
{
    const auto type = static_cast<TransactionType>(row.content[0]);
    Reader content = TRY(eth::rlp::openList(row.content.subspan(1)));
    const auto value = TRY(content.item());
    const auto price = TRY(content.item());
    eth::rlp::Item secondPrice;
    if (!hasGasPrice(type)) secondPrice = TRY(content.item());
    Writer out;
    out.raw(row.content.first(1));
    out.list([&] {
        out.number(chainId)
            .number(row.nonce)
            .raw(price.encoded)
            .raw(secondPrice.encoded)
            .number(row.gas)
            .string(row.to);
        out.raw(value.encoded).raw(content.rest());
        writeSignature(out, base::Uint256{row.yParity ? 1u : 0u}, row.signature);
    });
    return out.take();
}

base::Result<Bytes> join(const Row& row, std::uint64_t chainId)
{
    Bytes bytes = TRY(isLegacy(row.content) ? joinLegacy(row, chainId) : joinTyped(row, chainId));
    const auto transaction = eth::parseTransaction(bytes);
    if (!transaction || !isCarried(transaction->type))
        return fail(Fault::BadData, "span batch with a malformed transaction");
    return bytes;
}

} // namespace

base::Result<Bytes> encodeSpanTransactions(const std::vector<eth::Transaction>& transactions)
{
    SpanTransactionColumns columns;
    Bytes signatures, recipients, contents, nonces, gases;
    for (const eth::Transaction& tx : transactions) {
        if (!isCarried(tx.type))
            return fail(Fault::BadData, "a transaction of a type that span batches do not carry");
        columns.creation.push_back(!tx.to);
        columns.yParity.push_back(tx.yParity == 1);
        base::append(signatures, tx.r.toHash());
        base::append(signatures, tx.s.toHash());
        if (tx.to) base::append(recipients, *tx.to);
        writeTransactionContent(contents, tx);
        writeVarint(nonces, tx.nonce);
        writeVarint(gases, tx.gas);
        if (tx.type == TransactionType::Legacy) columns.isProtected.push_back(tx.chainId.has_value());
    }
    Bytes out;
    writeBits(out, columns.creation);
    writeBits(out, columns.yParity);
    for (const Bytes* column : {&signatures, &recipients, &contents, &nonces, &gases})
        base::append(out, *column);
    writeBits(out, columns.isProtected);
    return out;
}

base::Result<SpanTransactionColumns> readSpanTransactions(ColumnReader& reader, std::uint64_t count)
{
    if (count > reader.left() / kSignatureSize) return fail(Fault::BadData, "span batch ends early");
    SpanTransactionColumns columns;
    columns.creation = TRY(reader.bits(count));
    columns.yParity = TRY(reader.bits(count));
    columns.signatures = TRY(reader.bytes(count * kSignatureSize));
    const auto calls = static_cast<std::size_t>(std::ranges::count(columns.creation, false));
    columns.recipients = TRY(reader.bytes(calls * base::Address::kSize));
    columns.contents.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        columns.contents.push_back(TRY(reader.typedList()));
    columns.nonces = TRY(reader.varints(count));
    columns.gases = TRY(reader.varints(count));
    const auto legacy = static_cast<std::size_t>(std::ranges::count_if(columns.contents, isLegacy));
    columns.isProtected = TRY(reader.bits(legacy));
    return columns;
}

base::Result<std::vector<Bytes>> joinSpanTransactions(
    const SpanTransactionColumns& columns, std::uint64_t l2ChainId)
{
    std::vector<Bytes> out;
    out.reserve(columns.contents.size());
    std::size_t call = 0, legacy = 0;
    for (std::size_t i = 0; i < columns.contents.size(); ++i) {
        Row row{columns.signatures.subspan(i * kSignatureSize, kSignatureSize), {}, columns.contents[i],
            columns.nonces[i], columns.gases[i], columns.yParity[i]};
        if (!columns.creation[i])
            row.to = columns.recipients.subspan(base::Address::kSize * call++, base::Address::kSize);
        if (isLegacy(row.content)) row.isProtected = columns.isProtected[legacy++];
        out.push_back(TRY(join(row, l2ChainId)));
    }
    return out;
}

} // namespace opstack
