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
};

QTEST_APPLESS_MAIN(SequencingTest)
#include "sequencing_test.moc"
