#include "core/practice/actors/guardian.h"
#include "core/practice/layers/transactions.h"
#include "tests/core/practice/actors/small_network.h"

using base::Address;
using base::Fault;
using base::Uint256;
using practice::Generation;
using practice::GuardianAction;
using tests::SmallNetwork;

namespace {

eth::abi::Value ask(SmallNetwork& network, const Address& contract, std::string_view declaration,
    const eth::abi::Value::List& arguments = {})
{
    return SmallNetwork::known(practice::readL1(network.l1, contract, declaration, arguments))[0];
}

void act(SmallNetwork& network, GuardianAction action, const Address& subject = {})
{
    SmallNetwork::known(practice::guardianAct(network.l1, network.deployment, action, subject));
    network.step();
}

bool isPaused(SmallNetwork& network)
{
    return ask(network, network.deployment.contracts.optimismPortal, "paused() view returns (bool)").flag();
}

const Address& rulerOfGames(SmallNetwork& network)
{
    const practice::Contracts& contracts = network.deployment.contracts;
    return network.deployment.generation == Generation::Current ? contracts.anchorStateRegistry
                                                                : contracts.optimismPortal;
}

} // namespace

class GuardianTest : public QObject {
    Q_OBJECT

    static void generations(bool withClassic)
    {
        QTest::addColumn<Generation>("generation");
        for (const Generation generation :
            {Generation::Current, Generation::Permissionless, Generation::Classic}) {
            if (generation == Generation::Classic && !withClassic) continue;
            if (SmallNetwork::isSupported(generation))
                QTest::newRow(practice::toString(generation)) << generation;
        }
    }

private Q_SLOTS:
    void thePortalIsPausedAndUnpaused_data() { generations(true); }
    void thePortalIsPausedAndUnpaused()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation);
        QVERIFY(!isPaused(network));
        act(network, GuardianAction::Pause);
        QVERIFY(isPaused(network));
        act(network, GuardianAction::Unpause);
        QVERIFY(!isPaused(network));
    }

    void aGameIsBlacklisted_data() { generations(false); }
    void aGameIsBlacklisted()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, 20);
        network.steps(10);
        practice::DisputeGames games(network.deployment.contracts.disputeGameFactory);
        SmallNetwork::known(games.follow(network.l1, {true, {}}));
        const Address game = games.all().at(0).address;
        act(network, GuardianAction::BlacklistGame, game);
        QVERIFY(
            ask(network, rulerOfGames(network), "disputeGameBlacklist(address) view returns (bool)", {game})
                .flag());
    }

    void theRespectedTypeIsSet_data() { generations(false); }
    void theRespectedTypeIsSet()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation);
        Address subject;
        subject[18] = 1;
        subject[19] = 2;
        act(network, GuardianAction::SetRespectedGameType, subject);
        QCOMPARE(ask(network, network.deployment.contracts.optimismPortal,
                     "respectedGameType() view returns (uint32)")
                     .number(),
            Uint256{0x102});
    }

    void gamesAreRetired_data() { generations(false); }
    void gamesAreRetired()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation);
        network.step();
        const char* retired = generation == Generation::Current
                                  ? "retirementTimestamp() view returns (uint64)"
                                  : "respectedGameTypeUpdatedAt() view returns (uint64)";
        act(network, GuardianAction::RetireGames);
        QCOMPARE(ask(network, rulerOfGames(network), retired).number(),
            Uint256{network.l1.chain().head()->timestamp()});
        QCOMPARE(ask(network, network.deployment.contracts.optimismPortal,
                     "respectedGameType() view returns (uint32)")
                     .number(),
            Uint256{network.deployment.gameType});
    }

    void thereAreNoGamesInTheClassicGeneration()
    {
        if (!SmallNetwork::isSupported(Generation::Classic)) QSKIP("this build has no classic generation");
        SmallNetwork network(Generation::Classic);
        const auto result =
            practice::guardianAct(network.l1, network.deployment, GuardianAction::RetireGames, {});
        QVERIFY(!result && result.error().fault == Fault::Unsupported);
    }
};

QTEST_APPLESS_MAIN(GuardianTest)
#include "guardian_test.moc"
