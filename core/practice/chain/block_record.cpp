#include "core/practice/chain/block_record.h"

#include "core/crypto/keccak.h"
#include "core/eth/rlp.h"

namespace practice {
namespace {

using base::Fault;
using eth::rlp::Reader;
using eth::rlp::Writer;

// A record: [header without bloom, [transaction…], [withdrawal…]?, senders, [receipt…]]
// A receipt: [type, status or state, gas, [[address, [topic…], data]…], [deposit nonce, version?]]

/// Where the bloom stands among a header's items.
constexpr int kBloomIndex = 6;

void writeHeader(Writer& out, const eth::Header& header)
{
    const Bytes encoded = eth::encodeHeader(header);
    Reader items = eth::rlp::openList(encoded).value();
    out.list([&] {
        for (int i = 0; !items.atEnd(); ++i) {
            const eth::rlp::Item item = items.item().value();
            if (i != kBloomIndex) out.raw(item.encoded);
        }
    });
}

base::Result<eth::Header> readHeader(Reader items, const eth::Bloom& bloom)
{
    Writer out;
    base::Result<void> read;
    out.list([&] {
        for (int i = 0; read && !items.atEnd(); ++i) {
            if (i == kBloomIndex) out.string(bloom);
            const auto item = items.item();
            if (item)
                out.raw(item->encoded);
            else
                read = std::unexpected(item.error());
        }
    });
    TRY(std::move(read));
    return eth::parseHeader(out.bytes());
}

void writeReceipt(Writer& out, const eth::Receipt& receipt)
{
    out.list([&] {
        out.number(static_cast<std::uint64_t>(receipt.type));
        if (receipt.postState)
            out.string(*receipt.postState);
        else
            out.number(receipt.succeeded ? 1 : 0);
        out.number(receipt.cumulativeGasUsed);
        eth::writeLogs(out, receipt.logs);
        out.list([&] {
            if (receipt.depositNonce) out.number(*receipt.depositNonce);
            if (receipt.depositReceiptVersion) out.number(*receipt.depositReceiptVersion);
        });
    });
}

base::Result<eth::Receipt> readReceipt(Reader in)
{
    eth::Receipt receipt;
    receipt.type = static_cast<eth::TransactionType>(TRY(in.number()));
    const ByteView status = TRY(in.string());
    if (status.size() == Hash::kSize) receipt.postState = Hash::from(status);
    receipt.succeeded = status.size() == 1 && status[0] == 1;
    receipt.cumulativeGasUsed = TRY(in.number());
    receipt.logs = TRY(eth::readLogs(in));
    Reader deposit = TRY(in.list());
    if (!deposit.atEnd()) receipt.depositNonce = TRY(deposit.number());
    if (!deposit.atEnd()) receipt.depositReceiptVersion = TRY(deposit.number());
    receipt.bloom = eth::bloomOf(receipt.logs);
    return receipt;
}

base::Result<eth::Withdrawal> readWithdrawal(Reader in)
{
    eth::Withdrawal withdrawal;
    withdrawal.index = TRY(in.number());
    withdrawal.validatorIndex = TRY(in.number());
    withdrawal.address = TRY(in.fixed<Address>());
    withdrawal.amount = TRY(in.number());
    TRY(in.finish());
    return withdrawal;
}

void writeBody(Writer& out, const eth::Block& block)
{
    out.list([&] {
        for (const eth::Transaction& transaction : block.transactions)
            out.string(eth::encodeTransaction(transaction));
    });
    out.list([&] {
        if (!block.withdrawals) return;
        out.list([&] {
            for (const eth::Withdrawal& withdrawal : *block.withdrawals)
                out.raw(eth::encodeWithdrawal(withdrawal));
        });
    });
}

base::Result<void> readBody(Reader& in, SealedBlock& sealed)
{
    Reader transactions = TRY(in.list());
    while (!transactions.atEnd()) {
        const ByteView encoded = TRY(transactions.string());
        sealed.block.transactions.push_back(TRY(eth::parseTransaction(encoded)));
        sealed.transactionHashes.push_back(crypto::keccak256(encoded));
    }
    Reader withdrawals = TRY(in.list());
    if (withdrawals.atEnd()) return {};
    withdrawals = TRY(withdrawals.list());
    sealed.block.withdrawals.emplace();
    while (!withdrawals.atEnd()) {
        Reader withdrawal = TRY(withdrawals.list());
        sealed.block.withdrawals->push_back(TRY(readWithdrawal(withdrawal)));
    }
    return {};
}

base::Result<void> readOutcome(Reader& in, SealedBlock& sealed)
{
    ByteView senders = TRY(in.string());
    for (; senders.size() >= Address::kSize; senders = senders.subspan(Address::kSize))
        sealed.senders.push_back(Address::from(senders.first(Address::kSize)));
    Reader receipts = TRY(in.list());
    while (!receipts.atEnd()) {
        Reader receipt = TRY(receipts.list());
        sealed.receipts.push_back(TRY(readReceipt(receipt)));
    }
    const std::size_t count = sealed.block.transactions.size();
    if (sealed.senders.size() != count || sealed.receipts.size() != count)
        return base::fail(Fault::BadData, "a record with more or fewer receipts than transactions");
    return {};
}

void writeAccount(Writer& out, const evm::AccountDiff& account)
{
    out.list([&] {
        out.string(account.address);
        if (!account.exists) return;
        out.number(account.nonce);
        out.number(account.balance);
        out.string(account.codeHash == eth::kEmptyCodeHash ? ByteView() : ByteView(account.codeHash));
        out.number(account.storageCleared ? 1 : 0);
        for (const auto& [slot, value] : account.storage)
            out.number(slot).number(value);
    });
}

base::Result<evm::AccountDiff> readAccount(Reader in)
{
    evm::AccountDiff account;
    account.address = TRY(in.fixed<Address>());
    account.exists = !in.atEnd();
    if (!account.exists) return account;
    account.nonce = TRY(in.number());
    account.balance = TRY(in.number256());
    const ByteView code = TRY(in.string());
    if (code.size() == Hash::kSize) account.codeHash = Hash::from(code);
    account.storageCleared = TRY(in.number()) != 0;
    while (!in.atEnd()) {
        const Uint256 slot = TRY(in.number256());
        account.storage.emplace_back(slot, TRY(in.number256()));
    }
    return account;
}

} // namespace

Bytes encodeRecord(const SealedBlock& sealed)
{
    Bytes senders;
    for (const Address& sender : sealed.senders)
        base::append(senders, sender);
    Writer out;
    out.list([&] {
        writeHeader(out, sealed.header());
        writeBody(out, sealed.block);
        out.string(senders);
        out.list([&] {
            for (const eth::Receipt& receipt : sealed.receipts)
                writeReceipt(out, receipt);
        });
    });
    return out.take();
}

base::Result<SealedBlock> parseRecord(ByteView record)
{
    SealedBlock sealed;
    Reader in = TRY(eth::rlp::openList(record));
    const Reader header = TRY(in.list());
    TRY(readBody(in, sealed));
    TRY(readOutcome(in, sealed));
    TRY(in.finish());
    eth::Bloom bloom;
    for (const eth::Receipt& receipt : sealed.receipts)
        for (std::size_t i = 0; i < bloom.size(); ++i)
            bloom[i] |= receipt.bloom[i];
    sealed.block.header = TRY(readHeader(header, bloom));
    sealed.hash = eth::headerHash(sealed.header());
    return sealed;
}

Bytes encodeAccounts(const evm::StateDiff& diff)
{
    Writer out;
    out.list([&] {
        for (const evm::AccountDiff& account : diff.accounts)
            writeAccount(out, account);
    });
    return out.take();
}

base::Result<evm::StateDiff> parseAccounts(ByteView encoded)
{
    evm::StateDiff diff;
    Reader in = TRY(eth::rlp::openList(encoded));
    while (!in.atEnd()) {
        Reader account = TRY(in.list());
        diff.accounts.push_back(TRY(readAccount(account)));
    }
    return diff;
}

} // namespace practice
