#include "tests/core/withdrawal/journey.h"

using practice::Generation;
using practice::GuardianAction;
using namespace tests;

namespace {

constexpr Address kMulticall = "0xca11bde05977b3631167028862be2a173976ca11"_address;

/// Takes no ether before somebody has called it without any.
const Bytes& shyContract()
{
    // CALLVALUE, JUMPI 9; SSTORE(0, 1), STOP; 9: SLOAD(0), JUMPI 0x12; REVERT; 0x12: STOP
    static const Bytes code = *base::parseHex("0x6014806009"
                                              "5f395ff3"
                                              "346009576001"
                                              "5f5500"
                                              "5b5f546012575f5ffd"
                                              "5b00");
    return code;
}

Bytes initiation(const Address& target, std::uint64_t gasLimit = 100'000)
{
    return eth::abi::callOf(
        "initiateWithdrawal(address,uint256,bytes)", {target, Uint256{gasLimit}, Bytes{}});
}

/// Proven, with the proof's time still running.
void proveFirst(Journey& journey)
{
    journey.include();
    journey.stepUntil(Stage::ReadyToProve, 120);
    journey.prove();
    QCOMPARE(journey.stage(), QByteArray("maturing"));
}

void toTheEnd(Journey& journey)
{
    journey.ripen();
    if (QTest::currentTestFailed()) return;
    journey.finalize();
}

bool isAtMost(Stage stage, Stage truth)
{
    return stage == Stage::NotKnown || stage == truth;
}

} // namespace

/// What can go wrong with a withdrawal on the real contracts.
class SetbacksTest : public QObject {
    Q_OBJECT

    static void generations(std::initializer_list<Generation> all)
    {
        QTest::addColumn<Generation>("generation");
        for (const Generation generation : all)
            if (SmallNetwork::isSupported(generation))
                QTest::newRow(practice::toString(generation)) << generation;
    }

private Q_SLOTS:
    void aBlacklistedGameIsProvenAroundWithAnother_data()
    {
        generations({Generation::Current, Generation::Permissionless});
    }
    void aBlacklistedGameIsProvenAroundWithAnother()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiateBridge();
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        const Address game = journey.game().address;
        journey.ground.guardian(GuardianAction::BlacklistGame, game);
        const Look blacklisted = journey.look();
        QVERIFY(blacklisted.verdict.stage == Stage::WaitingForProposal ||
                blacklisted.verdict.stage == Stage::ProveAgain);
        QCOMPARE(blacklisted.verdict.useless.size(), std::size_t{1});
        QCOMPARE(blacklisted.verdict.useless[0].c_str(), "its game is blacklisted");
        journey.stepUntil(Stage::ProveAgain, 120);
        QVERIFY(std::get<withdrawal::Game>(journey.look().facts.proposals->found->what).address != game);
        journey.prove();
        toTheEnd(journey);
        QCOMPARE(journey.stage(), QByteArray("finalized"));
    }

    void retiredGamesAreProvenAroundWithALaterOne_data()
    {
        generations({Generation::Current, Generation::Permissionless});
    }
    void retiredGamesAreProvenAroundWithALaterOne()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiateBridge();
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        journey.ground.guardian(GuardianAction::RetireGames);
        const Look retired = journey.look();
        QCOMPARE(toString(retired.verdict.stage), toString(Stage::WaitingForProposal));
        QCOMPARE(retired.verdict.useless[0].c_str(), "its game is retired");
        journey.stepUntil(Stage::ProveAgain, 120);
        journey.prove(kStranger); // another account's proof is as good
        toTheEnd(journey);
        QCOMPARE(journey.stage(), QByteArray("finalized"));
    }

    /// Of portals that look at the type that is respected now.
    void aTypeThatIsNoLongerRespectedMakesProofsUseless()
    {
        if (!SmallNetwork::isSupported(Generation::Permissionless))
            QSKIP("this build has one generation only");
        Journey journey(Generation::Permissionless);
        journey.initiateBridge();
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        Address type; // 258: nobody knows it
        type[18] = 1;
        type[19] = 2;
        journey.ground.guardian(GuardianAction::SetRespectedGameType, type);
        const Look seen = journey.look();
        QCOMPARE(toString(seen.verdict.stage), toString(Stage::CannotJudge));
        QCOMPARE(seen.verdict.useless.size(), std::size_t{1});
    }
    /// The registry remembers what was respected when a game was created.
    void aGameStaysRespectedWithTheRegistry()
    {
        Journey journey(Generation::Current);
        journey.initiateBridge();
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        Address type;
        type[19] = 9;
        journey.ground.guardian(GuardianAction::SetRespectedGameType, type);
        toTheEnd(journey);
        QCOMPARE(journey.stage(), QByteArray("finalized"));
    }

    void aDeletedOutputIsWaitedForAndThenTimeRunsAnew()
    {
        if (!SmallNetwork::isSupported(Generation::Classic)) QSKIP("this build has one generation only");
        Journey journey(Generation::Classic);
        PracticeRoute& ground = journey.ground;
        journey.initiateBridge();
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        const auto output =
            std::get<withdrawal::ProvenOutput>(journey.look().facts.portal->proofs[0].against);
        ground.network.faults.proposerStops = true;
        SmallNetwork::known(practice::sendL1(ground.network.l1, ground.network.deployment.roles.challenger,
            ground.network.deployment.contracts.l2OutputOracle, {},
            eth::abi::callOf("deleteL2Outputs(uint256)", {output.index})));
        ground.pass(practice::kL1BlockTime);
        const Look deleted = journey.look();
        QCOMPARE(toString(deleted.verdict.stage), toString(Stage::WaitingForProposal));
        QCOMPARE(deleted.verdict.useless[0].c_str(), "its output was deleted");

        ground.network.faults.proposerStops = false;
        journey.stepUntil(Stage::Maturing, 200);
        ground.network.faults.proposerStops = true;
        const Look again = journey.look();
        const base::Seconds maturesAt = again.facts.portal->proofs[0].provenAt + again.rules->proofMaturity;
        ground.pass(static_cast<std::uint64_t>((maturesAt - again.facts.portal->block.time).count()) + 1);
        QCOMPARE(journey.stage(), QByteArray("air-gap"));
        ground.pass(static_cast<std::uint64_t>(again.rules->finality.count()));
        QCOMPARE(journey.stage(), QByteArray("ready-to-finalize"));
        journey.finalize();
        QCOMPARE(journey.stage(), QByteArray("finalized"));
    }

    /// The bridge pays a contract that takes no ether: the messenger keeps the message.
    void aMessageThatFailsIsKept_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void aMessageThatFailsIsKept()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiateBridge(journey.ground.network.deployment.contracts.systemConfig);
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        journey.ripen();
        if (QTest::currentTestFailed()) return;
        QCOMPARE(journey.stage(), QByteArray("ready-to-finalize"));
        const auto gas = journey.guard();
        QVERIFY(!gas);
        QCOMPARE(gas.error().fault, base::Fault::Reverted);
        journey.finalize();
        QCOMPARE(journey.stage(), QByteArray("message-failed"));
    }

    /// It is replayed when it can succeed, and not signed before.
    void aKeptMessageIsReplayed_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void aKeptMessageIsReplayed()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        PracticeRoute& ground = journey.ground;
        const Address shy = ground.createL1(kStranger, shyContract());
        journey.initiateBridge(shy);
        proveFirst(journey);
        toTheEnd(journey);
        QCOMPARE(journey.stage(), QByteArray("message-failed"));
        const auto prepare = [&] {
            return withdrawal::prepareDue(
                ground.route(), journey.look(), PracticeRoute::user(kStranger).address, {});
        };
        const auto early = prepare();
        QVERIFY(!early && early.error().fault == base::Fault::Reverted);
        ground.sendL1(kStranger, shy, {}, {});
        const auto due = prepare();
        QVERIFY2(due, due ? "" : due.error().detail.c_str());
        QVERIFY(due->step == withdrawal::Step::Replay);
        QVERIFY(due->to == ground.network.deployment.contracts.l1CrossDomainMessenger);
        ground.sendPrepared(kStranger, due->to, due->data, due->gas);
        QCOMPARE(journey.stage(), QByteArray("finalized"));
        QVERIFY(balanceOf(ground, shy) == kEther);
    }

    /// Without the messenger nobody keeps it.
    void aDirectCallThatFailsIsLost_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void aDirectCallThatFailsIsLost()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiate(opstack::kL2ToL1MessagePasser, kEther,
            initiation(journey.ground.network.deployment.contracts.systemConfig));
        proveFirst(journey);
        if (QTest::currentTestFailed()) return;
        journey.ripen();
        if (QTest::currentTestFailed()) return;
        const auto gas = journey.guard();
        QVERIFY(!gas);
        QCOMPARE(gas.error().fault, base::Fault::Reverted);
        journey.finalize();
        QCOMPARE(journey.stage(), QByteArray("lost"));
    }
    void aDirectCallThatSucceedsIsDone()
    {
        Journey journey(Generation::Current);
        journey.initiate(opstack::kL2ToL1MessagePasser, kEther, initiation(kRecipient));
        proveFirst(journey);
        toTheEnd(journey);
        QCOMPARE(journey.stage(), QByteArray("finalized"));
    }

    void whatThePortalNeverTakesIsSaidAtOnce_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void whatThePortalNeverTakesIsSaidAtOnce()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiate(opstack::kL2ToL1MessagePasser, kEther, initiation(journey.portal()));
        journey.include();
        journey.stepUntil(Stage::Impossible);
    }

    void allMessagesOfATransactionAreFound()
    {
        Journey journey(Generation::Current);
        const Address other = "0x7000000000000000000000000000000000000004"_address;
        eth::abi::Value::List calls;
        for (const Address& target : {kRecipient, other})
            calls.push_back(
                eth::abi::Value::List{opstack::kL2ToL1MessagePasser, false, kEther, initiation(target)});
        journey.initiate(kMulticall, kEther + kEther,
            eth::abi::callOf("aggregate3Value((address,bool,uint256,bytes)[])", {eth::abi::Value(calls)}));
        journey.include();
        const auto looks =
            SmallNetwork::known(withdrawal::lookAt(journey.ground.route(), journey.transaction, {}, {}));
        QVERIFY(looks && looks->size() == 2);
        QVERIFY((*looks)[0].sent.withdrawal.target == kRecipient);
        QVERIFY((*looks)[1].sent.withdrawal.target == other);
        QVERIFY((*looks)[0].sent.hash != (*looks)[1].sent.hash);
    }

    /// Anyone may create games about any block, for a bond.
    void gamesAboutBlocksThatAreNotThereArePassedOver()
    {
        if (!SmallNetwork::isSupported(Generation::Permissionless))
            QSKIP("this build has one generation only");
        Journey journey(Generation::Permissionless);
        PracticeRoute& ground = journey.ground;
        journey.initiateBridge();
        journey.include();
        journey.stepUntil(Stage::ReadyToProve, 120);
        const Uint256 right = journey.look().facts.proposals->found->index;
        const Address& factory = ground.network.deployment.contracts.disputeGameFactory;
        const Hash root = journey.look().facts.proposals->found->root;
        const Uint256 bond = SmallNetwork::known(practice::readL1(
            ground.network.l1, factory, "initBonds(uint32) view returns (uint256)", {Uint256{0}}))[0]
                                 .number();
        for (const std::uint64_t number : {~std::uint64_t{0}, std::uint64_t{1'000'000'000}})
            ground.sendL1(kStranger, factory, bond,
                eth::abi::callOf("create(uint32,bytes32,bytes)",
                    {Uint256{0}, root, base::toBytes(Uint256{number}.toHash())}));
        ground.pass(practice::kL1BlockTime);
        const Look seen = journey.look();
        QCOMPARE(toString(seen.verdict.stage), toString(Stage::ReadyToProve));
        QVERIFY(seen.facts.proposals->found->index == right);
        QVERIFY(seen.facts.proposals->passedOver.size() >= 2);
        for (const auto& passed : seen.facts.proposals->passedOver)
            QCOMPARE(passed.why.c_str(), "it is about an L2 block that L1 does not give yet");
    }

    void aFalseProofOfTheL2NodeIsNotReadyToProve()
    {
        Journey journey(Generation::Current);
        journey.initiateBridge();
        journey.include();
        journey.stepUntil(Stage::ReadyToProve, 120);
        const auto proposal = *journey.look().facts.proposals->found;
        journey.ground.l2Fault = practice::RpcFault::WrongProof;
        QCOMPARE(toString(journey.look().verdict.stage), toString(Stage::NotKnown));
        const auto material = withdrawal::fetchMaterial(
            journey.ground.l2, journey.sent.hash, proposal.l2Block, proposal.root, {});
        QVERIFY(!material);
        QCOMPARE(material.error().fault, base::Fault::Mismatch);
    }

    /// Whichever single request fails, in whichever way, the stage is what it is or not known.
    void aReadThatFailsNeverGivesALaterStage_data()
    {
        generations({Generation::Current, Generation::Permissionless, Generation::Classic});
    }
    void aReadThatFailsNeverGivesALaterStage()
    {
        QFETCH(const Generation, generation);
        Journey journey(generation);
        journey.initiateBridge();
        journey.include();
        journey.stepUntil(Stage::ReadyToProve, 120);
        failEach(journey, Stage::ReadyToProve);
        if (QTest::currentTestFailed()) return;
        journey.prove();
        failEach(journey, Stage::Maturing);
        journey.ripen();
        if (QTest::currentTestFailed()) return;
        failEach(journey, Stage::ReadyToFinalize);
        journey.finalize();
        failEach(journey, Stage::Finalized);
    }

private:
    static void failEach(Journey& journey, Stage truth)
    {
        PracticeRoute& ground = journey.ground;
        for (const practice::Layer layer : {practice::Layer::L1, practice::Layer::L2}) {
            ground.failAt(layer, std::nullopt);
            QCOMPARE(toString(journey.look().verdict.stage), toString(truth));
            const std::size_t requests = ground.asked();
            for (std::size_t number = 0; number < requests; ++number) {
                using Failure = PracticeRoute::Failure;
                for (const Failure failure : {Failure::Silence, Failure::Limit, Failure::Null}) {
                    ground.failAt(layer, number, failure);
                    const Look seen = journey.look();
                    // L2's "there is no such transaction" and "no such block" are answers, if bad ones.
                    const bool isWorse =
                        failure == Failure::Null && (seen.verdict.stage == Stage::NotFound ||
                                                        seen.verdict.stage == Stage::WaitingForProposal ||
                                                        seen.verdict.stage == Stage::Unsafe);
                    if (!isAtMost(seen.verdict.stage, truth) && !isWorse)
                        qWarning("layer %d, request %zu, failure %d: %s", int(layer), number, int(failure),
                            toString(seen.verdict.stage));
                    QVERIFY(isAtMost(seen.verdict.stage, truth) || isWorse);
                    QVERIFY(seen.verdict.stage == truth || isWorse || !seen.facts.failures.empty());
                }
            }
            ground.failAt(layer, std::nullopt);
        }
    }
};

QTEST_APPLESS_MAIN(SetbacksTest)
#include "setbacks_test.moc"
