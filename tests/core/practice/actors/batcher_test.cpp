#include "tests/core/practice/actors/read_back.h"

using base::Bytes;
using opstack::BatchType;
using opstack::Compression;
using practice::BlockPointer;
using practice::Generation;
using tests::DataReader;
using tests::readBack;
using tests::SmallNetwork;
using tests::Users;

class BatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theL1BlocksAloneGiveTheL2Chain_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<Compression>("compression");
        QTest::addColumn<bool>("useBlobs");
        for (const bool blobs : {false, true})
            for (const BatchType type : {BatchType::Singular, BatchType::Span})
                for (const Compression compression : {Compression::Zlib, Compression::Brotli})
                    QTest::addRow("%s %s %s", type == BatchType::Span ? "span" : "singular",
                        compression == Compression::Zlib ? "zlib" : "brotli", blobs ? "blobs" : "calldata")
                        << type << compression << blobs;
    }
    void theL1BlocksAloneGiveTheL2Chain()
    {
        QFETCH(const BatchType, type);
        QFETCH(const Compression, compression);
        QFETCH(const bool, useBlobs);
        SmallNetwork network(Generation::Current, {type, compression, useBlobs, 3, 2'000});
        network.faults.proposerStops = network.faults.challengerSleeps = true;
        Users users(network);
        network.beforeL2Block = [&] { users.send(3); };
        network.steps(10);

        const DataReader reader = readBack(network);
        QVERIFY(reader.derived().size() > 30);
        QVERIFY(reader.frames() > 2 * reader.channels());
        QVERIFY(reader.batches(type) > 0);
        QCOMPARE(reader.batches(type == BatchType::Span ? BatchType::Singular : BatchType::Span), 0u);
        QCOMPARE(tests::sentOn(network, eth::TransactionType::Blob) > 0, useBlobs);
        for (const std::uint8_t first : reader.compressions())
            QCOMPARE(first == 1, compression == Compression::Brotli);
        tests::compare(reader, network);
    }

    /// Brotli before Fjord would be lost, and some L2 blocks are the first of their fork.
    void chainsThatPassThroughForksAreDerivedToo_data()
    {
        QTest::addColumn<Generation>("generation");
        QTest::newRow("permissionless") << Generation::Permissionless;
        QTest::newRow("classic") << Generation::Classic;
    }
    void chainsThatPassThroughForksAreDerivedToo()
    {
        QFETCH(const Generation, generation);
        if (!SmallNetwork::isSupported(generation)) QSKIP("this build has not the contracts");
        SmallNetwork network(generation, {BatchType::Span, Compression::Brotli, true, 2, 2'000});
        Users users(network);
        network.beforeL2Block = [&] {
            if (network.deployment.rollup.isActive(
                    opstack::Fork::Isthmus, network.l2.canonical().head()->timestamp()))
                users.send(2);
        };
        network.steps(20);
        const DataReader reader = readBack(network);
        QVERIFY(reader.derived().size() > 80);
        tests::compare(reader, network);
    }

    void aChannelWithoutTransactionsOfUsersNeedsNoBlob()
    {
        SmallNetwork network(Generation::Current, {BatchType::Span, Compression::Brotli, true, 3, 120'000});
        network.steps(10);
        // The first channel has the transactions that set up the tokens.
        QCOMPARE(tests::sentOn(network, eth::TransactionType::Blob), 1);
        QVERIFY(tests::sentOn(network, eth::TransactionType::FeeMarket) >= 2);
        tests::compare(readBack(network), network);
    }

    /// More frames than the batcher lets wait at once.
    void blocksAreSafeOnlyWhenTheWholeChannelIsThere()
    {
        SmallNetwork network(Generation::Current, {BatchType::Span, Compression::Zlib, false, 8, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(20); };
        while (framesSent(network) == 0)
            network.step();
        const std::uint64_t batched = network.l2.canonical().head()->number();
        QCOMPARE(network.l2.safe().number, 0u);
        network.step();
        QVERIFY(framesSent(network) > 32);
        QCOMPARE(network.l2.safe().number, batched);
    }

    /// Granite: 50 L1 blocks. holocene/derivation.md. Its blocks are sent anew.
    void aChannelThatTookTooLongCountsForNothing()
    {
        SmallNetwork network(Generation::Current, {BatchType::Span, Compression::Zlib, false, 8, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(20); };
        while (framesSent(network) == 0)
            network.step();
        network.beforeL2Block = {};
        network.faults.batcherStops = true;
        network.steps(51);
        network.faults.batcherStops = false;
        network.step();
        QCOMPARE(network.l2.safe().number, 0u);
        network.steps(10);
        QVERIFY(network.l2.safe().number > 300);
        tests::compare(readBack(network), network);
    }

private:
    static int framesSent(SmallNetwork& network)
    {
        return tests::sentOn(network, eth::TransactionType::FeeMarket);
    }
};

QTEST_APPLESS_MAIN(BatcherTest)
#include "batcher_test.moc"
