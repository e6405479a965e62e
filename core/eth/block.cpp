#include "core/eth/block.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"

namespace eth {
namespace {

using base::fail;
using base::Fault;
using rlp::Reader;
using rlp::Writer;

void write(Writer& out, const Uint256& value)
{
    out.number(value);
}
void write(Writer& out, std::uint64_t value)
{
    out.number(value);
}
void write(Writer& out, const Hash& value)
{
    out.string(value);
}

base::Result<void> read(Reader& fields, Uint256& value)
{
    value = TRY(fields.number256());
    return {};
}
base::Result<void> read(Reader& fields, std::uint64_t& value)
{
    value = TRY(fields.number());
    return {};
}
base::Result<void> read(Reader& fields, Hash& value)
{
    value = TRY(fields.fixed<Hash>());
    return {};
}

/// Visits the fields that forks appended, oldest first, until `visit` says stop.
template <typename HeaderType, typename Visit>
void visitForkFields(HeaderType& header, Visit visit)
{
    static_cast<void>(visit(header.baseFeePerGas) && visit(header.withdrawalsRoot) &&
                      visit(header.blobGasUsed) && visit(header.excessBlobGas) &&
                      visit(header.parentBeaconBlockRoot) && visit(header.requestsHash));
}

void writeForkFields(Writer& out, const Header& header)
{
    visitForkFields(header, [&](const auto& field) {
        if (field) write(out, *field);
        return field.has_value();
    });
}

base::Result<void> readForkFields(Reader& fields, Header& header)
{
    base::Result<void> outcome;
    visitForkFields(header, [&](auto& field) {
        if (fields.atEnd()) return false;
        outcome = read(fields, field.emplace());
        return outcome.has_value();
    });
    return outcome;
}

void writeHeader(Writer& out, const Header& header)
{
    out.list([&] {
        out.string(header.parentHash).string(header.ommersHash).string(header.coinbase);
        out.string(header.stateRoot).string(header.transactionsRoot).string(header.receiptRoot);
        out.string(header.bloom).number(header.difficulty).number(header.number);
        out.number(header.gasLimit).number(header.gasUsed).number(header.timestamp);
        out.string(header.extraData).string(header.prevRandao).string(header.nonce);
        writeForkFields(out, header);
    });
}

base::Result<Header> readHeader(Reader fields)
{
    Header header;
    header.parentHash = TRY(fields.fixed<Hash>());
    header.ommersHash = TRY(fields.fixed<Hash>());
    header.coinbase = TRY(fields.fixed<Address>());
    header.stateRoot = TRY(fields.fixed<Hash>());
    header.transactionsRoot = TRY(fields.fixed<Hash>());
    header.receiptRoot = TRY(fields.fixed<Hash>());
    header.bloom = TRY(fields.fixed<Bloom>());
    header.difficulty = TRY(fields.number256());
    header.number = TRY(fields.number());
    header.gasLimit = TRY(fields.number());
    header.gasUsed = TRY(fields.number());
    header.timestamp = TRY(fields.number());
    header.extraData = base::toBytes(TRY(fields.string()));
    header.prevRandao = TRY(fields.fixed<Hash>());
    header.nonce = TRY(fields.fixed<base::FixedBytes<8>>());
    TRY(readForkFields(fields, header));
    TRY(fields.finish());
    return header;
}

void writeWithdrawal(Writer& out, const Withdrawal& withdrawal)
{
    out.list([&] {
        out.number(withdrawal.index).number(withdrawal.validatorIndex);
        out.string(withdrawal.address).number(withdrawal.amount);
    });
}

base::Result<Withdrawal> readWithdrawal(Reader& items)
{
    Reader fields = TRY(items.list());
    Withdrawal withdrawal;
    withdrawal.index = TRY(fields.number());
    withdrawal.validatorIndex = TRY(fields.number());
    withdrawal.address = TRY(fields.fixed<Address>());
    withdrawal.amount = TRY(fields.number());
    TRY(fields.finish());
    return withdrawal;
}

/// In a body a legacy transaction is a list and a typed one a string of its EIP-2718 bytes.
void writeTransaction(Writer& out, const Transaction& transaction)
{
    const Bytes encoded = encodeTransaction(transaction);
    if (transaction.type == TransactionType::Legacy)
        out.raw(encoded);
    else
        out.string(encoded);
}

base::Result<Transaction> readTransaction(Reader& items)
{
    const rlp::Item item = TRY(items.item());
    if (item.isList) return parseTransaction(item.encoded);
    Transaction transaction = TRY(parseTransaction(item.payload));
    if (transaction.type == TransactionType::Legacy)
        return fail(Fault::BadData, "legacy transaction in a block body as a string");
    return transaction;
}

template <typename T, typename Read>
base::Result<std::vector<T>> readAll(Reader items, Read readOne)
{
    std::vector<T> all;
    while (!items.atEnd())
        all.push_back(TRY(readOne(items)));
    return all;
}

base::Result<Header> readOmmer(Reader& items)
{
    const Reader fields = TRY(items.list());
    return readHeader(fields);
}

} // namespace

Bytes encodeHeader(const Header& header)
{
    Writer out;
    writeHeader(out, header);
    return out.take();
}

base::Result<Header> parseHeader(ByteView rlp)
{
    const Reader fields = TRY(rlp::openList(rlp));
    return readHeader(fields);
}

Hash headerHash(const Header& header)
{
    return crypto::keccak256(encodeHeader(header));
}

Bytes encodeWithdrawal(const Withdrawal& withdrawal)
{
    Writer out;
    writeWithdrawal(out, withdrawal);
    return out.take();
}

Bytes encodeBlock(const Block& block)
{
    Writer out;
    out.list([&] {
        writeHeader(out, block.header);
        out.list([&] {
            for (const Transaction& transaction : block.transactions)
                writeTransaction(out, transaction);
        });
        out.list([&] {
            for (const Header& ommer : block.ommers)
                writeHeader(out, ommer);
        });
        if (!block.withdrawals) return;
        out.list([&] {
            for (const Withdrawal& withdrawal : *block.withdrawals)
                writeWithdrawal(out, withdrawal);
        });
    });
    return out.take();
}

base::Result<Block> parseBlock(ByteView rlp)
{
    Reader parts = TRY(rlp::openList(rlp));
    Block block;
    const Reader header = TRY(parts.list());
    block.header = TRY(readHeader(header));
    const Reader transactions = TRY(parts.list());
    block.transactions = TRY(readAll<Transaction>(transactions, readTransaction));
    const Reader ommers = TRY(parts.list());
    block.ommers = TRY(readAll<Header>(ommers, readOmmer));
    if (!parts.atEnd()) {
        const Reader withdrawals = TRY(parts.list());
        block.withdrawals = TRY(readAll<Withdrawal>(withdrawals, readWithdrawal));
    }
    TRY(parts.finish());
    return block;
}

} // namespace eth
