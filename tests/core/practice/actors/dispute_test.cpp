#include "core/crypto/keccak.h"
#include "core/practice/actors/output_roots.h"
#include "core/practice/layers/transactions.h"
#include "tests/core/practice/actors/small_network.h"

using base::Address;
using base::Hash;
using base::Uint256;
using practice::BlockPointer;
using practice::DisputeGame;
using practice::Generation;
using tests::SmallNetwork;

namespace {

constexpr std::uint64_t kInterval = 30; ///< L2 blocks

std::vector<DisputeGame> gamesOf(SmallNetwork& network)
{
    practice::DisputeGames games(network.deployment.contracts.disputeGameFactory);
    SmallNetwork::known(games.follow(network.l1, {true, {}}));
    return games.all();
}

Uint256 ask(SmallNetwork& network, const Address& contract, std::string_view declaration,
    const eth::abi::Value::List& arguments = {})
{
    return SmallNetwork::known(practice::readL1(network.l1, contract, declaration, arguments))[0].number();
}

Uint256 statusOf(SmallNetwork& network, const Address& game)
{
    return ask(network, game, "status() view returns (uint8)");
}
Uint256 claimsIn(SmallNetwork& network, const Address& game)
{
    return ask(network, game, "claimDataLen() view returns (uint256)");
}
Hash claim(SmallNetwork& network, const Address& game, std::uint64_t index)
{
    return SmallNetwork::known(practice::readL1(network.l1, game,
        "claimData(uint256) view returns (uint32,address,address,uint128,bytes32,uint128,uint128)",
        {index}))[4]
        .hash();
}
std::uint64_t anchorOf(SmallNetwork& network)
{
    const auto anchor =
        SmallNetwork::known(practice::readL1(network.l1, network.deployment.contracts.anchorStateRegistry,
            "anchors(uint32) view returns (bytes32,uint256)", {network.deployment.gameType}));
    return anchor[1].number().low64();
}
Hash rootOf(SmallNetwork& network, const Uint256& number)
{
    return SmallNetwork::known(practice::outputRootOf(network.l2.canonical(), number.low64()));
}

/// The claim that the honest party has to make against the root stands in the game.
bool isAnsweredWithTheTruth(SmallNetwork& network, const DisputeGame& game)
{
    const Hash l1Head =
        SmallNetwork::known(practice::readL1(network.l1, game.address, "l1Head() view returns (bytes32)"))[0]
            .hash();
    const BlockPointer block = SmallNetwork::known(network.l1.chain().block(l1Head));
    const Uint256 safe{practice::safeAsOf(network.l2, block->number())};
    const Hash truth = rootOf(network, std::min(game.l2Block, safe));
    for (std::uint64_t index = 1; index < claimsIn(network, game.address).low64(); ++index)
        if (claim(network, game.address, index) == truth) return true;
    return false;
}

/// Until there is a game.
void waitForGame(SmallNetwork& network)
{
    for (int i = 0; i < 30 && gamesOf(network).empty(); ++i)
        network.step();
    QVERIFY(!gamesOf(network).empty());
}

/// Seconds that either side of the game has.
std::uint64_t clockOf(SmallNetwork& network, const Address& game)
{
    return ask(network, game, "maxClockDuration() view returns (uint64)").low64();
}

/// L1 misses the slots of so many seconds; L2 stands still.
void wait(SmallNetwork& network, std::uint64_t seconds)
{
    const std::uint64_t time = network.l1.chain().head()->timestamp() + seconds;
    SmallNetwork::known(network.l1.seal(
        time - time % practice::kL1BlockTime + SmallNetwork::kGenesisTime % practice::kL1BlockTime));
}
/// L1 blocks with what the challenger writes.
void challenge(SmallNetwork& network, int blocks = 6)
{
    while (blocks-- > 0) {
        SmallNetwork::known(network.challenger.act(network.l1, network.l2, network.faults));
        wait(network, practice::kL1BlockTime);
    }
}

/// Any root and number, from the account that may create games everywhere.
void createGame(SmallNetwork& network, const Hash& root, const Uint256& number)
{
    const Address& factory = network.deployment.contracts.disputeGameFactory;
    const std::uint32_t type = network.deployment.gameType;
    const Uint256 bond = ask(network, factory, "initBonds(uint32) view returns (uint256)", {type});
    SmallNetwork::known(practice::sendL1(network.l1, network.deployment.roles.proposer, factory, bond,
        eth::abi::callOf("create(uint32,bytes32,bytes)", {type, root, base::toBytes(number.toHash())})));
    wait(network, practice::kL1BlockTime);
}

} // namespace

class DisputeTest : public QObject {
    Q_OBJECT

    static void generations()
    {
        QTest::addColumn<Generation>("generation");
        QTest::newRow("current") << Generation::Current;
        if (SmallNetwork::isSupported(Generation::Permissionless))
            QTest::newRow("permissionless") << Generation::Permissionless;
    }

private Q_SLOTS:
    void theSafeHeadIsProposed_data() { generations(); }
    void theSafeHeadIsProposed()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, kInterval);
        std::vector<std::uint64_t> safeAt;
        for (int i = 0; i < 40; ++i) {
            network.step();
            safeAt.push_back(network.l2.safe().number);
        }
        const std::vector<DisputeGame> games = gamesOf(network);
        QVERIFY(games.size() > 4);
        Uint256 last;
        for (const DisputeGame& game : games) {
            QCOMPARE(game.type, network.deployment.gameType);
            QVERIFY(game.creator == network.deployment.roles.proposer.address);
            QVERIFY(game.l2Block >= last + Uint256{kInterval});
            QVERIFY(std::ranges::count(safeAt, game.l2Block.low64()) != 0);
            QVERIFY(game.rootClaim == rootOf(network, game.l2Block));
            QCOMPARE(claimsIn(network, game.address), Uint256{1});
            last = game.l2Block;
        }
    }

    void whileTheProposerStopsThereAreNoGames()
    {
        SmallNetwork network(Generation::Current, {}, kInterval);
        network.faults.proposerStops = true;
        network.steps(20);
        QVERIFY(network.l2.safe().number > kInterval);
        QVERIFY(gamesOf(network).empty());
    }

    void anUnchallengedGameIsResolvedAndMovesTheAnchor_data() { generations(); }
    void anUnchallengedGameIsResolvedAndMovesTheAnchor()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, kInterval);
        waitForGame(network);
        const DisputeGame game = gamesOf(network)[0];
        const std::uint64_t clock = clockOf(network, game.address);
        wait(network, clock - 120);
        challenge(network);
        QCOMPARE(statusOf(network, game.address), Uint256{0});
        wait(network, 120);
        challenge(network);
        QCOMPARE(statusOf(network, game.address), Uint256{2});
        wait(network, clock);
        challenge(network);
        QCOMPARE(anchorOf(network), game.l2Block.low64());
    }

    void aLieIsAttackedAtOnceAndLoses_data() { generations(); }
    void aLieIsAttackedAtOnceAndLoses()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, kInterval);
        const std::uint64_t anchor = anchorOf(network);
        network.faults.proposerLies = true;
        waitForGame(network);
        network.faults.proposerStops = true;
        const DisputeGame game = gamesOf(network)[0];
        QVERIFY(game.rootClaim == crypto::keccak256(rootOf(network, game.l2Block)));
        network.steps(4);
        QCOMPARE(claimsIn(network, game.address), Uint256{2});
        QVERIFY(claim(network, game.address, 1) == rootOf(network, game.l2Block));
        wait(network, clockOf(network, game.address));
        challenge(network);
        QCOMPARE(statusOf(network, game.address), Uint256{1});
        wait(network, clockOf(network, game.address));
        challenge(network);
        QCOMPARE(anchorOf(network), anchor);
    }

    void aSleepingChallengerLetsALieStand()
    {
        SmallNetwork network(Generation::Current, {}, kInterval);
        network.faults.proposerLies = network.faults.challengerSleeps = true;
        waitForGame(network);
        network.steps(5);
        QCOMPARE(claimsIn(network, gamesOf(network)[0].address), Uint256{1});
    }

    /// op-challenger's trace: what the data on L1 does not give has the root of the last block that it does.
    void aBlockBeyondTheSafeHeadIsAttackedWithTheSafeHeadsRoot_data() { generations(); }
    void aBlockBeyondTheSafeHeadIsAttackedWithTheSafeHeadsRoot()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, 1000);
        network.steps(12);
        const std::uint64_t safe = network.l2.safe().number;
        createGame(network, crypto::keccak256(base::Bytes{}), Uint256{safe + 1'000'000});
        challenge(network, 3);
        const DisputeGame game = gamesOf(network)[0];
        QCOMPARE(claimsIn(network, game.address), Uint256{2});
        QVERIFY(claim(network, game.address, 1) == rootOf(network, Uint256{safe}));
    }

    void aTrueRootUnderAWrongNumberLoses_data() { generations(); }
    void aTrueRootUnderAWrongNumberLoses()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, 1000);
        network.steps(12);
        const std::uint64_t safe = network.l2.safe().number;
        createGame(network, rootOf(network, Uint256{safe}), Uint256{~std::uint64_t{0}});
        challenge(network, 3);
        const DisputeGame game = gamesOf(network)[0];
        const auto challenged = SmallNetwork::known(
            practice::readL1(network.l1, game.address, "l2BlockNumberChallenged() view returns (bool)"));
        QVERIFY(challenged[0].flag());
        QCOMPARE(claimsIn(network, game.address), Uint256{1});
        wait(network, clockOf(network, game.address));
        challenge(network);
        QCOMPARE(statusOf(network, game.address), Uint256{1});
    }

    void aWrongAttackOnARightRootIsAnswered_data() { generations(); }
    void aWrongAttackOnARightRootIsAnswered()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, kInterval);
        waitForGame(network);
        network.faults.proposerStops = true;
        const DisputeGame game = gamesOf(network)[0];
        const Uint256 bond =
            ask(network, game.address, "getRequiredBond(uint128) view returns (uint256)", {Uint256{2}});
        SmallNetwork::known(
            practice::sendL1(network.l1, network.deployment.roles.proposer, game.address, bond,
                eth::abi::callOf("attack(bytes32,uint256,bytes32)",
                    {game.rootClaim, std::uint64_t{0}, crypto::keccak256(base::Bytes{1})})));
        network.steps(4);
        QCOMPARE(claimsIn(network, game.address), Uint256{3});
        wait(network, 2 * clockOf(network, game.address));
        challenge(network, 8);
        QCOMPARE(statusOf(network, game.address), Uint256{2});
    }

    void aStrangersGamesAreRefusedOrLose_data() { generations(); }
    void aStrangersGamesAreRefusedOrLose()
    {
        QFETCH(const Generation, generation);
        SmallNetwork network(generation, {}, kInterval);
        network.faults.strangerSpamsGames = true;
        network.steps(40);
        const Address stranger = SmallNetwork::known(practice::practiceAccount(9)).address;
        int own = 0, strange = 0;
        for (const DisputeGame& game : gamesOf(network)) {
            const bool isStrange = game.creator == stranger;
            ++(isStrange ? strange : own);
            if (isStrange && game.createdAt + 36 < network.l1.chain().head()->timestamp())
                QCOMPARE(claimsIn(network, game.address), Uint256{2});
        }
        QVERIFY(own > 4);
        QCOMPARE(strange > 4, generation == Generation::Permissionless);
    }

    void afterAReorgGamesAreJudgedByTheNewChain()
    {
        SmallNetwork network(Generation::Current, {}, kInterval);
        network.faults.proposerLies = true;
        waitForGame(network);
        network.steps(2);
        SmallNetwork::known(network.l1.reorg(8));
        SmallNetwork::known(network.l2.followReorg(network.l1));
        SmallNetwork::known(network.l2.derive(network.l1));
        SmallNetwork::known(network.batcher.followReorg(network.l1, network.l2));
        network.steps(20);
        QVERIFY(!gamesOf(network).empty());
        for (const DisputeGame& game : gamesOf(network))
            if (game.createdAt + 36 < network.l1.chain().head()->timestamp())
                QVERIFY(isAnsweredWithTheTruth(network, game));
    }

    void theOracleGetsTheBlocksThatItAsksFor()
    {
        if (!SmallNetwork::isSupported(Generation::Classic)) QSKIP("this build has no classic generation");
        SmallNetwork network(Generation::Classic);
        const Address& oracle = network.deployment.contracts.l2OutputOracle;
        const Uint256 due = ask(network, oracle, "nextBlockNumber() view returns (uint256)");
        for (int i = 0; i < 1000 && network.l2.safe().number < due.low64(); ++i)
            network.step();
        network.steps(3);
        const auto output = SmallNetwork::known(practice::readL1(network.l1, oracle,
            "getL2Output(uint256) view returns (bytes32,uint128,uint128)", {std::uint64_t{0}}));
        QVERIFY(output[0].hash() == rootOf(network, due));
        QCOMPARE(output[2].number(), due);
    }

    void aLieToTheOracleIsDeleted()
    {
        if (!SmallNetwork::isSupported(Generation::Classic)) QSKIP("this build has no classic generation");
        SmallNetwork network(Generation::Classic);
        const Address& oracle = network.deployment.contracts.l2OutputOracle;
        network.faults.proposerLies = network.faults.challengerSleeps = true;
        const auto outputs = [&] { return ask(network, oracle, "nextOutputIndex() view returns (uint256)"); };
        for (int i = 0; i < 1000 && outputs().isZero(); ++i)
            network.step();
        QCOMPARE(outputs(), Uint256{1});
        network.faults.challengerSleeps = false;
        network.faults.proposerStops = true;
        network.steps(2);
        QCOMPARE(outputs(), Uint256{0});
    }
};

QTEST_APPLESS_MAIN(DisputeTest)
#include "dispute_test.moc"
