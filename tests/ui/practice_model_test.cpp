#include "practice_world.h"
#include "tests/support/patience.h"
#include "ui/model/practice_model.h"
#include "ui/model/trouble_model.h"

#include <QSignalSpy>
#include <QTest>

using base::Fault;
using std::chrono::hours;
using std::chrono::minutes;
using tests::sharedWorld;

Q_DECLARE_METATYPE(base::Error)

namespace {

/// The models on the world, whose time stands still and where everybody is honest.
struct Ground {
    std::shared_ptr<practice::World> world = sharedWorld();
    ui::Lane timeLane, worldLane, nodeLane;
    std::unique_ptr<ui::PracticeModel> time;
    std::unique_ptr<ui::TroubleModel> trouble;

    Ground()
    {
        CHECK(world->setSpeed(0).has_value());
        CHECK(world->setFaults({}).has_value());
        time = std::make_unique<ui::PracticeModel>(
            *world, ui::PracticeModel::Lanes{timeLane, worldLane, nodeLane});
        trouble = std::make_unique<ui::TroubleModel>(*world, worldLane);
    }
    void start() const
    {
        time->start();
        EVENTUALLY(time->heads().has_value());
    }
};

} // namespace

class PracticeModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<base::Error>("base::Error"); }

    void blocksComeWithoutAnybodyAsking()
    {
        const Ground ground;
        ground.start();
        QCOMPARE(ground.time->speed(), 0U);
        const std::uint64_t before = ground.time->heads()->l2.latest;
        QSignalSpy moved(ground.time.get(), &ui::PracticeModel::headsMoved);
        ground.time->setSpeed(60);
        QCOMPARE(ground.time->speed(), 60U);
        EVENTUALLY(ground.time->heads()->l2.latest > before);
        QVERIFY(moved.count() > 0);
        QCOMPARE(ground.world->speed(), 60U);
    }

    void aSpeedThatTheWorldDoesNotHaveIsAnError()
    {
        const Ground ground;
        ground.start();
        QSignalSpy failed(ground.time.get(), &ui::PracticeModel::failed);
        ground.time->setSpeed(practice::kFastest + 1);
        EVENTUALLY_EQUAL(failed.count(), 1);
        EVENTUALLY_EQUAL(ground.time->speed(), 0U); // as it is, not as it was wanted
    }

    void aLeapEndsWhereItSaid()
    {
        const Ground ground;
        ground.start();
        const base::Seconds before = ground.time->now();
        const std::uint64_t l1Before = ground.time->heads()->l1.latest;
        ground.time->leap(minutes(10));
        QVERIFY(ground.time->isLeaping());
        EVENTUALLY(!ground.time->isLeaping());
        EVENTUALLY_EQUAL(ground.time->now(), before + minutes(10));
        EVENTUALLY_EQUAL(ground.time->heads()->l1.latest, l1Before + 50); // a block in twelve seconds
    }

    void aCancelledLeapStaysWhereItHasComeAndSaysNothing()
    {
        const Ground ground;
        ground.start();
        const base::Seconds before = ground.time->now();
        QSignalSpy failed(ground.time.get(), &ui::PracticeModel::failed);
        ground.time->leap(hours(24 * 100));
        EVENTUALLY(ground.time->leapProgress() > 0);
        ground.time->stopLeap();
        EVENTUALLY(!ground.time->isLeaping());
        QVERIFY(ground.time->now() > before);
        QVERIFY(ground.time->now() < before + hours(24 * 100));
        QCOMPARE(failed.count(), 0);
    }

    void closingTheLaneEndsALeap()
    {
        auto ground = std::make_unique<Ground>();
        ground->start();
        const base::Seconds before = ground->time->now();
        ground->time->leap(hours(24 * 100));
        EVENTUALLY(ground->time->leapProgress() > 0);
        const std::shared_ptr<practice::World> world = ground->world;
        ground.reset();
        QVERIFY(base::Seconds(world->now()) < before + hours(24 * 100));
    }

    void aSecondLeapWaitsForNobody()
    {
        const Ground ground;
        ground.start();
        const base::Seconds before = ground.time->now();
        ground.time->leap(minutes(2));
        ground.time->leap(minutes(2));
        EVENTUALLY(!ground.time->isLeaping());
        EVENTUALLY_EQUAL(ground.time->now(), before + minutes(2));
    }

    void theChallengeWindowIsWhatTheContractsSay()
    {
        const Ground ground;
        ground.start();
        EVENTUALLY(ground.time->challengeWindow());
        QVERIFY(*ground.time->challengeWindow() >= base::Seconds(1));
    }

    void aSwitchReachesTheWorld()
    {
        const Ground ground;
        QSignalSpy changed(ground.trouble.get(), &ui::TroubleModel::faultsChanged);
        ground.trouble->setFault("sequencer-stops", "on");
        QVERIFY(ground.trouble->faults().sequencerStops);
        QCOMPARE(changed.count(), 1);
        EVENTUALLY(ground.world->faults().sequencerStops);
    }

    void whatIsNoAddressChangesNothing()
    {
        const Ground ground;
        QSignalSpy failed(ground.trouble.get(), &ui::TroubleModel::failed);
        ground.trouble->setFault("censored", "0x1234");
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().value<base::Error>().fault, Fault::BadData);
        QVERIFY(ground.trouble->faults().censored.empty());
    }

    void theSwitchesOfAnOpenedWorldAreShown()
    {
        const Ground ground;
        practice::Faults faults;
        faults.proposerLies = true;
        QVERIFY(ground.world->setFaults(faults));
        ground.trouble->load();
        EVENTUALLY(ground.trouble->faults().proposerLies);
    }

    void aReorgSaysHowManyBlocksItReplaced()
    {
        const Ground ground;
        ground.start();
        ground.time->leap(minutes(5));
        EVENTUALLY(!ground.time->isLeaping());
        QSignalSpy done(ground.trouble.get(), &ui::TroubleModel::reorganised);
        ground.trouble->reorgL1(2);
        EVENTUALLY_EQUAL(done.count(), 1);
        QCOMPARE(done.front().front().toULongLong(), 2ULL);
    }

    void aReorgThatWouldReachGenesisIsRefused()
    {
        const Ground ground;
        QSignalSpy failed(ground.trouble.get(), &ui::TroubleModel::failed);
        ground.trouble->reorgL1(100'000);
        EVENTUALLY_EQUAL(failed.count(), 1);
        QCOMPARE(failed.front().front().value<base::Error>().fault, Fault::Refused);
    }

    void theGuardianIsCalled()
    {
        const Ground ground;
        QSignalSpy called(ground.trouble.get(), &ui::TroubleModel::guardianCalled);
        ground.trouble->callGuardian(practice::GuardianAction::Pause, {});
        EVENTUALLY_EQUAL(called.count(), 1);
    }
};

QTEST_GUILESS_MAIN(PracticeModelTest)
#include "practice_model_test.moc"
