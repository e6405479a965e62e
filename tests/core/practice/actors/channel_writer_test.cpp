#include "core/crypto/keccak.h"
#include "core/practice/actors/channel_writer.h"
#include "core/practice/contracts/deployment.h"
#include "tests/core/practice/actors/data_reader.h"

#include <QTest>

using base::Bytes;
using base::Hash;
using opstack::BatchType;
using opstack::Compression;
using practice::BatchedBlock;
using practice::BatchFlaw;

namespace {

constexpr std::uint64_t kGenesisTime = 1'700'000'000;
constexpr std::uint64_t kBlocks = 40;

Hash hashOf(std::uint8_t layer, std::uint64_t number)
{
    return crypto::keccak256(Bytes{layer, static_cast<std::uint8_t>(number)});
}

opstack::RollupConfig config()
{
    opstack::RollupConfig config;
    config.genesis.l2Time = kGenesisTime;
    config.genesis.l1 = {hashOf(1, 0), 0};
    config.l2ChainId = practice::kL2ChainId;
    for (std::size_t fork = 0; fork < opstack::kForkCount; ++fork)
        config.setForkTime(static_cast<opstack::Fork>(fork), 0);
    return config;
}

/// Six L2 blocks an L1 block.
opstack::L2BlockRef place(std::uint64_t number)
{
    const std::uint64_t origin = number / 6;
    return {{hashOf(2, number), number}, number == 0 ? Hash{} : hashOf(2, number - 1),
        kGenesisTime + 2 * number, {hashOf(1, origin), origin}, number % 6};
}

/// A transaction of each type that L2 takes, none of which compresses away.
Bytes userTransaction(std::uint64_t number)
{
    using eth::TransactionType;
    static const base::Secret key(hashOf(3, 0));
    eth::Transaction transaction;
    const TransactionType types[] = {TransactionType::Legacy, TransactionType::AccessList,
        TransactionType::FeeMarket, TransactionType::SetCode};
    transaction.type = types[number % 4];
    if (number % 8 != 0) transaction.chainId = practice::kL2ChainId;
    transaction.nonce = number;
    transaction.gas = 21'000 + number;
    if (number % 8 != 5) transaction.to = base::Address::from(base::ByteView(hashOf(4, number)).first(20));
    if (number % 4 == 3) {
        transaction.to = base::Address{};
        transaction.authorizations.push_back({});
    }
    transaction.data = base::toBytes(hashOf(5, number));
    if (number % 4 != 0) transaction.accessList = {{base::Address{}, {hashOf(6, number)}}};
    const auto complete = eth::signTransaction(transaction, key);
    CHECK(complete);
    return eth::encodeTransaction(*complete);
}

std::vector<BatchedBlock> blocks()
{
    std::vector<BatchedBlock> all;
    for (std::uint64_t number = 1; number <= kBlocks; ++number) {
        all.push_back({place(number), {}});
        for (std::uint64_t i = 0; i < number % 5; ++i)
            all.back().transactions.push_back(userTransaction(8 * number + i));
    }
    return all;
}

/// What is derived when the data comes with L1 block 8, the frames one a transaction.
tests::DataReader derive(const std::vector<Bytes>& data)
{
    std::vector<opstack::L2BlockRef> chain;
    for (std::uint64_t number = 0; number <= kBlocks; ++number)
        chain.push_back(place(number));
    tests::DataReader reader(config(), chain);
    for (std::uint64_t number = 0; number <= 8; ++number)
        reader.read({{hashOf(1, number), number}, kGenesisTime + 12 * number,
            number == 8 ? data : std::vector<Bytes>{}});
    return reader;
}

std::vector<Bytes> dataOf(BatchType type, Compression compression, std::size_t frame, BatchFlaw flaw)
{
    const auto batches = practice::batchesOf(blocks(), type, kGenesisTime, flaw);
    CHECK(batches);
    return practice::channelData(*batches, {{}, compression, frame});
}

} // namespace

class ChannelWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsDerived_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<Compression>("compression");
        QTest::newRow("singular zlib") << BatchType::Singular << Compression::Zlib;
        QTest::newRow("singular brotli") << BatchType::Singular << Compression::Brotli;
        QTest::newRow("span zlib") << BatchType::Span << Compression::Zlib;
        QTest::newRow("span brotli") << BatchType::Span << Compression::Brotli;
    }
    void whatIsWrittenIsDerived()
    {
        QFETCH(const BatchType, type);
        QFETCH(const Compression, compression);
        const tests::DataReader reader = derive(dataOf(type, compression, 2000, BatchFlaw::None));
        QVERIFY(reader.frames() > 3);
        QCOMPARE(reader.channels(), std::size_t{1});
        const std::vector<BatchedBlock> expected = blocks();
        QCOMPARE(reader.derived().size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(reader.derived()[i].timestamp, expected[i].place.timestamp);
            QVERIFY(reader.derived()[i].epoch == expected[i].place.l1Origin);
            QVERIFY(reader.derived()[i].transactions == expected[i].transactions);
        }
    }

    void flawedBatchesGiveNothing_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<BatchFlaw>("flaw");
        for (const BatchType type : {BatchType::Singular, BatchType::Span})
            for (const BatchFlaw flaw :
                {BatchFlaw::WrongParent, BatchFlaw::WrongOrigin, BatchFlaw::WrongTime})
                QTest::addRow("type %d, flaw %d", int(type), int(flaw)) << type << flaw;
    }
    void flawedBatchesGiveNothing()
    {
        QFETCH(const BatchType, type);
        QFETCH(const BatchFlaw, flaw);
        const tests::DataReader reader = derive(dataOf(type, Compression::Zlib, 100'000, flaw));
        QCOMPARE(reader.channels(), std::size_t{1});
        QVERIFY(reader.derived().empty());
    }

    void depositsAreNotInBatches()
    {
        eth::Block block;
        block.transactions.resize(2);
        block.transactions[0].type = eth::TransactionType::Deposit;
        const BatchedBlock batched = practice::batchedBlock(place(1), block);
        QCOMPARE(batched.transactions.size(), std::size_t{1});
        QVERIFY(batched.transactions[0] == eth::encodeTransaction(block.transactions[1]));
    }
};

QTEST_APPLESS_MAIN(ChannelWriterTest)
#include "channel_writer_test.moc"
