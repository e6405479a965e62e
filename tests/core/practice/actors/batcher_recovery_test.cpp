#include "tests/core/practice/actors/read_back.h"

using base::Bytes;
using opstack::BatchType;
using opstack::Compression;
using practice::Generation;
using tests::DataReader;
using tests::readBack;
using tests::SmallNetwork;
using tests::Users;

class BatcherRecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileItStopsNothingBecomesSafe()
    {
        SmallNetwork network(Generation::Current);
        network.faults.batcherStops = true;
        network.steps(12);
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherStops = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        tests::compare(readBack(network), network);
    }

    /// forced.md: L2 goes on without batches, and with them again when they come.
    void afterAnOutageLongerThanTheWindowItGoesOn_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::newRow("singular") << BatchType::Singular;
        QTest::newRow("span") << BatchType::Span;
    }
    void afterAnOutageLongerThanTheWindowItGoesOn()
    {
        QFETCH(const BatchType, type);
        SmallNetwork network(Generation::Current, {type, Compression::Zlib, false, 3, 2'000});
        Users users(network);
        network.beforeL2Block = [&] {
            if (network.l2.canonical().head()->number() % 100 == 50) users.send(1);
        };
        network.steps(10);
        network.faults.batcherStops = true;
        network.steps(static_cast<int>(network.deployment.rollup.sequencerWindowSize) + 20);
        network.faults.batcherStops = false;
        network.steps(30);
        const DataReader reader = readBack(network);
        QVERIFY(reader.forced() > 50);
        QVERIFY(reader.derived().size() + 100 > network.l2.canonical().head()->number());
        tests::compare(reader, network);
    }

    void garbageIsOnL1AndGivesNothing()
    {
        SmallNetwork network(Generation::Current);
        network.faults.batcherPostsGarbage = true;
        network.steps(12);
        const DataReader garbage = readBack(network);
        QVERIFY(tests::sentOn(network, eth::TransactionType::FeeMarket) > 0);
        QCOMPARE(garbage.frames(), std::size_t{0});
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherPostsGarbage = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        tests::compare(readBack(network), network);
    }

    void invalidBatchesAreWellFormedAndGiveNothing_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::newRow("singular") << BatchType::Singular;
        QTest::newRow("span") << BatchType::Span;
    }
    void invalidBatchesAreWellFormedAndGiveNothing()
    {
        QFETCH(const BatchType, type);
        SmallNetwork network(Generation::Current, {type, Compression::Zlib, false, 2, 120'000});
        network.faults.batcherPostsInvalidBatches = true;
        network.steps(12);
        const DataReader invalid = readBack(network);
        QVERIFY(invalid.channels() > 3);
        QVERIFY(invalid.derived().empty());
        QCOMPARE(network.l2.safe().number, 0u);
        network.faults.batcherPostsInvalidBatches = false;
        network.steps(6);
        QVERIFY(network.l2.safe().number > 60);
        tests::compare(readBack(network), network);
    }

    void whatAReorgTookAwayIsSentAgain_data()
    {
        QTest::addColumn<BatchType>("type");
        QTest::addColumn<bool>("useBlobs");
        QTest::addColumn<int>("depth");
        for (const int depth : {1, 4, 9}) {
            QTest::addRow("singular %d", depth) << BatchType::Singular << false << depth;
            QTest::addRow("span %d", depth) << BatchType::Span << false << depth;
        }
        QTest::newRow("blobs 9") << BatchType::Span << true << 9;
    }
    void whatAReorgTookAwayIsSentAgain()
    {
        QFETCH(const BatchType, type);
        QFETCH(const bool, useBlobs);
        QFETCH(const int, depth);
        SmallNetwork network(Generation::Current, {type, Compression::Zlib, useBlobs, 3, 2'000});
        Users users(network);
        network.beforeL2Block = [&] { users.send(2); };
        network.steps(14);
        SmallNetwork::known(network.l1.reorg(static_cast<std::uint64_t>(depth)));
        SmallNetwork::known(network.l2.followReorg(network.l1));
        SmallNetwork::known(network.l2.derive(network.l1));
        SmallNetwork::known(network.batcher.followReorg(network.l1, network.l2));
        network.steps(9);
        QVERIFY(network.l2.safe().number > 80);
        tests::compare(readBack(network), network);
    }

    void itsStateSurvivesARestart()
    {
        SmallNetwork network(Generation::Current);
        network.steps(13);
        const Bytes state = SmallNetwork::known(network.batcher.encodeState());
        practice::Batcher restored(network.deployment, {}, 7);
        QVERIFY(restored.restoreState(state));
        QVERIFY(SmallNetwork::known(restored.encodeState()) == state);
        for (std::size_t length = 0; length < state.size(); ++length)
            QVERIFY(!restored.restoreState(base::ByteView(state).first(length)));
    }
};

QTEST_APPLESS_MAIN(BatcherRecoveryTest)
#include "batcher_recovery_test.moc"
