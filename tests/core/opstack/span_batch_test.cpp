#include "core/crypto/keccak.h"
#include "core/eth/transaction.h"
#include "core/opstack/channel.h"
#include "core/opstack/span_batch.h"
#include "core/opstack/span_batch_transactions.h"
#include "tests/support/vectors.h"

#include <QTest>

using base::Bytes;
using base::ByteView;
using base::Fault;
using opstack::SpanBatch;

namespace {

/// One well-formed transaction of each kind that span batches carry.
std::vector<eth::Transaction> oneOfEach(std::uint64_t chainId)
{
    std::vector<eth::Transaction> all;
    for (const auto type : {eth::TransactionType::Legacy, eth::TransactionType::AccessList,
             eth::TransactionType::FeeMarket, eth::TransactionType::SetCode}) {
        eth::Transaction tx;
        tx.type = type;
        tx.chainId = chainId;
        tx.nonce = 300;
        tx.gas = 21'000;
        tx.value = base::Uint256{5};
        tx.gasPrice = base::Uint256{7};
        tx.maxFeePerGas = base::Uint256{9};
        tx.to = base::Address{};
        tx.data = {1, 2, 3};
        tx.r = base::Uint256{11};
        tx.s = base::Uint256{12};
        tx.yParity = 1;
        if (type == eth::TransactionType::Legacy || type == eth::TransactionType::AccessList)
            tx.maxFeePerGas = {};
        if (type == eth::TransactionType::FeeMarket || type == eth::TransactionType::SetCode)
            tx.gasPrice = {};
        if (type == eth::TransactionType::AccessList)
            tx.accessList.push_back({base::Address{}, {base::Hash{}}});
        if (type == eth::TransactionType::SetCode) tx.authorizations.emplace_back();
        all.push_back(tx);
    }
    all.push_back(all[0]);
    all.back().chainId.reset(); // not protected
    all.push_back(all[2]);
    all.back().to.reset(); // creates a contract
    return all;
}

SpanBatch sample(std::uint64_t chainId)
{
    SpanBatch batch;
    batch.relTimestamp = 1234567;
    batch.l1OriginNumber = 100;
    batch.parentCheck[0] = 1;
    batch.l1OriginCheck[19] = 2;
    std::vector<Bytes> transactions;
    for (const auto& tx : oneOfEach(chainId))
        transactions.push_back(eth::encodeTransaction(tx));
    batch.add(true, {});
    batch.add(false, {});
    batch.add(true, transactions);
    return batch;
}

} // namespace

class SpanBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfTransactionComesBack()
    {
        const SpanBatch batch = sample(901);
        const auto bytes = opstack::encodeBatch(batch);
        QVERIFY(bytes);
        QCOMPARE(bytes->at(0), std::uint8_t{1});
        const auto parsed = opstack::parseSpanBatch(ByteView(*bytes).subspan(1), 901);
        QVERIFY(parsed);
        QVERIFY(*parsed == batch);
    }
    void originsAreCountedBackFromTheLast()
    {
        SpanBatch batch = sample(901);
        QCOMPARE(batch.firstOriginNumber(), std::uint64_t{99});
        batch.l1OriginNumber = 0;
        QCOMPARE(batch.firstOriginNumber(), ~std::uint64_t{0});
    }
    void blobsAndDepositsAreNotCarried()
    {
        eth::Transaction deposit;
        deposit.type = eth::TransactionType::Deposit;
        deposit.to = base::Address{};
        SpanBatch batch = sample(901);
        batch.add(false, std::vector<Bytes>{eth::encodeTransaction(deposit)});
        QVERIFY(!opstack::encodeBatch(batch));
    }
    void everyCutIsRefused()
    {
        const Bytes bytes = *opstack::encodeBatch(sample(901));
        for (std::size_t size = 0; size + 1 < bytes.size(); ++size)
            QVERIFY(!opstack::parseSpanBatch(ByteView(bytes).subspan(1, size), 901));
    }
    void whatFollowsIsIgnored()
    {
        Bytes longer = *opstack::encodeBatch(sample(901));
        longer.push_back(0);
        QVERIFY(opstack::parseSpanBatch(ByteView(longer).subspan(1), 901) == sample(901));
        Bytes singular = opstack::encodeBatch(opstack::SingularBatch{{}, 7, {}, 9, {{1, 2}}});
        singular.push_back(0xc0);
        const auto batch = opstack::parseSingularBatch(ByteView(singular).subspan(1));
        QVERIFY(batch && batch->timestamp == 9);
    }
    void aTransactionThatCannotBePutTogetherIsTheBatchsOwnFault()
    {
        SpanBatch batch = sample(901);
        const Bytes bytes = *opstack::encodeBatch(batch);
        auto encoded = opstack::readSpanBatch(ByteView(bytes).subspan(1));
        QVERIFY(encoded);
        const Bytes blob{0x03, 0xc0};
        encoded->transactions.contents[0] = blob;
        QVERIFY(!opstack::joinSpanBatch(*encoded, 901));
    }
    void hugeCountsAreRefusedBeforeAnythingIsAllocated()
    {
        Bytes bytes(2 + 40, 0);
        for (int i = 0; i < 3; ++i)
            bytes.push_back(0xff);
        bytes.push_back(0x7f); // 2^28 - 1 blocks
        QVERIFY(!opstack::parseSpanBatch(bytes, 901));
    }
    void numbersOfMoreThan64BitsAreRefused()
    {
        Bytes bytes(10, 0xff);
        opstack::ColumnReader tooLarge(bytes);
        QVERIFY(!tooLarge.varint());
        bytes[9] = 0x01;
        opstack::ColumnReader largest(bytes);
        QVERIFY(largest.varint() == ~0ull);
        const Bytes padded{0x81, 0x80, 0x00};
        opstack::ColumnReader longForm(padded);
        QVERIFY(longForm.varint() == 1u);
    }
    void opNodesBatchIsWrittenByteForByte()
    {
        const auto file = tests::vectorFile("derivation/channels/raw-span-batch-op-node.json");
        if (!file) QSKIP(tests::noVectors());
        const auto vector = tests::readJson(*file);
        const Bytes raw = tests::hexBytes(vector["raw_span_batch"]);
        const auto batch = opstack::parseSpanBatch(raw, 10);
        QVERIFY2(batch, batch ? "" : batch.error().detail.c_str());
        QCOMPARE(batch->blockCount(), vector["decoded"]["block_count"].get<std::size_t>());
        QCOMPARE(batch->relTimestamp, vector["decoded"]["rel_timestamp"].get<std::uint64_t>());
        const auto again = opstack::encodeBatch(*batch);
        QVERIFY(again);
        QVERIFY(base::toBytes(ByteView(*again).subspan(1)) == raw);
    }
    void mainnetChannelExpandsToTheKnownTransactions()
    {
        const auto file = tests::vectorFile("derivation/channels/raw-batcher-tx-op-mainnet.json");
        if (!file) QSKIP(tests::noVectors());
        const auto vector = tests::readJson(*file);
        const auto l1 = eth::parseTransaction(tests::hexBytes(vector["l1_raw_tx"]));
        QVERIFY(l1);
        QCOMPARE(base::toHex0x(eth::transactionHash(*l1)), vector["l1_tx_hash"].get<std::string>());
        const auto frames = opstack::parseFrames(l1->data);
        QVERIFY(frames && frames->size() == 1);
        auto channel =
            opstack::ChannelReader::open(frames->at(0).data, false, opstack::kMaxRlpBytesPerChannelBedrock);
        QVERIFY(channel);
        const auto& expected = vector["batches"][0];
        const auto batch = opstack::parseSpanBatch(channel->next()->subspan(1), 10);
        QVERIFY(batch);
        std::vector<std::uint64_t> origins{batch->firstOriginNumber()};
        while (origins.size() < batch->blockCount())
            origins.push_back(origins.back() + (batch->originChanged[origins.size()] ? 1 : 0));
        int passed = 0;
        for (const auto& block : expected["blocks"]) {
            const auto index = block["index"].get<std::size_t>();
            QCOMPARE(origins.at(index), block["epoch_num"].get<std::uint64_t>());
            const auto transactions = batch->transactionsOf(index);
            QCOMPARE(transactions.size(), block["transactions"].size());
            for (std::size_t i = 0; i < transactions.size(); ++i, ++passed)
                QVERIFY(transactions[i] == tests::hexBytes(block["transactions"][i]));
        }
        QVERIFY(!channel->next());
        qInfo("%d passed, 0 failed", passed);
    }
    void signedTransactionsComeBackThroughColumns()
    {
        const auto file = tests::vectorFile("derivation/span-batch-golden-hildr.json");
        if (!file) QSKIP(tests::noVectors());
        int passed = 0;
        const auto fileJson = tests::readJson(*file);
        for (const auto& group : fileJson["full_txs"]) {
            std::vector<eth::Transaction> transactions;
            std::vector<Bytes> expected;
            for (const auto& text : group["txs"]) {
                expected.push_back(tests::hexBytes(text));
                const auto transaction = eth::parseTransaction(expected.back());
                QVERIFY2(transaction, transaction ? "" : transaction.error().detail.c_str());
                transactions.push_back(*transaction);
            }
            const auto columns = opstack::encodeSpanTransactions(transactions);
            QVERIFY(columns);
            opstack::ColumnReader reader(*columns);
            const auto read = opstack::readSpanTransactions(reader, transactions.size());
            QVERIFY(read);
            QVERIFY(opstack::joinSpanTransactions(*read, group["chain_id"].get<std::uint64_t>()) == expected);
            passed += static_cast<int>(expected.size());
        }
        QVERIFY(passed > 0);
        qInfo("%d passed, 0 failed", passed);
    }
};

QTEST_APPLESS_MAIN(SpanBatchTest)
#include "span_batch_test.moc"
