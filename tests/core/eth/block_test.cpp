#include "core/crypto/keccak.h"
#include "core/eth/block.h"
#include "core/eth/rlp.h"
#include "core/eth/transaction_json.h"
#include "tests/core/eth/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::Hash;
using eth::Header;
using nlohmann::json;
using tests::textOf;

namespace {

/// A header with the first `count` of the fields that forks appended.
Header headerOfFork(int count)
{
    Header header;
    header.number = 300;
    header.gasLimit = 30'000'000;
    header.timestamp = 1'700'000'000;
    header.extraData = {1, 2, 3};
    if (count > 0) header.baseFeePerGas = 7;
    if (count > 1) header.withdrawalsRoot = eth::kEmptyTrieRoot;
    if (count > 2) header.blobGasUsed = 0;
    if (count > 3) header.excessBlobGas = 131072;
    if (count > 4) header.parentBeaconBlockRoot = Hash::from(Bytes(32, 5));
    if (count > 5) header.requestsHash = Hash::from(Bytes(32, 6));
    return header;
}

eth::Log sampleLog()
{
    return {eth::Address::from(Bytes(20, 3)), {Hash::from(Bytes(32, 4)), Hash::from(Bytes(32, 5))}, {6, 7}};
}

/// Parses, and encodes to the same bytes again.
template <typename Parse, typename Encode>
bool roundTrips(const Bytes& bytes, Parse parse, Encode encode)
{
    const auto parsed = parse(bytes);
    return parsed && encode(*parsed) == bytes;
}

bool isReceipt(const Bytes& bytes)
{
    const auto receipt = eth::parseReceipt(bytes);
    return receipt && eth::encodeReceipt(*receipt) == bytes && eth::bloomOf(receipt->logs) == receipt->bloom;
}

/// The blocks of a recorded chain: a header with transactions apart (L1) or a whole block (L2), and receipts.
void countBlocks(const json& blocks, tests::Tally& tally)
{
    for (const json& item : blocks) {
        bool passed = true;
        if (item.contains("header")) {
            const Bytes header = tests::hexBytes(item["header"]);
            passed = roundTrips(header, eth::parseHeader, eth::encodeHeader) &&
                     base::toHex0x(eth::headerHash(*eth::parseHeader(header))) == textOf(item["hash"]);
        }
        if (item.contains("block")) {
            const Bytes block = tests::hexBytes(item["block"]);
            passed = passed && roundTrips(block, eth::parseBlock, eth::encodeBlock) &&
                     base::toHex0x(eth::headerHash(eth::parseBlock(block)->header)) == textOf(item["hash"]);
        }
        for (const json& transaction : item.value("transactions", json::array()))
            passed = passed &&
                     roundTrips(tests::hexBytes(transaction), eth::parseTransaction, eth::encodeTransaction);
        for (const json& receipt : item.value("receipts", json::array()))
            passed = passed && isReceipt(tests::hexBytes(receipt));
        tally.count(passed, item.value("hash", std::string()));
    }
}

} // namespace

class BlockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersOfEveryFork();
    void headerIsStrict();
    void fieldAfterAGapIsNotEncoded();
    void blocks();
    void legacyTransactionAsString();
    void accounts();
    void receipts();
    void receiptIsStrict();
    void bloom();
    void recorded();
    void rpcTransactions();
};

void BlockTest::headersOfEveryFork()
{
    for (int count = 0; count <= 6; ++count) {
        const Header header = headerOfFork(count);
        const Bytes encoded = eth::encodeHeader(header);
        const auto parsed = eth::parseHeader(encoded);
        QVERIFY(parsed && *parsed == header);
        QVERIFY(eth::headerHash(header) == crypto::keccak256(encoded));
    }
}

void BlockTest::headerIsStrict()
{
    const Bytes encoded = eth::encodeHeader(headerOfFork(6));
    for (std::size_t length = 0; length < encoded.size(); ++length)
        QVERIFY(!eth::parseHeader(base::ByteView(encoded).first(length)));
    Bytes longer = encoded;
    longer.push_back(0x80);
    QVERIFY(!eth::parseHeader(longer));
}

void BlockTest::fieldAfterAGapIsNotEncoded()
{
    Header gap = headerOfFork(1);
    gap.requestsHash = Hash{};
    QCOMPARE(eth::encodeHeader(gap), eth::encodeHeader(headerOfFork(1)));
}

void BlockTest::blocks()
{
    eth::Block block;
    block.header = headerOfFork(2);
    block.ommers = {headerOfFork(0)};
    block.transactions.resize(2);
    block.transactions[0].r = 1;
    block.transactions[1].type = eth::TransactionType::Deposit;
    for (const bool hasWithdrawals : {false, true}) {
        if (hasWithdrawals) block.withdrawals = {{1, 2, {}, 3}};
        const Bytes encoded = eth::encodeBlock(block);
        const auto parsed = eth::parseBlock(encoded);
        QVERIFY(parsed && *parsed == block);
        QVERIFY(!eth::parseBlock(base::ByteView(encoded).first(encoded.size() - 1)));
    }
}

void BlockTest::legacyTransactionAsString()
{
    eth::Block block;
    block.transactions.resize(1);
    const Bytes legacy = eth::encodeTransaction(block.transactions[0]);
    eth::rlp::Writer out;
    out.list([&] {
        out.raw(eth::encodeHeader(block.header));
        out.list([&] { out.string(legacy); });
        out.list([] {});
    });
    QVERIFY(!eth::parseBlock(out.bytes()));
    QVERIFY(eth::parseBlock(eth::encodeBlock(block)).has_value());
}

void BlockTest::accounts()
{
    eth::Account account;
    QVERIFY(account.isEmpty());
    account.nonce = 3;
    account.balance = base::Uint256::max();
    const Bytes encoded = eth::encodeAccount(account);
    QVERIFY(eth::parseAccount(encoded) == account);
    QVERIFY(!eth::parseAccount(base::ByteView(encoded).first(encoded.size() - 1)));
}

void BlockTest::receipts()
{
    eth::Receipt receipt;
    receipt.succeeded = true;
    receipt.cumulativeGasUsed = 21000;
    receipt.logs = {sampleLog()};
    receipt.bloom = eth::bloomOf(receipt.logs);
    const auto roundTrip = [](const eth::Receipt& value) {
        return eth::parseReceipt(eth::encodeReceipt(value)) == value;
    };
    QVERIFY(roundTrip(receipt));
    receipt.type = eth::TransactionType::Deposit;
    QVERIFY(roundTrip(receipt));
    receipt.depositNonce = 4;
    QVERIFY(roundTrip(receipt));
    receipt.depositReceiptVersion = 1;
    QVERIFY(roundTrip(receipt));

    eth::Receipt old;
    old.postState = Hash::from(Bytes(32, 1));
    QVERIFY(roundTrip(old));
}

void BlockTest::receiptIsStrict()
{
    eth::Receipt receipt;
    receipt.logs = {sampleLog()};
    receipt.logs[0].topics.resize(5);
    QVERIFY(!eth::parseReceipt(eth::encodeReceipt(receipt)));
    receipt.logs.clear();
    receipt.depositNonce = 1; // of another type
    QVERIFY(!eth::parseReceipt(eth::encodeReceipt(receipt)));
    QVERIFY(!eth::parseReceipt({}));
    QVERIFY(eth::parseReceipt(Bytes{5, 0xc0}).error().fault == base::Fault::Unsupported);
}

void BlockTest::bloom()
{
    const eth::Log log = sampleLog();
    eth::Bloom bloom;
    eth::addToBloom(bloom, log);
    QVERIFY(bloom == eth::bloomOf({log}));
    QVERIFY(eth::bloomMayContain(bloom, log.address));
    for (const Hash& topic : log.topics)
        QVERIFY(eth::bloomMayContain(bloom, topic));
    QVERIFY(!eth::bloomMayContain(bloom, Hash::from(Bytes(32, 9))));
    QVERIFY(eth::bloomOf({}).isZero());
}

/// Every header, body, transaction and receipt of recorded chains: the same bytes again, and the recorded
/// hash.
void BlockTest::recorded()
{
    const auto set = tests::recordedSet("journeys");
    if (!set) QSKIP(tests::noVectors());
    for (const auto& file : tests::filesBelow(*set, ".json")) {
        const json recording = tests::readJson(file);
        if (!recording.is_object() || !recording.contains("l2") || !recording.contains("l1")) continue;
        tests::Tally tally("journeys/" + file.stem().string() + ", blocks");
        for (const char* layer : {"l1", "l1_orphans", "l2"})
            if (recording.contains(layer) && recording[layer].is_array())
                countBlocks(recording[layer], tally);
        for (const char* layer : {"l1_genesis_header", "l2_genesis_header"})
            tally.count(
                roundTrips(tests::hexBytes(recording[layer]), eth::parseHeader, eth::encodeHeader), layer);
        QVERIFY(tally.finish());
    }
}

/// Transactions as a node gives them: transactionFromJson() checks hash and sender. The blocks that were
/// tampered with have honest transactions too, unless these are what was tampered with.
void BlockTest::rpcTransactions()
{
    const auto folder = tests::vectorFile("derivation/l1-rpc-blocks");
    if (!folder) QSKIP(tests::noVectors());
    tests::Tally tally("l1-rpc-blocks, transactions of the valid blocks");
    for (const auto& file : tests::filesBelow(*folder, ".json")) {
        const json document = tests::readJson(file);
        if (!document.contains("block") || document["metadata"].value("fail", false)) continue;
        for (const json& transaction : document["block"].value("transactions", json::array())) {
            if (!transaction.is_object()) continue;
            const auto read = eth::transactionFromJson(transaction);
            tally.count(read && eth::parseTransaction(eth::encodeTransaction(*read)) == *read,
                textOf(transaction["hash"]) + (read ? "" : ": " + read.error().detail));
        }
    }
    QVERIFY(tally.finish());
}

QTEST_GUILESS_MAIN(BlockTest)
#include "block_test.moc"
