#include "core/crypto/keccak.h"
#include "core/eth/abi.h"
#include "core/opstack/output_root.h"
#include "core/opstack/predeploys.h"
#include "core/opstack/withdrawal.h"
#include "tests/core/practice/contracts/deployed_world.h"

#include <QTest>

/// What each generation's contracts are for: money that crosses both ways.

using namespace practice;
using eth::abi::callOf;
using eth::abi::Value;
using tests::actOnL1;
using tests::allSucceeded;
using tests::deployed;
using tests::ether;
using tests::Played;
using tests::playL1;
using tests::playL2;

namespace {

constexpr std::uint64_t kProposedBlock = 60; ///< the first that Classic's oracle takes

Uint256 number(std::uint64_t value)
{
    return Uint256{value};
}

/// What an output root commits to after the last block.
opstack::OutputRootProof outputOf(const Played& l2)
{
    return {l2.head.stateRoot, l2.state.storageRoot(opstack::kL2ToL1MessagePasser).value(),
        eth::headerHash(l2.head)};
}

/// Sends an ether to L1 in block 9, and goes on to the block that is proposed.
opstack::Withdrawal withdraw(Played& l2, const Deployment& world, const Role& sender)
{
    const opstack::L1BlockRef origin = tests::originOf(world.l1Setup.back().header);
    const Bytes call =
        callOf("initiateWithdrawal(address,uint256,bytes)", {sender.address, number(100'000), Bytes()});
    const eth::Transaction transaction =
        tests::transactionOf(l2, kL2ChainId, sender, opstack::kL2ToL1MessagePasser, ether(1), call);
    tests::extendL2(l2, world, origin, {}, {{transaction, sender.address}});
    const eth::Receipt receipt = l2.receipts.back().back();
    while (l2.head.number < kProposedBlock)
        tests::extendL2(l2, world, origin, {}, {});
    return opstack::parseMessagePassed(receipt.logs.at(0)).value();
}

Value::List tupleOf(const opstack::Withdrawal& withdrawal)
{
    return {withdrawal.nonce, withdrawal.sender, withdrawal.target, withdrawal.value, withdrawal.gasLimit,
        withdrawal.data};
}

Bytes proveCall(Played& l2, const opstack::Withdrawal& withdrawal)
{
    const opstack::OutputRootProof output = outputOf(l2);
    const base::Hash slot = opstack::sentMessagesSlot(opstack::withdrawalHash(withdrawal));
    Value::List nodes;
    for (Bytes& node : l2.state.storageProof(opstack::kL2ToL1MessagePasser, crypto::keccak256(slot)))
        nodes.emplace_back(std::move(node));
    return callOf("proveWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes),uint256,"
                  "(bytes32,bytes32,bytes32,bytes32),bytes[])",
        {tupleOf(withdrawal), number(0),
            Value::List{
                base::Hash(), output.stateRoot, output.messagePasserStorageRoot, output.latestBlockhash},
            nodes});
}

std::uint64_t seconds(const Played& l1, const Address& contract, std::string_view getter)
{
    return readWord(l1.snapshot(), contract, getter).value().low64();
}

/// Proposes the last L2 block as soon as L1 has its time.
bool propose(Played& l1, const Deployment& world, const Played& l2)
{
    const base::Hash root = opstack::outputRoot(outputOf(l2));
    const std::uint64_t later = l2.head.timestamp + kL1BlockTime - l1.head.timestamp;
    const Role& proposer = world.roles.proposer;
    if (world.generation == Generation::Classic)
        return actOnL1(l1, later, proposer, world.contracts.l2OutputOracle, {},
            callOf("proposeL2Output(bytes32,uint256,bytes32,uint256)",
                {root, number(l2.head.number), base::Hash(), number(0)}));
    const Address& factory = world.contracts.disputeGameFactory;
    const Uint256 type = number(world.gameType);
    const Uint256 bond = readWord(l1.snapshot(), factory, "initBonds(uint32)", {type}).value();
    return actOnL1(l1, later, proposer, factory, bond,
        callOf("create(uint32,bytes32,bytes)", {type, root, base::toBytes(number(l2.head.number).toHash())}));
}

/// Lets pass what the contracts ask for before a proven withdrawal is final.
bool waitUntilFinal(Played& l1, const Deployment& world, const Role& anybody)
{
    const Address& portal = world.contracts.optimismPortal;
    if (world.generation == Generation::Classic)
        return actOnL1(l1, seconds(l1, world.contracts.l2OutputOracle, "FINALIZATION_PERIOD_SECONDS()"),
            anybody, anybody.address, {}, {});
    const Bytes created = callContract(
        l1.snapshot(), {}, world.contracts.disputeGameFactory, callOf("gameAtIndex(uint256)", {number(0)}))
                              .value();
    const Address game = Address::from(base::ByteView(created).subspan(64 + 12, 20));
    const std::uint64_t maturity = seconds(l1, portal, "proofMaturityDelaySeconds()");
    const std::uint64_t finality = seconds(l1, portal, "disputeGameFinalityDelaySeconds()");
    return actOnL1(l1, seconds(l1, game, "maxClockDuration()"), anybody, game, {},
               callOf("resolveClaim(uint256,uint256)", {number(0), number(0)})) &&
           actOnL1(l1, kL1BlockTime, anybody, game, {}, callOf("resolve()", {})) &&
           actOnL1(l1, std::max(maturity, finality), anybody, anybody.address, {}, {});
}

} // namespace

class GenerationsTest : public QObject {
    Q_OBJECT

private:
    void addGenerations()
    {
        QTest::addColumn<Generation>("generation");
        for (const Generation generation :
            {Generation::Current, Generation::Permissionless, Generation::Classic})
            QTest::newRow(toString(generation)) << generation;
    }

private Q_SLOTS:
    void etherIsWithdrawn_data() { addGenerations(); }
    void etherIsWithdrawn()
    {
        QFETCH(Generation, generation);
        if (!tests::isBuilt(generation)) QSKIP("built without contracts-bedrock");
        const Deployment& world = deployed(generation);
        const Role user = practiceAccount(1).value(), anybody = practiceAccount(2).value();
        const Address& portal = world.contracts.optimismPortal;
        Played l1 = playL1(world), l2 = playL2(world, 8);
        const opstack::Withdrawal withdrawal = withdraw(l2, world, user);
        const Bytes prove = proveCall(l2, withdrawal);
        const Bytes finalize =
            callOf("finalizeWithdrawalTransaction((uint256,address,address,uint256,uint256,bytes))",
                {Value(tupleOf(withdrawal))});

        QVERIFY(!actOnL1(l1, kL1BlockTime, anybody, portal, {}, prove));
        QVERIFY(propose(l1, world, l2));
        QVERIFY(actOnL1(l1, kL1BlockTime, anybody, portal, {}, prove));
        QVERIFY(!actOnL1(l1, kL1BlockTime, anybody, portal, {}, finalize));
        QVERIFY(waitUntilFinal(l1, world, anybody));
        QVERIFY(actOnL1(l1, kL1BlockTime, anybody, portal, {}, finalize));
        QCOMPARE(l1.state.account(user.address)->balance, ether(10'001));
    }
    void moneyIsDeposited_data() { addGenerations(); }
    void moneyIsDeposited()
    {
        QFETCH(Generation, generation);
        if (!tests::isBuilt(generation)) QSKIP("built without contracts-bedrock");
        const Deployment& world = deployed(generation);
        const Role user = practiceAccount(1).value();
        const Address& bridge = world.contracts.l1StandardBridge;
        Played l1 = playL1(world), l2 = playL2(world, 8);
        for (const Token& token : world.tokens) {
            if (!token.l2) continue;
            QVERIFY(actOnL1(l1, kL1BlockTime, user, token.l1, {}, callOf("drip()", {})));
            QVERIFY(actOnL1(l1, kL1BlockTime, user, token.l1, {},
                callOf("approve(address,uint256)", {bridge, number(777)})));
            QVERIFY(actOnL1(l1, kL1BlockTime, user, bridge, {},
                callOf("depositERC20(address,address,uint256,uint32,bytes)",
                    {token.l1, *token.l2, number(777), number(200'000), Bytes()})));
        }
        QVERIFY(actOnL1(l1, kL1BlockTime, user, bridge, ether(2),
            callOf("depositETH(uint32,bytes)", {number(200'000), Bytes()})));
        tests::followL1(l2, world, l1);
        QVERIFY(allSucceeded(l2));
        QCOMPARE(l2.state.account(user.address)->balance, ether(10'002));
        for (const Token& token : world.tokens)
            if (token.l2)
                QCOMPARE(readWord(l2.snapshot(), *token.l2, "balanceOf(address)", {user.address}).value(),
                    number(777));
    }
};

QTEST_GUILESS_MAIN(GenerationsTest)
#include "generations_test.moc"
