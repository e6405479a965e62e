#include "core/bridge/deposit.h"
#include "tests/support/vectors.h"

#include <QTest>

using bridge::DepositFacts;
using bridge::DepositStage;
using bridge::L2Outcome;
using namespace base::literals;

Q_DECLARE_METATYPE(bridge::DepositFacts)

namespace {

constexpr base::Address kRecipient = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"_address;

DepositFacts outsideL1(bool accepted, bool refused, bool nonceUsed)
{
    DepositFacts facts;
    facts.accepted = accepted;
    facts.refused = refused;
    facts.nonceUsed = nonceUsed;
    return facts;
}

DepositFacts inL1(bool succeeded)
{
    DepositFacts facts;
    facts.accepted = true;
    facts.l1Block = bridge::BlockId{1, {}};
    facts.l1Succeeded = succeeded;
    return facts;
}

DepositFacts inL2(L2Outcome outcome)
{
    DepositFacts facts = inL1(true);
    facts.l2Hash = base::Hash{};
    facts.l2Block = bridge::BlockId{2, {}};
    facts.l2Outcome = outcome;
    return facts;
}

} // namespace

class DepositTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStageFollowsFromTheFacts_data()
    {
        QTest::addColumn<DepositFacts>("facts");
        QTest::addColumn<QString>("stage");
        DepositFacts expected = inL1(true);
        expected.l2Hash = base::Hash{};
        DepositFacts refusedButIncluded = inL1(true);
        refusedButIncluded.accepted = false;
        refusedButIncluded.refused = true;
        QTest::newRow("nothing known") << DepositFacts{} << "recorded";
        QTest::newRow("a node took it") << outsideL1(true, false, false) << "sent";
        QTest::newRow("a node refused it") << outsideL1(false, true, false) << "refused";
        QTest::newRow("its nonce is used") << outsideL1(true, false, true) << "replaced";
        QTest::newRow("in an L1 block") << inL1(true) << "included-on-l1";
        QTest::newRow("failed on L1") << inL1(false) << "reverted-on-l1";
        QTest::newRow("a block counts more than a refusal") << refusedButIncluded << "included-on-l1";
        QTest::newRow("L2 hash known") << expected << "expected-on-l2";
        QTest::newRow("relayed") << inL2(L2Outcome::Relayed) << "arrived";
        QTest::newRow("message failed") << inL2(L2Outcome::MessageFailed) << "failed-on-l2";
        QTest::newRow("transaction failed") << inL2(L2Outcome::TransactionFailed) << "failed-on-l2";
    }
    void theStageFollowsFromTheFacts()
    {
        QFETCH(DepositFacts, facts);
        QFETCH(QString, stage);
        QCOMPARE(QString::fromLatin1(bridge::toString(bridge::stage(facts))), stage);
    }
    void aReplayCanEndAFailedMessage()
    {
        QVERIFY(!bridge::isEnd(DepositStage::FailedOnL2));
        QVERIFY(!bridge::isEnd(DepositStage::ExpectedOnL2));
        QVERIFY(bridge::isEnd(DepositStage::Arrived));
    }

    /// The selector is the specification's (bridges.md); the layout is the ABI's.
    void encodesTheCallOfTheBridge()
    {
        const bridge::DepositRequest request{
            .from = {}, .recipient = kRecipient, .amount = base::Uint256{5}, .minGasLimit = 200'000};
        const std::string expected =
            "e11013dd00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8"
            "0000000000000000000000000000000000000000000000000000000000030d40"
            "0000000000000000000000000000000000000000000000000000000000000060"
            "0000000000000000000000000000000000000000000000000000000000000000";
        QCOMPARE(base::toHex(bridge::encodeDepositCall(request)), expected);
        const auto call = bridge::decodeDepositCall(bridge::encodeDepositCall(request));
        QVERIFY(call);
        QCOMPARE(call->signature, std::string("bridgeETHTo(address,uint32,bytes)"));
        QCOMPARE(call->arguments.size(), 3u);
        QVERIFY((call->arguments[0] ==
                 bridge::NamedArgument{"_to", "address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}));
        QVERIFY((call->arguments[1] == bridge::NamedArgument{"_minGasLimit", "uint32", "200000"}));
    }
    void decodesNothingElse()
    {
        base::Bytes call = bridge::encodeDepositCall({.from = {}, .recipient = kRecipient, .amount = {}});
        call[0] ^= 1;
        QVERIFY(!bridge::decodeDepositCall(call));
        call[0] ^= 1;
        call.pop_back();
        QVERIFY(!bridge::decodeDepositCall(call));
        QVERIFY(!bridge::decodeDepositCall({}));
    }

    void aFullMarketNeedsSpareGas()
    {
        const base::Uint256 gwei{1'000'000'000};
        bridge::MeteringState state{.prevBaseFee = gwei,
            .prevBoughtGas = 2'000'000,
            .maxResourceLimit = base::Uint256{20'000'000},
            .elasticityMultiplier = 10,
            .baseFeeMaxChangeDenominator = 8,
            .maximumBaseFee = base::Uint256::max() >> 128};
        QCOMPARE(bridge::spareGasFor(1'000'000, state), 0u);
        // A block of 20 million raises the price by (20 - 2) / (2 * 8) = 1.125 times itself.
        state.prevBoughtGas = 20'000'000;
        QCOMPARE(bridge::spareGasFor(1'000'000, state), 1'125'000u);
        state.maximumBaseFee = gwei;
        QCOMPARE(bridge::spareGasFor(1'000'000, state), 0u);
        state.elasticityMultiplier = 0;
        QCOMPARE(bridge::spareGasFor(1'000'000, state), 0u);
    }
    void theBridgeBuysWhatNewMessengersTake()
    {
        // messengers.md gives 515,958 for 200,000 and a message of 164 bytes.
        QCOMPARE(bridge::l2GasOfDeposit(200'000), 515'958u);
        QCOMPARE(bridge::l2GasOfDeposit(0), 312'784u);
    }
};

QTEST_APPLESS_MAIN(DepositTest)
#include "deposit_test.moc"
