#include "core/practice/world/challenge_window.h"

#include <QTest>

using base::Fault;

class ChallengeWindowTest : public QObject {
    Q_OBJECT

    std::shared_ptr<practice::World> m_world;

private Q_SLOTS:
    void initTestCase()
    {
        auto world = practice::World::open({.file = {}, .genesisTime = 1'780'000'000, .speed = 0});
        QVERIFY(world.has_value());
        m_world = *std::move(world);
    }

    /// The current generation's contracts: a game's clock of 302,400 seconds and a finality delay of 6;
    /// proofs ripen sooner.
    void theWindowIsWhatTheContractsSay()
    {
        const auto window = practice::fetchChallengeWindow(*m_world, {});
        QVERIFY2(window.has_value(), window ? "" : window.error().detail.c_str());
        QCOMPARE(*window, std::optional(base::Seconds(302'406)));
    }

    void aNodeThatDoesNotAnswerGivesNoWindow()
    {
        practice::Faults faults;
        faults.l1Rpc = practice::RpcFault::RateLimits;
        QVERIFY(m_world->setFaults(faults));
        const auto window = practice::fetchChallengeWindow(*m_world, {});
        QVERIFY(!window);
        QCOMPARE(window.error().fault, Fault::Busy); // a rate limit is no verdict
    }
};

QTEST_GUILESS_MAIN(ChallengeWindowTest)
#include "challenge_window_test.moc"
