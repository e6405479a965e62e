#include "core/practice/world/chain_clock.h"
#include "core/practice/world/world_record.h"

#include <QTest>

using namespace std::chrono_literals;
using practice::WorldRecord;

namespace {

struct HandClock final : base::Clock {
    base::Seconds now() const override { return 5s; }
    std::chrono::milliseconds steady() const override { return time; }

    std::chrono::milliseconds time{70'000};
};

WorldRecord fullRecord()
{
    WorldRecord record;
    record.generation = practice::Generation::Classic;
    record.seed = 0xfedcba9876543210;
    record.genesisTime = 1'700'000'000;
    record.now = 1'700'000'012'345ms;
    for (const std::string& name : practice::faultNames())
        if (!name.ends_with("-rpc") && name != "censored")
            (void)practice::setFault(record.faults, name, "on");
    record.faults.censored.insert(base::Address{});
    record.faults.l1Rpc = practice::RpcFault::StaleHead;
    record.faults.l2Rpc = practice::RpcFault::RichText;
    record.l1StaleHead = 0;
    record.batcherSettings = {.batchType = opstack::BatchType::Singular,
        .compression = opstack::Compression::Zlib,
        .useBlobs = true,
        .channelDuration = 7,
        .maxFrameSize = 1234};
    record.batcher = {1, 2, 3};
    return record;
}

} // namespace

class WorldRecordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack()
    {
        for (const WorldRecord& record : {WorldRecord(), fullRecord()}) {
            const auto back = practice::parseWorldRecord(practice::encodeWorldRecord(record));
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QVERIFY(*back == record);
        }
    }
    void whatIsCutOffOrContinuedIsNoRecord()
    {
        base::Bytes bytes = practice::encodeWorldRecord(fullRecord());
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!practice::parseWorldRecord(base::ByteView(bytes).first(size)));
        bytes.push_back(0);
        QCOMPARE(practice::parseWorldRecord(bytes).error().fault, base::Fault::BadData);
    }
    void theClockKeepsItsPlaceWhenItsSpeedChanges()
    {
        HandClock machine;
        practice::ChainClock clock(machine, 1'000'500ms, 1);
        QCOMPARE(clock.seconds(), 1000u);
        machine.time += 600ms;
        QCOMPARE(clock.seconds(), 1001u);
        clock.setSpeed(60);
        machine.time += 1s;
        QVERIFY(clock.now() == 1'061'100ms);
        clock.setSpeed(0);
        machine.time += 24h;
        QVERIFY(clock.now() == 1'061'100ms);
        clock.moveTo(5s);
        clock.setSpeed(1);
        machine.time += 1s;
        QCOMPARE(clock.seconds(), 6u);
    }
};

QTEST_GUILESS_MAIN(WorldRecordTest)
#include "world_record_test.moc"
