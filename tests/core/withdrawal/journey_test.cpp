#include "tests/core/withdrawal/journey.h"

using practice::Generation;
using practice::GuardianAction;
using namespace tests;

/// From L2 to L1 through the real contracts of every generation, with every stage seen on the way.
class JourneyTest : public QObject {
    Q_OBJECT

    static void generations(std::initializer_list<Generation> all)
    {
        QTest::addColumn<Generation>("generation");
        for (const Generation generation : all)
            if (SmallNetwork::isSupported(generation))
                QTest::newRow(practice::toString(generation)) << generation;
    }

    static bool passesOver(Journey& journey, const std::string& why)
    {
        const Look seen = journey.look();
        return seen.facts.proposals &&
               std::ranges::find(seen.facts.proposals->passedOver, why, &withdrawal::PassedOver::why) !=
                   seen.facts.proposals->passedOver.end();
    }
    /// Until it can be proven: what the fault makes of the proposals is passed over.
    static void reachProof(Journey& journey)
    {
        PracticeRoute& ground = journey.ground;
        ground.network.faults.proposerStops = ground.network.faults.batcherStops = true;
        journey.initiateBridge();
        QVERIFY(!SmallNetwork::known(withdrawal::lookAt(ground.route(), journey.transaction, {}, {})));
        journey.include();
        QCOMPARE(journey.stage(), QByteArray("unsafe"));
        ground.network.faults.batcherStops = false;
        journey.stepUntil(Stage::WaitingForProposal);

        ground.network.faults.proposerStops = false;
        ground.network.faults.proposerLies = ground.network.faults.challengerSleeps = true;
        for (int i = 0; i < 60 && !passesOver(journey, "its root is not that of the L2 block"); ++i)
            ground.network.step();
        QVERIFY(passesOver(journey, "its root is not that of the L2 block"));
        QCOMPARE(journey.stage(), QByteArray("waiting-for-proposal"));

        ground.network.faults.proposerLies = ground.network.faults.challengerSleeps = false;
        journey.stepUntil(Stage::ReadyToProve, 200);
        ground.network.faults.proposerStops = true;
    }

private Q_SLOTS:
    void itGoesHome_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void itGoesHome()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        reachProof(journey);
        if (QTest::currentTestFailed()) return;
        journey.prove();
        const auto early = withdrawal::prepareDue(
            journey.ground.route(), journey.look(), PracticeRoute::user(kUser).address, {});
        QVERIFY(!early && early.error().fault == base::Fault::NotYet);
        journey.ripen();
        if (QTest::currentTestFailed()) return;
        QCOMPARE(journey.stage(), QByteArray("ready-to-finalize"));

        journey.ground.guardian(GuardianAction::Pause);
        const Look paused = journey.look();
        QCOMPARE(paused.verdict.stage, Stage::Paused);
        QCOMPARE(paused.verdict.beneath, Stage::ReadyToFinalize);
        QVERIFY(!journey.guard());
        journey.ground.guardian(GuardianAction::Unpause);

        const auto gas = journey.guard();
        QVERIFY2(gas.has_value(), gas ? "" : gas.error().detail.c_str());
        QVERIFY(gas->limit > gas->estimate);
        // What will be sent runs with what was guarded, whoever sends it.
        const auto due = withdrawal::prepareDue(
            journey.ground.route(), journey.look(), PracticeRoute::user(kStranger).address, {});
        QVERIFY2(due.has_value(), due ? "" : due.error().detail.c_str());
        QVERIFY(due->step == withdrawal::Step::Finalize);
        QCOMPARE(due->gas, gas->limit);
        const Uint256 before = balanceOf(journey.ground, kRecipient);
        journey.finalize();
        QCOMPARE(journey.stage(), QByteArray("finalized"));
        QCOMPARE(balanceOf(journey.ground, kRecipient), before + kEther);
    }
};

QTEST_APPLESS_MAIN(JourneyTest)
#include "journey_test.moc"
