#include "core/opstack/sequencing.h"

#include <QTest>

using namespace opstack;

namespace {

RollupConfig someConfig()
{
    RollupConfig config;
    config.maxSequencerDrift = 600;
    config.sequencerWindowSize = 10;
    return config;
}

} // namespace

class SequencingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDriftIsAConstantFromFjordOn()
    {
        RollupConfig config = someConfig();
        QCOMPARE(maxSequencerDrift(config, 5000), std::uint64_t{600});
        config.setForkTime(Fork::Fjord, 5000);
        QCOMPARE(maxSequencerDrift(config, 4999), std::uint64_t{600});
        QCOMPARE(maxSequencerDrift(config, 5000), std::uint64_t{1800});
    }

    void theLastBlockOfTheWindowStillCounts()
    {
        QVERIFY(isWithinWindow(someConfig(), 100, 110));
        QVERIFY(!isWithinWindow(someConfig(), 100, 111));
    }

    void anEpochReachesUpToTheTimeOfTheNext_data()
    {
        QTest::addColumn<quint64>("nextOriginTime");
        QTest::addColumn<quint64>("l1Head");
        QTest::addColumn<quint64>("epoch"); // zero: nothing is forced
        QTest::newRow("in the window") << quint64{1006} << quint64{109} << quint64{0};
        QTest::newRow("at its end") << quint64{1006} << quint64{110} << quint64{100};
        QTest::newRow("after it") << quint64{1006} << quint64{130} << quint64{100};
        QTest::newRow("the next epoch's time, in its window") << quint64{1002} << quint64{110} << quint64{0};
        QTest::newRow("the next epoch's time, at its end") << quint64{1002} << quint64{111} << quint64{101};
        QTest::newRow("past the next epoch's time") << quint64{990} << quint64{111} << quint64{101};
    }
    void anEpochReachesUpToTheTimeOfTheNext()
    {
        QFETCH(const quint64, nextOriginTime);
        QFETCH(const quint64, l1Head);
        QFETCH(const quint64, epoch);
        L2BlockRef safeHead;
        safeHead.timestamp = 1000;
        safeHead.l1Origin.number = 100;
        const auto forced = forcedEpoch(someConfig(), safeHead, nextOriginTime, l1Head);
        QCOMPARE(forced.value_or(0), std::uint64_t{epoch});
    }
};

QTEST_APPLESS_MAIN(SequencingTest)
#include "sequencing_test.moc"
